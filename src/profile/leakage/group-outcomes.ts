import type { ColumnView } from '../columns/column-view.js';
import { leakageHeuristics as limits } from './heuristics.js';
import type { Outcome } from './outcome.js';

/** The target as numbers over all rows: itself, or 1 for one class and 0 for the others. */
export interface GroupOutcome {
  readonly values: Float64Array;
  /** What its mean is: `the mean of "price"`, `the share of "yes" in "churn"`. */
  readonly mean: string;
}

/** What group means may be means of: the number, or each class's share. */
export function groupOutcomes({ name, numbers, levels }: ColumnView, outcome: Outcome): GroupOutcome[] {
  if (numbers !== null) return [{ values: numbers, mean: `the mean of "${name}"` }];
  if (outcome.task !== 'classification' || outcome.counts.length > limits.maxGroupClasses) return [];
  const { codes, counts, text } = levels();
  return Array.from(counts.keys())
    .filter((label) => counts[label]! > 0)
    .map((label) => ({
      values: Float64Array.from(codes, (code) => (code < 0 ? NaN : code === label ? 1 : 0)),
      mean: `the share of "${text(label)}" in "${name}"`,
    }));
}
