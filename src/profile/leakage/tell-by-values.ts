import type { ValueCodes } from './clue.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { voteOf, type Vote } from './vote.js';

/** Rows by value and class. */
export interface ClassTable {
  /** Value by value, `width` classes each. */
  readonly counts: Uint32Array;
  readonly width: number;
  readonly classTotals: Float64Array;
  readonly rows: number;
}

/** Counts the rows where both are present; null where that takes too much room. */
export function crossTabulate(values: ValueCodes, classes: ValueCodes): ClassTable | null {
  const width = classes.counts.length;
  if (values.counts.length * width > limits.maxTableCells) return null;
  const counts = new Uint32Array(values.counts.length * width);
  const classTotals = new Float64Array(width);
  let rows = 0;
  for (let row = 0; row < values.codes.length; row++) {
    const value = values.codes[row]!;
    const label = classes.codes[row]!;
    if (value < 0 || label < 0) continue;
    counts[value * width + label]!++;
    classTotals[label]!++;
    rows++;
  }
  return { counts, width, classTotals, rows };
}

/**
 * Tells each row's class by the majority of the *other* rows with its value (leave-one-out), so that rare values earn
 * nothing: a value seen once falls back to the most frequent class, and a tie counts as wrong. Null without enough
 * rows of two classes.
 */
export function tellByValues({ counts, width, classTotals, rows }: ClassTable): Vote | null {
  const [, commonest, second] = summarise(classTotals);
  if (rows < limits.minRows || second < limits.minRowsPerPart) return null;
  const frequent = classTotals.indexOf(commonest);
  let right = 0;
  for (let start = 0; start < counts.length; start += width) {
    const ofValue = counts.subarray(start, start + width);
    const [total, most, next] = summarise(ofValue);
    if (total === 1) right += ofValue[frequent]!;
    else if (most - 1 > next) right += most;
  }
  return voteOf(rows, commonest / rows, right / rows);
}

/** Sum, largest and second largest. */
export function summarise(counts: Uint32Array | Float64Array): [number, number, number] {
  let [total, most, next] = [0, 0, 0];
  for (const count of counts) {
    total += count;
    if (count > most) [most, next] = [count, most];
    else if (count > next) next = count;
  }
  return [total, most, next];
}
