import type { RegressionMetrics } from '../../model/types.js';
import { meanOf } from '../estimator.js';
import { rootMeanSquaredError } from '../loss-of-answers.js';
import { median, quantile } from '../spread.js';

/** Numbers that are known, and what was answered. */
export interface AnsweredNumbers {
  readonly truth: Float64Array;
  readonly answers: Float64Array;
  /** The lower and the upper end of each row's interval, side by side; null without interval. */
  readonly bounds: Float64Array | null;
  /** How much each row counts. @default 1 each */
  readonly weights?: Float64Array | null;
}

/** Scores numbers as scikit-learn's `mean_squared_error` (its root), `mean_absolute_error`, `r2_score` and `median_absolute_error`; with weights, the first three count rows by them. */
export function scoreRegression({ truth, answers, bounds, weights = null }: AnsweredNumbers): RegressionMetrics {
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
  return {
    task: 'regression',
    rows: truth.length,
    rmse: rootMeanSquaredError(truth, answers, weights),
    mae: meanOf(errors, weights),
    r2: constant ? null : 1 - squares / spread,
    medianAbsoluteError: median(errors.slice().sort()),
    residuals: describeResiduals(residuals),
    coverage: bounds === null ? null : coverageOf(truth, bounds),
    intervalWidth: bounds === null ? null : describeWidths(bounds),
  };
}

/** Share of the true values that are in their intervals, the ends included. */
export function coverageOf(truth: Float64Array, bounds: Float64Array): number {
  const covered = truth.filter((value, row) => value >= bounds[2 * row]! && value <= bounds[2 * row + 1]!);
  return covered.length / truth.length;
}

function describeWidths(bounds: Float64Array): { readonly mean: number; readonly median: number } {
  const widths = Float64Array.from({ length: bounds.length / 2 }, (_, row) => bounds[2 * row + 1]! - bounds[2 * row]!);
  return { mean: meanOf(widths), median: median(widths.sort()) };
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
