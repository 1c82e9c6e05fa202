import type { Monotonicity } from '../types.js';

/** Which way values go from row to row; missing ones (NaN) are left out. Null for neither, and for fewer than two distinct values. */
export function findMonotonicity(values: Float64Array): Monotonicity | null {
  let [ups, downs, ties] = [0, 0, 0];
  let before = NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (value > before) ups++;
    else if (value < before) downs++;
    else if (value === before) ties++;
    if (ups > 0 && downs > 0) return null;
    before = value;
  }
  if (ups > 0) return ties === 0 ? 'increasing' : 'non-decreasing';
  if (downs > 0) return ties === 0 ? 'decreasing' : 'non-increasing';
  return null;
}
