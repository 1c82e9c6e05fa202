import { meanOf } from './estimator.js';
import { MIN_LOG_SPREAD } from './heuristics.js';

/** Why a model of the logarithm of the mean can't help with a target, or null when it can. */
export function unsuitedForLogarithm(target: Float64Array): string | null {
  const mean = meanOf(target);
  if (target.some((value) => value < 0)) return 'The target has values below 0.';
  const largest = target.reduce((top, value) => Math.max(top, value), 0);
  return mean > 0 && largest / mean >= MIN_LOG_SPREAD ? null : 'The target varies too little for effects that multiply.';
}
