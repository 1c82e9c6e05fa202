import type { ErrorReach, PredictionInterval } from '../model/types.js';
import { INTERVAL_COVERAGE } from './heuristics.js';

/** Rows that nothing was learned from, with the model's answers to them. */
export interface CalibrationRows {
  readonly truth: Float64Array;
  readonly answers: Float64Array;
  readonly floor: number | null;
}

/** How far errors go, and how far they do on the calibration rows: below and above the answer, side by side for each row. */
export interface LearnedReach {
  readonly reach: ErrorReach;
  readonly sizes: Float64Array;
}

/**
 * The interval that split-conformal prediction gives: as many times the reach of errors, or as far, as the ceil((n + 1) *
 * coverage)-th smallest of such errors on rows the model never saw, which holds at least that share of new values when they come
 * from the same source (Lei et al., "Distribution-free predictive inference for regression", 2018, section 5.2; with a reach for
 * either side as in Kivaranovic, Johnson and Leeb 2020). Null where n is too small for that: below 9.
 *
 * @param learned null for the same width for all rows
 */
export function calibrateInterval(
  { truth, answers, floor }: CalibrationRows,
  learned: LearnedReach | null,
): PredictionInterval | null {
  const errors = truth.map((value, row) => value - answers[row]!);
  const sizes = learned?.sizes ?? new Float64Array(2 * errors.length).fill(1);
  const scores = errors.map((error, row) => (error < 0 ? -error / sizes[2 * row]! : error / sizes[2 * row + 1]!)).sort();
  const score = scores[Math.ceil((scores.length + 1) * INTERVAL_COVERAGE) - 1];
  if (score === undefined) return null;
  const terms = { coverage: INTERVAL_COVERAGE, calibrationRows: scores.length, floor };
  return learned === null
    ? { kind: 'constant', ...terms, halfWidth: score }
    : { kind: 'by-row', ...terms, factor: score, ...learned.reach };
}
