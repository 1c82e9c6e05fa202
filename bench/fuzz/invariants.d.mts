import type { FuzzInput } from './inputs.mjs';

/** Reads an input in every way; answers what is wrong, or null. `library` is the package's exports. */
export function findProblem(library: typeof import('tabulyst'), input: FuzzInput): Promise<string | null>;
