import type { ExplainedScores } from '../types.js';

/**
 * From the scores of all classes to the log-odds of one class against the rest: its own score less the logarithm of the sum of
 * the other classes' exponentials. That sum curves upwards between base and row, so that its change lies between those along
 * the slopes at either end, which are the shares of the other classes there: one mixture of both slopes gives it exactly, and
 * that is what the other classes' contributions are weighted by.
 *
 * @param scores those of each class for the same rows
 * @param classes for each row the number of the class
 * @param width features of a row
 */
export function scoresToLogOdds(scores: readonly ExplainedScores[], classes: Int32Array, width: number): ExplainedScores {
  const bases = new Float64Array(classes.length);
  const contributions = new Float64Array(classes.length * width);
  classes.forEach((own, row) => {
    const before = scores.map((score) => score.bases[row]!);
    const after = scores.map(
      (score, index) => before[index]! + sumOf(score.contributions.subarray(row * width, (row + 1) * width)),
    );
    const weights = weightsOf(before, after, own);
    bases[row] = before[own]! - logSum(before, own);
    scores.forEach((score, index) => {
      const weight = weights[index]!;
      for (let at = row * width; at < (row + 1) * width; at++) contributions[at]! += weight * score.contributions[at]!;
    });
  });
  return { exact: false, method: 'rescaled', unit: 'log-odds', bases, contributions };
}

/** 1 for the class itself; the others' are below 0 and sum to -1. */
function weightsOf(before: readonly number[], after: readonly number[], own: number): number[] {
  const [total, totalAfter] = [logSum(before, own), logSum(after, own)];
  const first = before.map((score) => Math.exp(score - total));
  const last = after.map((score) => Math.exp(score - totalAfter));
  const along = (slopes: readonly number[]) =>
    slopes.reduce((sum, slope, index) => sum + (index === own ? 0 : slope * (after[index]! - before[index]!)), 0);
  const [least, most] = [along(first), along(last)];
  const part = most > least ? Math.max(0, Math.min(1, (totalAfter - total - least) / (most - least))) : 0.5;
  return first.map((slope, index) => (index === own ? 1 : -((1 - part) * slope + part * last[index]!)));
}

/** The logarithm of the sum of the exponentials of all scores but one. */
function logSum(scores: readonly number[], without: number): number {
  const others = scores.filter((_, index) => index !== without);
  const top = Math.max(...others);
  return top + Math.log(others.reduce((sum, score) => sum + Math.exp(score - top), 0));
}

function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
