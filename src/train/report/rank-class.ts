import { sortNumbers } from '../../table/sort-numbers.js';

/** Rows that reach each threshold, the thresholds being the distinct scores in falling order. */
export interface RankedClass {
  readonly thresholds: Float64Array;
  /** Rows of the class with at least this score. */
  readonly truePositives: Float64Array;
  /** Rows of other classes with at least this score. */
  readonly falsePositives: Float64Array;
  /** Rows of the class, and of others. */
  readonly positives: number;
  readonly negatives: number;
}

/**
 * Ranks rows by their probability of one class against the rest.
 *
 * @param truth class numbers
 * @param probabilities `count` of them for each row
 */
export function rankClass(truth: Float64Array, probabilities: Float64Array, count: number, index: number): RankedClass {
  const scoresOf = (isOwn: boolean) => {
    const rows = Uint32Array.from(truth.keys()).filter((row) => (truth[row] === index) === isOwn);
    return sortNumbers(Float64Array.from(rows, (row) => probabilities[row * count + index] as number));
  };
  const [own, others] = [scoresOf(true), scoresOf(false)];
  const thresholds = new Float64Array(truth.length);
  const truePositives = new Float64Array(truth.length);
  const falsePositives = new Float64Array(truth.length);
  let [i, j, size] = [own.length, others.length, 0];
  while (i > 0 || j > 0) {
    const threshold = Math.max(own[i - 1] ?? -Infinity, others[j - 1] ?? -Infinity);
    while (i > 0 && own[i - 1] === threshold) i--;
    while (j > 0 && others[j - 1] === threshold) j--;
    thresholds[size] = threshold;
    truePositives[size] = own.length - i;
    falsePositives[size++] = others.length - j;
  }
  return {
    thresholds: thresholds.subarray(0, size),
    truePositives: truePositives.subarray(0, size),
    falsePositives: falsePositives.subarray(0, size),
    positives: own.length,
    negatives: others.length,
  };
}
