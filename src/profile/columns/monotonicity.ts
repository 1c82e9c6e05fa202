import type { NumberRange } from '../../table/number-range.js';
import type { Monotonicity } from '../types.js';

/** Which way values go from row to row; missing ones are left out. Null for neither, and for fewer than two distinct values. */
export function findMonotonicity({ present, rises, falls }: NumberRange): Monotonicity | null {
  const isStrict = rises + falls === present - 1;
  if (rises > 0) return falls > 0 ? null : isStrict ? 'increasing' : 'non-decreasing';
  if (falls > 0) return isStrict ? 'decreasing' : 'non-increasing';
  return null;
}
