import type { NumberCounts } from './count-distinct.js';
import { DECIMAL_STEPS, DECIMAL_STEPS_PER_VALUE } from './heuristics.js';
import type { NumberRange } from './number-range.js';

/** Values looked through per call: short calls reach the optimised code sooner than one long loop. */
const CHUNK = 4096;

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
    const counts = new Uint32Array(steps);
    const size = fillSteps(values, counts, first, grid);
    if (size !== null) return { size, counts, ascending: true, valueAt: (step) => ((step + first) * grid.unit) / grid.scale + 0 };
  }
  return null;
}

function stepOf(value: number, { unit, scale }: Grid): number {
  return Math.floor(value * (scale / unit) + 0.5);
}

/** Counts each value on its step. @returns how many steps have values; null when a value is on none */
function fillSteps(values: Float64Array, counts: Uint32Array, first: number, grid: Grid): number | null {
  let size = 0;
  for (let start = 0; start < values.length; start += CHUNK) {
    const found = fillChunk(values.subarray(start, start + CHUNK), counts, first, grid);
    if (found < 0) return null;
    size += found;
  }
  return size;
}

/** @returns how many steps have got their first value; -1 when a value is on none */
function fillChunk(values: Float64Array, counts: Uint32Array, first: number, { unit, scale }: Grid): number {
  const factor = scale / unit;
  let size = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) continue;
    const step = Math.floor(value * factor + 0.5);
    // Only when the grid gives back the very number does each distinct number have a step of its own.
    if ((step * unit) / scale !== value) return -1;
    if (counts[(step - first) | 0]!++ === 0) size++;
  }
  return size;
}
