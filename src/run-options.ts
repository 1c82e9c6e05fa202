import { TabulystError } from './errors.js';

/** The stages of the pipeline, in order. */
export type Stage = 'read' | 'schema' | 'profile' | 'train' | 'predict' | 'summarize';

/** What a long call tells while it runs. One callback gets them all; `type` says which one it is. */
export type ProgressEvent =
  | { readonly type: 'stage-start'; readonly stage: Stage }
  /** A stage of several parts is at one of them; `fraction` of the stage is done, 0 to 1. */
  | { readonly type: 'part-progress'; readonly stage: Stage; readonly part: string; readonly fraction: number }
  /** `bytes` and `totalBytes` count the source as stored; `totalBytes` is null where the size is not known beforehand. */
  | { readonly type: 'rows-read'; readonly rows: number; readonly bytes: number; readonly totalBytes: number | null }
  /** `index` counts from 0 to `total - 1`. */
  | { readonly type: 'candidate-start'; readonly name: string; readonly index: number; readonly total: number }
  /** A candidate learns from all folds but one, which counts from 0 to `folds - 1`; `best` is the best candidate so far, null before the first. */
  | {
      readonly type: 'candidate-fold';
      readonly name: string;
      readonly index: number;
      readonly total: number;
      readonly fold: number;
      readonly folds: number;
      readonly metric: string;
      readonly best: string | null;
      readonly bestScore: number | null;
    }
  /** `score` is the candidate's, null when it failed or had no time; `best` is the name of the best one so far, and `bestScore` its score. */
  | {
      readonly type: 'candidate-end';
      readonly name: string;
      readonly index: number;
      readonly total: number;
      readonly metric: string;
      readonly score: number | null;
      readonly best: string;
      readonly bestScore: number | null;
    }
  | { readonly type: 'stage-end'; readonly stage: Stage };

/** The options that every long call takes, with the same meaning everywhere. */
export interface RunOptions {
  /** Aborting it stops the call, which then rejects with `RUN_ABORTED`. */
  signal?: AbortSignal | undefined;
  /** Called with what happens meanwhile. Must not throw. */
  onProgress?: ((event: ProgressEvent) => void) | undefined;
  /**
   * Seed of everything drawn at random: the same seed and input give the same result.
   * @default 0
   */
  seed?: number | undefined;
}

/** Throws `RUN_ABORTED` once the signal has been aborted. Long loops call it between pieces of work. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TabulystError('RUN_ABORTED', 'The run was cancelled.');
}

/** Lets timers, input and abort signals through between two pieces of synchronous work. */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Does work that is a generator, pausing at none of its `yield`s. */
export function finish<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Milliseconds after which work in turns lets others in. */
const TURN_MS = 15;

/** Does work that is a generator, letting timers and input through at its `yield`s, and rejecting there once the run was aborted. */
export async function finishInTurns<Result>(work: Generator<void, Result>, signal: AbortSignal | undefined): Promise<Result> {
  for (let turn = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - turn < TURN_MS) continue;
    await yieldToEventLoop();
    throwIfAborted(signal);
    turn = performance.now();
  }
}

/** Awaited between two pieces of work: lets timers and input through, and rejects once the run was aborted. `share` of the work is done, 0 to 1. */
export type Pause = (share: number) => Promise<void>;

/** A pause that tells nobody how far the work is. */
export function pauseFor(signal: AbortSignal | undefined): Pause {
  return async () => {
    await yieldToEventLoop();
    throwIfAborted(signal);
  };
}

/**
 * Resolves an options object once: defaults filled in, frozen, the caller's object left alone.
 * @throws OPTIONS_INVALID on a key that `defaults` does not have, with the known ones named.
 */
export function resolveOptions<Resolved extends object>(
  call: string,
  options: Partial<Resolved> | undefined,
  defaults: Resolved,
): Readonly<Resolved> {
  const given = Object.entries(options ?? {});
  for (const [key] of given) {
    if (Object.hasOwn(defaults, key)) continue;
    const known = Object.keys(defaults);
    throw new TabulystError('OPTIONS_INVALID', `${call} has no option "${key}". Known options: ${known.join(', ')}.`, {
      call,
      option: key,
      known,
    });
  }
  return Object.freeze({ ...defaults, ...Object.fromEntries(given.filter(([, value]) => value !== undefined)) });
}

/** The defaults of {@link RunOptions}, to spread into a call's own. */
export const runDefaults = { signal: undefined, onProgress: undefined, seed: 0 } satisfies RunOptions;

/** Throws `OPTIONS_INVALID` naming the option, what was expected and what came. */
export function rejectOption(call: string, option: string, expected: string, came: unknown): never {
  const shown =
    typeof came === 'string'
      ? JSON.stringify(came.slice(0, 80))
      : typeof came === 'object' && came !== null
        ? 'an object'
        : String(came);
  throw new TabulystError('OPTIONS_INVALID', `${call}: option "${option}" must be ${expected}, not ${shown}.`, {
    call,
    option,
    expected,
  });
}
