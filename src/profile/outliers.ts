import { heuristics } from './heuristics.js';
import { clampFinite, lowerBound, quantile, upperBound } from './sorted-values.js';
import type { Outliers } from './types.js';

/**
 * Finds the values beyond Tukey's fences (Exploratory Data Analysis, 1977): the quartiles (type 7) minus and plus 1.5
 * interquartile ranges. Null where the notion is void: too few distinct values, or quartiles that coincide.
 *
 * @param values by row, missing = NaN
 * @param sorted the present ones, ascending
 */
export function findOutliers(values: Float64Array, sorted: Float64Array, distinct: number): Outliers | null {
  if (distinct < heuristics.outlierMinDistinct) return null;
  const low = quantile(sorted, 0.25);
  const high = quantile(sorted, 0.75);
  if (low === high) return null;
  const reach = heuristics.tukeyFactor * (high - low);
  const lower = clampFinite(low - reach);
  const upper = clampFinite(high + reach);
  const count = lowerBound(sorted, lower) + sorted.length - upperBound(sorted, upper);
  return { method: 'tukey', lower, upper, count, extremes: count === 0 ? [] : farthest(values, lower, upper) };
}

/** The values farthest beyond a fence, ties in row order. */
function farthest(values: Float64Array, lower: number, upper: number): Outliers['extremes'] {
  const found: { row: number; value: number; distance: number }[] = [];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const distance = value > upper ? value - upper : lower - value;
    if (!(distance > 0)) continue;
    const full = found.length === heuristics.maxExtremes;
    if (full && distance <= found[found.length - 1]!.distance) continue;
    if (full) found.pop();
    let place = found.length;
    while (place > 0 && found[place - 1]!.distance < distance) place--;
    found.splice(place, 0, { row, value, distance });
  }
  return found.map(({ row, value }) => ({ row, value }));
}
