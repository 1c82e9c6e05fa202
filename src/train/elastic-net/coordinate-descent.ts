import { MAX_PASSES } from '../heuristics.js';

/** Passes over the weights that are not 0, for each over all. */
const ACTIVE_PASSES = 10;

/** What is added to a loss: `l1` times the sum of the absolute weights, and `l2` times half the sum of their squares. */
export interface ElasticPenalty {
  readonly l1: number;
  readonly l2: number;
}

/** A quadratic function of weights, around where they are. */
export interface Quadratic {
  /** Its second derivative by the weight of a feature; 0 where the feature changes nothing. */
  curvature(feature: number): number;
  /** What the function falls by per unit that this weight grows, here. */
  slope(feature: number): number;
  /** Goes on to where this weight is larger by so much. */
  move(feature: number, by: number): void;
}

/**
 * The weights with the smallest quadratic plus penalty, by coordinate descent: one weight at a time goes to where it is best
 * for the others as they are, and ends at 0 exactly where the slope there is no steeper than the L1 penalty (Friedman, Hastie
 * and Tibshirani, "Regularization paths for generalized linear models via coordinate descent", 2010). Those that are not 0
 * are gone over more often than all.
 *
 * @param weights changed in place
 * @param candidates the features whose weights may change
 * @param tolerance ends once no step of a pass takes this much off
 */
export function descend(
  quadratic: Quadratic,
  weights: Float64Array,
  candidates: Uint32Array,
  { penalty, tolerance }: { readonly penalty: ElasticPenalty; readonly tolerance: number },
): void {
  for (let pass = 0; pass < MAX_PASSES; pass += ACTIVE_PASSES) {
    if (passOver(quadratic, weights, candidates, penalty) <= tolerance) return;
    const active = candidates.filter((feature) => weights[feature] !== 0);
    for (let inner = 1; inner < ACTIVE_PASSES; inner++) if (passOver(quadratic, weights, active, penalty) <= tolerance) break;
  }
}

/** Sets each weight in turn; returns the most that one of them took off, to a factor of 2. */
function passOver(quadratic: Quadratic, weights: Float64Array, features: Uint32Array, { l1, l2 }: ElasticPenalty): number {
  let most = 0;
  for (const feature of features) {
    const curvature = quadratic.curvature(feature);
    if (curvature === 0) continue;
    const old = weights[feature] as number;
    const pull = quadratic.slope(feature) + curvature * old;
    const next = pull > l1 ? (pull - l1) / (curvature + l2) : pull < -l1 ? (pull + l1) / (curvature + l2) : 0;
    if (next === old) continue;
    quadratic.move(feature, next - old);
    weights[feature] = next;
    most = Math.max(most, (curvature + l2) * (next - old) ** 2);
  }
  return most;
}

/** What the penalty adds to the loss. */
export function costOf(weights: Float64Array, { l1, l2 }: ElasticPenalty): number {
  return weights.reduce((sum, weight) => sum + l1 * Math.abs(weight) + (l2 / 2) * weight * weight, 0);
}
