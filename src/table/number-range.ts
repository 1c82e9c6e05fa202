import { RANGE_BYTES, RangeField } from '../kernels/kernels.js';
import { borrowKernels } from '../kernels/open-kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
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

/** Ranges found already, by the numbers themselves: those of a table's columns do not change. */
const knownRanges = new WeakMap<Float64Array, NumberRange>();

/** Looks once through numbers; not again through those whose range is known. */
export function numberRange(values: Float64Array): NumberRange {
  const known = knownRanges.get(values);
  if (known !== undefined) return known;
  const space = borrowKernels();
  const counted = new RangeCount(space);
  eachChunk(space, values, (address, rows) => {
    counted.add(address, rows);
    return true;
  });
  return counted.range(values.length);
}

/** Keeps the range of numbers, which are not to change any more, for {@link numberRange}. */
export function rememberRange(values: Float64Array, range: NumberRange): void {
  knownRanges.set(values, range);
}

/** The range of numbers that are in kernel memory piece by piece. */
export class RangeCount {
  private readonly state: number;

  constructor(private readonly space: KernelSpace) {
    const { memory } = space;
    this.state = memory.allocate(RANGE_BYTES);
    memory.float64.fill(0, this.state >>> 3, (this.state + RANGE_BYTES) >>> 3);
    memory.float64[this.place('min')] = Infinity;
    memory.float64[this.place('max')] = -Infinity;
    memory.float64[this.place('before')] = NaN;
  }

  /** Adds the numbers behind those that were added before. */
  add(address: number, rows: number): void {
    this.space.kernels.range(address, rows, this.state);
  }

  /** @param length of all the numbers, those missing behind the ones added included */
  range(length: number): NumberRange {
    const field = (name: keyof typeof RangeField) => this.space.memory.float64[this.place(name)]!;
    const present = field('present');
    const isOrdered = present === length && present > 1;
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

  release(): void {
    this.space.memory.release(this.state, RANGE_BYTES);
  }

  private place(name: keyof typeof RangeField): number {
    return (this.state >>> 3) + RangeField[name];
  }
}
