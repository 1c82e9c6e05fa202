import {
  clampFinite,
  countAbove,
  countAt,
  countBelow,
  medianAbsoluteDeviation,
  quantile,
  type Distribution,
} from './distribution.js';
import type { NumericStatistics } from '../types.js';

/** Beyond this size the fourth power of a deviation could overflow, so the figures are taken on smaller units. */
const LARGE = 1e70;
const SMALL = 1e-70;

/**
 * Describes numbers; definitions as in {@link NumericStatistics}. Moments take two passes around a corrected mean, so a
 * large offset costs no digits. Null when there are no values.
 */
export function describeNumbers(distribution: Distribution): NumericStatistics | null {
  const { values, total } = distribution;
  if (total === 0) return null;
  const min = values[0]!;
  const max = values[values.length - 1]!;
  const moments = measureMoments(distribution, chooseUnit(min, max));
  const at = (probability: number): number => quantile(distribution, probability);
  const negatives = countBelow(distribution, 0);
  return {
    mean: moments.mean,
    standardDeviation: moments.standardDeviation,
    min,
    max,
    quantiles: { p1: at(0.01), p5: at(0.05), p25: at(0.25), p50: at(0.5), p75: at(0.75), p95: at(0.95), p99: at(0.99) },
    medianAbsoluteDeviation: clampFinite(medianAbsoluteDeviation(distribution, at(0.5))),
    skewness: moments.skewness,
    kurtosis: moments.kurtosis,
    zeros: total - negatives - countAbove(distribution, 0),
    negatives,
  };
}

function chooseUnit(min: number, max: number): number {
  const size = Math.max(Math.abs(min), Math.abs(max));
  // A power of two, so that dividing by it changes no digit; the logarithm of the largest numbers rounds up to 1024.
  return size > LARGE || (size < SMALL && size > 0) ? 2 ** Math.min(1023, Math.floor(Math.log2(size))) : 1;
}

type Moments = Pick<NumericStatistics, 'mean' | 'standardDeviation' | 'skewness' | 'kurtosis'>;

function measureMoments(distribution: Distribution, unit: number): Moments {
  const { values, total } = distribution;
  const mean = meanOf(distribution, unit);
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let place = 0; place < values.length; place++) {
    const deviation = values[place]! / unit - mean;
    const square = deviation * deviation;
    const count = countAt(distribution, place);
    second += count * square;
    third += count * square * deviation;
    fourth += count * square * square;
  }
  const variance = second / total;
  // The limit below which the spread is rounding error of the mean; scipy.stats draws the same line.
  const constant = values.length === 1 || variance <= (Number.EPSILON * mean) ** 2;
  return {
    mean: clampFinite(mean * unit),
    standardDeviation: total < 2 ? null : clampFinite(Math.sqrt(second / (total - 1)) * unit),
    skewness: constant ? null : finiteOrNull(third / total / variance ** 1.5),
    kurtosis: constant ? null : finiteOrNull(fourth / total / variance ** 2 - 3),
  };
}

/** Mean in units, corrected by the mean of what the first one leaves over. */
function meanOf(distribution: Distribution, unit: number): number {
  const { values, total } = distribution;
  let sum = 0;
  for (let place = 0; place < values.length; place++) sum += (values[place]! / unit) * countAt(distribution, place);
  const first = sum / total;
  let rest = 0;
  for (let place = 0; place < values.length; place++) rest += (values[place]! / unit - first) * countAt(distribution, place);
  return first + rest / total;
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
