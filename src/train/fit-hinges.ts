import type { FittedFeature } from '../model/types.js';
import { meanOf } from './estimator.js';
import { MAX_KNOTS_AT_VALUES, MAX_QUANTILE_KNOTS, MIN_ROWS_PER_KNOT } from './heuristics.js';
import { quantile, scaleOf } from './spread.js';

/** A number's place and spread, as its standardised feature has them. */
interface NumberBase {
  readonly column: string;
  readonly fill: number;
  readonly mean: number;
  readonly scale: number;
}

/**
 * The piecewise-linear basis of a number: hinges max(0, z - knot) at its values where they are few, otherwise at evenly
 * spaced quantiles. With the standardised number itself they span every function that is linear between knots.
 *
 * @param present the column's values in the training rows, ascending
 * @param limit most knots
 * @returns one feature, or none where there is nothing to bend
 */
export function fitHinges(base: NumberBase, present: Float64Array, limit: number): FittedFeature[] {
  if (!(base.scale > 0)) return [];
  const z = present.map((value) => (value - base.mean) / base.scale);
  const knots: number[] = [];
  const means: number[] = [];
  const scales: number[] = [];
  for (const knot of placeKnots(z, limit)) {
    const hinge = z.map((value) => Math.max(0, value - knot));
    const mean = meanOf(hinge);
    const scale = scaleOf(hinge, mean);
    if (scale === 0) continue;
    knots.push(knot);
    means.push(mean);
    scales.push(scale);
  }
  return knots.length === 0 ? [] : [{ kind: 'hinges', ...base, knots, means, scales }];
}

/** Knots strictly inside the range: one at the lowest value would repeat the number itself. */
function placeKnots(z: Float64Array, limit: number): number[] {
  const budget = Math.min(limit, Math.floor(z.length / MIN_ROWS_PER_KNOT));
  const distinct = [...new Set(z)];
  const inner = distinct.slice(1, -1);
  if (distinct.length <= MAX_KNOTS_AT_VALUES && inner.length <= budget) return inner;
  const count = Math.min(budget, MAX_QUANTILE_KNOTS);
  const spread = Array.from({ length: count }, (_, index) => quantile(z, (index + 1) / (count + 1)));
  const [lowest = 0, highest = 0] = [z[0], z[z.length - 1]];
  return [...new Set(spread)].filter((knot) => knot > lowest && knot < highest);
}
