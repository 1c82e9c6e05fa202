import type { Fences, Outliers } from '../types.js';
import { heuristics } from '../heuristics.js';
import { clampFinite, countAbove, countAt, countBelow, scaledDeviation, quantile, type Distribution } from './distribution.js';

/**
 * Finds the values far from the others, by Tukey's fences and by robust z (median and median absolute deviation). Null
 * where the notion is void: few distinct values, one value that many cells have, or quartiles that coincide.
 *
 * @param values by row, missing = NaN
 */
export function findOutliers(values: Float64Array, distribution: Distribution): Outliers | null {
  if (distribution.values.length < heuristics.outlierMinDistinct || hasHeavyTie(distribution)) return null;
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(distribution, share)) as [number, number, number];
  if (low === high) return null;
  const reach = heuristics.tukeyFactor * (high - low);
  const tukey = fencesAt(distribution, low - reach, high + reach);
  const scale = scaledDeviation(distribution, median);
  const zReach = heuristics.robustZ * scale;
  return {
    tukey,
    robustZ: scale === 0 ? null : fencesAt(distribution, median - zReach, median + zReach),
    extremes: (tukey.count === 0 ? [] : farthest(values, tukey)).map(({ row, value }) => {
      const z = scale === 0 ? null : value / scale - median / scale;
      return { row, value, robustZ: z === null ? null : clampFinite(z) };
    }),
  };
}

function hasHeavyTie(distribution: Distribution): boolean {
  const heavy = distribution.total * heuristics.outlierMaxTie;
  for (let place = 0; place < distribution.values.length; place++) if (countAt(distribution, place) > heavy) return true;
  return false;
}

function fencesAt(distribution: Distribution, from: number, to: number): Fences {
  const lower = clampFinite(from);
  const upper = clampFinite(to);
  return { lower, upper, count: countBelow(distribution, lower) + countAbove(distribution, upper) };
}

interface Extreme {
  readonly row: number;
  readonly value: number;
  readonly distance: number;
}

/** The values farthest beyond a fence, ties in row order. */
function farthest(values: Float64Array, { lower, upper }: Fences): Extreme[] {
  const found: Extreme[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const distance = value > upper ? value - upper : lower - value;
    if (!(distance > 0) || !Number.isFinite(value)) continue;
    const full = found.length === heuristics.maxExtremes;
    if (full && distance <= found[found.length - 1]!.distance) continue;
    if (full) found.pop();
    let place = found.length;
    while (place > 0 && found[place - 1]!.distance < distance) place--;
    found.splice(place, 0, { row, value, distance });
  }
  return found;
}
