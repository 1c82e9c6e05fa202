import type { NumberCounts } from './count-distinct.js';
import { borrowKernels } from '../kernels/open-kernels.js';
import { CHUNK_VALUES, DECIMAL_STEPS, DECIMAL_STEPS_PER_VALUE } from './heuristics.js';
import { eachChunk } from './number-chunks.js';
import type { NumberRange } from './number-range.js';

/** A grid of numbers: the multiples of `unit / scale`; one of the two is 1, so that a number on the grid is found exactly. */
interface Grid {
  readonly unit: number;
  readonly scale: number;
}

/** Days, minutes and seconds in milliseconds; then whole numbers, and 1 to 6 digits behind the point. */
const grids: readonly Grid[] = [
  ...[86_400_000, 60_000, 1000].map((unit) => ({ unit, scale: 1 })),
  ...[1, 10, 100, 1000, 1e4, 1e5, 1e6].map((scale) => ({ unit: 1, scale })),
];

/**
 * Counts numbers that lie close together on a grid: decimals of at most 6 digits behind the point, or points in time in
 * whole seconds, on at most {@link DECIMAL_STEPS} steps from the smallest to the largest. Every step has a counter of its
 * own, several times as fast as a hash table.
 *
 * @returns the counts, smaller numbers first; null when the values are on no such grid
 */
export function countDecimals(values: Float64Array, { present, min, max, whole }: NumberRange): NumberCounts | null {
  const limit = Math.min(DECIMAL_STEPS, present * DECIMAL_STEPS_PER_VALUE);
  for (const grid of grids) {
    // The coarse grids are for numbers too far apart for the grid of whole ones.
    if (grid.unit > 1 ? !whole || max - min < limit : whole && grid.scale > 1) continue;
    const first = stepOf(min, grid);
    const steps = stepOf(max, grid) - first + 1;
    if (!(steps <= limit)) continue;
    const counted = countSteps(values, steps, first, grid);
    if (counted !== null) return counted;
  }
  return null;
}

/** The numbers on steps, and how often each occurs; null when a value is on none. */
function countSteps(values: Float64Array, steps: number, first: number, { unit, scale }: Grid): NumberCounts | null {
  const space = borrowKernels();
  const { memory, kernels } = space;
  const counters = memory.allocate(steps * 4);
  memory.uint32.fill(0, counters >>> 2, (counters >>> 2) + steps);
  let distinct = 0;
  let isOnGrid = true;
  eachChunk(space, values, (address, rows) => {
    const found = kernels.countSteps(address, rows, counters, first, unit, scale);
    distinct += found;
    return (isOnGrid = found >= 0);
  });
  if (!isOnGrid) return null;
  const found = { values: new Float64Array(distinct), counts: new Uint32Array(distinct) };
  const places = memory.allocate(CHUNK_VALUES * 4);
  const numbers = memory.allocate(CHUNK_VALUES * 8);
  let done = 0;
  for (let from = 0; from < steps; from += CHUNK_VALUES) {
    const counts = counters + from * 4;
    const size = kernels.compactCounts(counts, Math.min(CHUNK_VALUES, steps - from), places);
    kernels.stepNumbers(places, size, first + from, unit, scale, numbers);
    found.values.set(memory.float64.subarray(numbers >>> 3, (numbers >>> 3) + size), done);
    found.counts.set(memory.uint32.subarray(counts >>> 2, (counts >>> 2) + size), done);
    done += size;
  }
  return found;
}

function stepOf(value: number, { unit, scale }: Grid): number {
  return Math.floor(value * (scale / unit) + 0.5);
}
