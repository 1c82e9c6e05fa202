import type { ElasticPenalty } from './coordinate-descent.js';
import { L1_SHARE } from '../heuristics.js';

/**
 * A fit that goes along a path of penalties, from strong to weak: each optimum is where the way to the next begins. The loss is
 * half the mean squared error, or the mean log loss; penalised are the weights of features in units of their standard
 * deviations, and no intercept. In the words of scikit-learn's `ElasticNet`, `l1` is `alpha * l1_ratio`, and `l2` is
 * `alpha * (1 - l1_ratio)`; in those of glmnet they are `lambda * alpha` and `lambda * (1 - alpha)`.
 */
export interface PathFit {
  /** Standard deviation of the number to predict; 1 for classes. */
  readonly unit: number;
  /** From an `l1` of this up, all weights are 0: the largest slope of the loss where they are. */
  readonly steepest: number;
  /**
   * Goes on to the optimum under this penalty, in pieces.
   * @param tolerance ends once what a round takes off the loss is below this share of the loss where all weights are 0
   */
  solve(penalty: ElasticPenalty, tolerance: number): Generator<void, void>;
  /** In units of the features: per output, the weights and then the intercept. */
  parameters(): Float64Array;
}

/** The penalty of a strength: as glmnet does it, for a number to predict in units of its standard deviation. */
export function penaltyOf(strength: number, { unit }: PathFit): ElasticPenalty {
  return { l1: strength * L1_SHARE * unit, l2: strength * (1 - L1_SHARE) };
}

/** The strength from which up all weights are 0. */
export function strongestFor({ steepest, unit }: PathFit): number {
  return unit === 0 ? 0 : steepest / unit / L1_SHARE;
}
