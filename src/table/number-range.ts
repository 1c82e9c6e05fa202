import { RANGE_BYTES, RangeField } from '../kernels/kernels.js';
import { borrowKernels } from '../kernels/open-kernels.js';
import { eachChunk } from './number-chunks.js';

/** What one look through numbers tells; NaN = missing. */
export interface NumberRange {
  /** Values that are not missing. */
  readonly present: number;
  /** Smallest and largest value; NaN without any. */
  readonly min: number;
  readonly max: number;
  /** Whether all present values are whole numbers; false without any. */
  readonly whole: boolean;
  /** Values that are larger, and that are smaller, than the last one before them that is not missing. */
  readonly rises: number;
  readonly falls: number;
  /** Whether each value is larger, or each is smaller, than the one before it, with at least two and none missing. */
  readonly ascending: boolean;
  readonly descending: boolean;
}

/** Looks once through numbers. */
export function numberRange(values: Float64Array): NumberRange {
  const space = borrowKernels();
  const { memory, kernels } = space;
  const state = memory.allocate(RANGE_BYTES);
  const fieldOf = (name: keyof typeof RangeField) => (state >>> 3) + RangeField[name];
  memory.float64.fill(0, state >>> 3, (state + RANGE_BYTES) >>> 3);
  memory.float64[fieldOf('min')] = Infinity;
  memory.float64[fieldOf('max')] = -Infinity;
  memory.float64[fieldOf('before')] = NaN;
  eachChunk(space, values, (address, rows) => {
    kernels.range(address, rows, state);
    return true;
  });
  const field = (name: keyof typeof RangeField) => memory.float64[fieldOf(name)]!;
  const present = field('present');
  const isOrdered = present === values.length && present > 1;
  const steps = Math.max(0, present - 1);
  return {
    present,
    min: present === 0 ? NaN : field('min') + 0,
    max: present === 0 ? NaN : field('max') + 0,
    whole: present > 0 && field('fractions') === 0,
    rises: steps - field('notUp'),
    falls: steps - field('notDown'),
    ascending: isOrdered && field('notUp') === 0,
    descending: isOrdered && field('notDown') === 0,
  };
}
