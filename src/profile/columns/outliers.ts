import { borrowKernels } from '../../kernels/open-kernels.js';
import { CHUNK_VALUES } from '../../table/heuristics.js';
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
    extremes: farthest(values, tukey, distribution).map(({ row, value }) => {
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
function farthest(values: Float64Array, { lower, upper, count }: Fences, distribution: Distribution): Extreme[] {
  const wanted = Math.min(count, heuristics.maxExtremes);
  if (wanted === 0) return [];
  const distanceOf = (value: number) => (value > upper ? value - upper : lower - value);
  // From both ends inwards, until there are enough, and on through those just as far away.
  const { values: distinct } = distribution;
  let [low, high, taken, least] = [0, distinct.length - 1, 0, Infinity];
  for (;;) {
    const isLow = distanceOf(distinct[low]!) > distanceOf(distinct[high]!);
    const distance = distanceOf(distinct[isLow ? low : high]!);
    if (taken >= wanted && distance < least) break;
    least = distance;
    taken += countAt(distribution, isLow ? low++ : high--);
  }
  let ties = 0;
  const found: Extreme[] = [];
  for (const row of rowsBeyond(values, distinct[low]!, distinct[high]!)) {
    const value = values[row]!;
    const distance = distanceOf(value);
    if (Number.isFinite(value) && (distance > least || ties++ < wanted)) found.push({ row, value, distance });
  }
  return found.toSorted((one, other) => other.distance - one.distance || one.row - other.row).slice(0, wanted);
}

/** The rows whose value is below or above, in order. */
function* rowsBeyond(values: Float64Array, lower: number, upper: number): Generator<number> {
  const { memory, kernels } = borrowKernels();
  const [numbers, list] = [memory.allocate(CHUNK_VALUES * 8), memory.allocate(CHUNK_VALUES * 4)];
  for (let from = 0; from < values.length; from += CHUNK_VALUES) {
    const chunk = values.subarray(from, from + CHUNK_VALUES);
    memory.float64.set(chunk, numbers >>> 3);
    const found = kernels.findBeyond(numbers, chunk.length, from, lower, upper, list);
    for (let index = 0; index < found; index++) yield memory.uint32[(list >>> 2) + index]!;
  }
}
