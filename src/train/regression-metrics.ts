import type { PredictionInterval, RegressionMetrics } from '../model/types.js';
import { meanOf } from './estimator.js';
import { median } from './spread.js';

/** Scores numbers as scikit-learn's `mean_squared_error` (its root), `mean_absolute_error`, `r2_score` and `median_absolute_error`. */
export function scoreRegression(
  truth: Float64Array,
  answers: Float64Array,
  interval: PredictionInterval | null,
): RegressionMetrics {
  const errors = truth.map((value, row) => Math.abs(value - (answers[row] as number)));
  const mean = meanOf(truth);
  const spread = truth.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  const constant = truth.every((value) => value === truth[0]);
  const covered = interval === null ? 0 : errors.filter((error) => error <= interval.halfWidth).length;
  return {
    task: 'regression',
    rows: truth.length,
    rmse: rootMeanSquaredError(truth, answers),
    mae: meanOf(errors),
    r2: constant ? null : 1 - squares / spread,
    medianAbsoluteError: median(errors.slice().sort()),
    coverage: interval === null ? null : covered / truth.length,
  };
}

export function rootMeanSquaredError(truth: Float64Array, answers: Float64Array): number {
  return Math.sqrt(meanOf(truth.map((value, row) => (value - (answers[row] as number)) ** 2)));
}
