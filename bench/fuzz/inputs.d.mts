/** One input of the fuzzer, with the options it is read with. */
export interface FuzzInput {
  readonly index: number;
  /** Where it comes from and what was done to it. */
  readonly origin: string;
  readonly bytes: Uint8Array;
  readonly options: Readonly<Record<string, unknown>>;
}

/** Makes the inputs of a seed. With a data folder its files are among the fixtures. */
export function createInputs(
  seed: number,
  dataFolder?: string | null,
): { readonly input: (index: number) => FuzzInput; readonly fixtureCount: number };
