import { clampFinite, lowerBound, medianAbsoluteDeviation, quantile, upperBound } from './sorted-values.js';
import type { NumericStatistics } from './types.js';

/** Beyond this size the fourth power of a deviation could overflow, so the figures are taken on smaller units. */
const LARGE = 1e70;
const SMALL = 1e-70;

/**
 * Describes numbers given in ascending order; definitions as in {@link NumericStatistics}. Moments take two passes
 * around a corrected mean, so a large offset costs no digits. Null when there are no values.
 */
export function describeNumbers(sorted: Float64Array): NumericStatistics | null {
  if (sorted.length === 0) return null;
  const min = sorted[0]!;
  const max = sorted[sorted.length - 1]!;
  const moments = measureMoments(sorted, chooseUnit(min, max));
  const at = (probability: number): number => quantile(sorted, probability);
  const negatives = lowerBound(sorted, 0);
  return {
    mean: moments.mean,
    standardDeviation: moments.standardDeviation,
    min,
    max,
    quantiles: { p1: at(0.01), p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), p99: at(0.99) },
    medianAbsoluteDeviation: clampFinite(medianAbsoluteDeviation(sorted, at(0.5))),
    skewness: moments.skewness,
    kurtosis: moments.kurtosis,
    zeros: upperBound(sorted, 0) - negatives,
    negatives,
  };
}

function chooseUnit(min: number, max: number): number {
  const size = Math.max(Math.abs(min), Math.abs(max));
  // A power of two, so that dividing by it changes no digit; the logarithm of the largest numbers rounds up to 1024.
  return size > LARGE || (size < SMALL && size > 0) ? 2 ** Math.min(1023, Math.floor(Math.log2(size))) : 1;
}

type Moments = Pick<NumericStatistics, 'mean' | 'standardDeviation' | 'skewness' | 'kurtosis'>;

function measureMoments(values: Float64Array, unit: number): Moments {
  const count = values.length;
  const mean = meanOf(values, unit);
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let index = 0; index < count; index++) {
    const deviation = values[index]! / unit - mean;
    const square = deviation * deviation;
    second += square;
    third += square * deviation;
    fourth += square * square;
  }
  const variance = second / count;
  // The limit below which the spread is rounding error of the mean; scipy.stats draws the same line.
  const constant = values[0] === values[count - 1] || variance <= (Number.EPSILON * mean) ** 2;
  return {
    mean: clampFinite(mean * unit),
    standardDeviation: count < 2 ? null : clampFinite(Math.sqrt(second / (count - 1)) * unit),
    skewness: constant ? null : finiteOrNull(third / count / variance ** 1.5),
    kurtosis: constant ? null : finiteOrNull(fourth / count / variance ** 2 - 3),
  };
}

/** Mean in units, corrected by the mean of what the first one leaves over. */
function meanOf(values: Float64Array, unit: number): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]! / unit;
  const first = sum / values.length;
  let rest = 0;
  for (let index = 0; index < values.length; index++) rest += values[index]! / unit - first;
  return first + rest / values.length;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
