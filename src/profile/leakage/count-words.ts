import type { ValueCodes } from './clue.js';
import { leakageHeuristics as limits } from './heuristics.js';
import type { ClassOutcome } from './outcome.js';
import { splitWords } from './text-clues.js';

/** A word, and the rows that have it. */
export interface Word {
  readonly text: string;
  readonly byClass: Uint32Array;
  rows: number;
  /** Rows that it told right. */
  right: number;
}

/** The words of the texts of a column. */
export interface WordCounts {
  readonly words: readonly Word[];
  /** The words of each distinct text, every one once. */
  readonly byText: readonly (readonly Word[])[];
  /** Rows by class of a distinct text. */
  readonly classesOf: (text: number) => Uint32Array;
  /** Rows by class that have no text. */
  readonly silent: Uint32Array;
}

/** Counts the words of texts by class. */
export function countWords({ codes, counts, text }: ValueCodes, target: ClassOutcome): WordCounts {
  const width = target.counts.length;
  const table = new Uint32Array(counts.length * width);
  const silent = new Uint32Array(width);
  for (let row = 0; row < codes.length; row++) {
    const label = target.codes[row]!;
    if (codes[row]! < 0) silent[label]!++;
    else table[codes[row]! * width + label]!++;
  }
  const classesOf = (code: number): Uint32Array => table.subarray(code * width, (code + 1) * width);
  const known = new Map<string, Word>();
  const byText = Array.from(counts, (count, code) =>
    [...new Set(splitWords(text(code).slice(0, limits.maxTextLength)).slice(0, limits.maxWords))].map((word) => {
      const found = known.get(word) ?? { text: word, byClass: new Uint32Array(width), rows: 0, right: 0 };
      known.set(word, found);
      found.rows += count;
      classesOf(code).forEach((rows, label) => (found.byClass[label]! += rows));
      return found;
    }),
  );
  return { words: [...known.values()], byText, classesOf, silent };
}
