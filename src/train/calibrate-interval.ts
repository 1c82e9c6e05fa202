import type { PredictionInterval } from '../model/types.js';
import { INTERVAL_COVERAGE } from './heuristics.js';

/**
 * The half width that split-conformal prediction gives an interval: the ceil((n + 1) * coverage)-th smallest absolute error
 * on rows the model never saw, which holds at least that share of new values when they come from the same source (Lei et
 * al., Distribution-free predictive inference for regression, 2018). Null where n is too small for that: below 9.
 */
export function calibrateInterval(truth: Float64Array, answers: Float64Array): PredictionInterval | null {
  const errors = truth.map((value, row) => Math.abs(value - (answers[row] as number))).sort();
  const halfWidth = errors[Math.ceil((errors.length + 1) * INTERVAL_COVERAGE) - 1];
  return halfWidth === undefined ? null : { coverage: INTERVAL_COVERAGE, halfWidth, calibrationRows: errors.length };
}
