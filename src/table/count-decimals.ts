import { borrowKernels } from '../kernels/open-kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
import type { NumberCounts } from './count-distinct.js';
import {
  CHUNK_VALUES,
  DECIMAL_STEPS,
  DECIMAL_STEPS_PER_VALUE,
  EXACT_DISTINCT_LIMIT,
  MIN_WINDOWS,
  OTHERS_SHARE,
  WINDOW_SAMPLE,
  WINDOW_STEPS,
} from './heuristics.js';
import { joined } from './joined.js';
import { lowerBound } from './lower-bound.js';
import { eachChunk } from './number-chunks.js';
import type { NumberRange } from './number-range.js';
import { tallyNumbers } from './number-tally.js';

/** A grid of numbers: the multiples of `unit / scale`; one of the two is 1, so that a number on the grid is found exactly. */
interface Grid {
  readonly unit: number;
  readonly scale: number;
}

/** Steps of a grid that are counted: so many from the first one on. */
interface Window {
  readonly first: number;
  readonly steps: number;
}

/** Days, minutes and seconds in milliseconds; then whole numbers, and 1 to 6 digits behind the point. */
const grids: readonly Grid[] = [
  ...[86_400_000, 60_000, 1000].map((unit) => ({ unit, scale: 1 })),
  ...[1, 10, 100, 1000, 1e4, 1e5, 1e6].map((scale) => ({ unit: 1, scale })),
];

/**
 * Counts numbers that lie close together on a grid: decimals of at most 6 digits behind the point, or points in time in
 * whole seconds, on at most {@link DECIMAL_STEPS} steps from the smallest to the largest, or nearly all of them on {@link WINDOW_STEPS}.
 * Every step has a counter of its own, several times as fast as a hash table, in which the few others are counted.
 *
 * @returns the counts, smaller numbers first; null when the values are on no such grid
 */
export function countDecimals(values: Float64Array, { present, min, max, whole }: NumberRange): NumberCounts | null {
  const limit = Math.min(DECIMAL_STEPS, present * DECIMAL_STEPS_PER_VALUE);
  let sample: Float64Array | null = null;
  for (const grid of grids) {
    // The coarse grids are for numbers too far apart for the grid of whole ones.
    if (grid.unit > 1 ? !whole || max - min < limit : whole && grid.scale > 1) continue;
    const first = stepOf(min, grid);
    const steps = stepOf(max, grid) - first + 1;
    const narrow = steps > WINDOW_STEPS * MIN_WINDOWS ? fullestWindow((sample ??= sortedSample(values)), first, grid) : null;
    const counted = narrow === null ? null : countWindow(values, narrow, grid);
    if (counted !== null) return counted;
    const all = steps <= limit ? countWindow(values, { first, steps }, grid) : null;
    if (all !== null) return all;
  }
  return null;
}

/**
 * Counts numbers on the steps of a window, and the others too. Null when those are many, or when with them more than {@link EXACT_DISTINCT_LIMIT}
 * are different: then it must not depend on a choice of windows how they are counted.
 */
function countWindow(values: Float64Array, window: Window, grid: Grid): NumberCounts | null {
  const { first, steps } = window;
  const space = borrowKernels();
  const { memory, kernels } = space;
  const [counters, size] = [memory.allocate(steps * 4), memory.allocate(4)];
  const room = CHUNK_VALUES * OTHERS_SHARE;
  const others = memory.allocate((room + 2) * 8);
  memory.uint32.fill(0, counters >>> 2, (counters >>> 2) + steps);
  memory.uint32[size >>> 2] = 0;
  const beside: Float64Array[] = [];
  let areFew = true;
  eachChunk(space, values, (address, rows) => {
    const found = kernels.countSteps(address, rows, counters, steps, first, grid.unit, grid.scale, size, others, room);
    if (found > 0) beside.push(memory.float64.slice(others >>> 3, (others >>> 3) + found));
    return (areFew = found <= room);
  });
  if (!areFew) return null;
  const distinct = memory.uint32[size >>> 2]!;
  if (beside.length > 0 && distinct > EXACT_DISTINCT_LIMIT) return null;
  const inside = windowCounts(space, counters, window, grid, distinct);
  if (beside.length === 0) return inside;
  // Borrows the memory anew.
  const outside = tallyNumbers(joined(Float64Array, beside), EXACT_DISTINCT_LIMIT - distinct);
  return outside === null ? null : merged(inside, outside);
}

/** The numbers that have been counted in a window. */
function windowCounts(
  { memory, kernels }: KernelSpace,
  counters: number,
  { first, steps }: Window,
  { unit, scale }: Grid,
  distinct: number,
): NumberCounts {
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

/** Both, none of whose numbers are the same, in order: quick where the second are few. */
function merged(many: NumberCounts, few: NumberCounts): NumberCounts {
  const size = many.values.length + few.values.length;
  const both = { values: new Float64Array(size), counts: new Uint32Array(size) };
  let done = 0;
  for (let place = 0; place <= few.values.length; place++) {
    const before = place === few.values.length ? many.values.length : lowerBound(many.values, few.values[place]!);
    both.values.set(many.values.subarray(done, before), done + place);
    both.counts.set(many.counts.subarray(done, before), done + place);
    done = before;
    if (place === few.values.length) break;
    both.values[done + place] = few.values[place]!;
    both.counts[done + place] = few.counts[place]!;
  }
  return both;
}

/** The window that most of a sample is in; null where many are outside of every one. */
function fullestWindow(sample: Float64Array, smallest: number, grid: Grid): Window | null {
  let [begin, most] = [0, 0];
  for (let from = 0, to = 0; to < sample.length; to++) {
    while (stepOf(sample[to]!, grid) - stepOf(sample[from]!, grid) >= WINDOW_STEPS) from++;
    if (to - from + 1 > most) [begin, most] = [from, to - from + 1];
  }
  if (most < sample.length * (1 - OTHERS_SHARE)) return null;
  const first = stepOf(sample[begin]!, grid);
  const spare = WINDOW_STEPS - 1 - (stepOf(sample[begin + most - 1]!, grid) - first);
  return { first: Math.max(smallest, first - (spare >>> 1)), steps: WINDOW_STEPS };
}

function sortedSample(values: Float64Array): Float64Array {
  const step = Math.ceil(values.length / WINDOW_SAMPLE);
  const sample: number[] = [];
  for (let row = 0; row < values.length; row += step) if (!Number.isNaN(values[row]!)) sample.push(values[row]!);
  return Float64Array.from(sample).sort();
}

function stepOf(value: number, { unit, scale }: Grid): number {
  return Math.floor(value * (scale / unit) + 0.5);
}
