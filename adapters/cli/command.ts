import type { ProgressEvent } from 'tabulyst';

/** What `node:util`'s `parseArgs` takes for one option, and how the help shows it. */
export interface OptionDescription {
  readonly type: 'string' | 'boolean';
  /** Whether it may be given several times. */
  readonly multiple?: boolean;
  /** What stands behind the option in the help, for example "FILE"; none for a switch. */
  readonly value?: string;
  readonly help: string;
}

/** The options as they were given. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** What a command may touch. Standard output is for results, standard error for everything else. */
export interface Terminal {
  readonly signal: AbortSignal;
  /** Writes to standard output. */
  print(text: string): void;
  /** Writes a line to standard error. */
  note(text: string): void;
  /** Shows what a long call is doing, on a terminal only. */
  readonly onProgress: (event: ProgressEvent) => void;
}

/** A table, or rows one by one for a model. */
export type Reads = 'table' | 'rows';

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** Names of the positional arguments, all required. */
  readonly positionals: readonly string[];
  readonly help: string;
  readonly options: Readonly<Record<string, OptionDescription>>;
  /** What it makes of its FILE; the reading options that go with it are taken as well. */
  readonly reads: Reads;
  run(positionals: readonly string[], options: OptionValues, terminal: Terminal): Promise<void>;
}
