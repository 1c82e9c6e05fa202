import type { PredictionInterval, RegressionMetrics } from '../../model/types.js';
import { meanOf } from '../estimator.js';
import { rootMeanSquaredError } from '../loss-of-answers.js';
import { median, quantile } from '../spread.js';

/** Scores numbers as scikit-learn's `mean_squared_error` (its root), `mean_absolute_error`, `r2_score` and `median_absolute_error`; with weights, the first three count rows by them. */
export function scoreRegression(
  truth: Float64Array,
  answers: Float64Array,
  interval: PredictionInterval | null,
  weights: Float64Array | null = null,
): RegressionMetrics {
  const residuals = truth.map((value, row) => value - (answers[row] as number));
  const errors = residuals.map(Math.abs);
  const mean = meanOf(truth, weights);
  const spread = meanOf(
    truth.map((value) => (value - mean) ** 2),
    weights,
  );
  const squares = meanOf(
    errors.map((error) => error * error),
    weights,
  );
  const constant = truth.every((value) => value === truth[0]);
  const covered = interval === null ? 0 : errors.filter((error) => error <= interval.halfWidth).length;
  return {
    task: 'regression',
    rows: truth.length,
    rmse: rootMeanSquaredError(truth, answers, weights),
    mae: meanOf(errors, weights),
    r2: constant ? null : 1 - squares / spread,
    medianAbsoluteError: median(errors.slice().sort()),
    residuals: describeResiduals(residuals),
    coverage: interval === null ? null : covered / truth.length,
  };
}

function describeResiduals(residuals: Float64Array): RegressionMetrics['residuals'] {
  const mean = meanOf(residuals);
  const squares = residuals.reduce((sum, residual) => sum + (residual - mean) ** 2, 0);
  const ascending = residuals.slice().sort();
  const at = (percent: number) => quantile(ascending, percent / 100);
  return {
    mean,
    standardDeviation: residuals.length < 2 ? null : Math.sqrt(squares / (residuals.length - 1)),
    quantiles: { p5: at(5), p25: at(25), p50: at(50), p75: at(75), p95: at(95) },
  };
}
