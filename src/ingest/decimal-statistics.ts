import { STATISTICS_BYTES, StatisticsField } from '../kernels/kernels.js';
import type { CollectorScratch } from './collector-scratch.js';
import { BLOCK_ROWS } from './heuristics.js';

/** What is known of a column's plain decimals; see `StatisticsField`. */
export class DecimalStatistics {
  private readonly address: number;

  constructor(private readonly scratch: CollectorScratch) {
    this.address = scratch.space.memory.allocate(STATISTICS_BYTES);
    this.clear();
  }

  /** Adds the first numbers in the scratch. */
  add(count: number): void {
    const { space, values, decimals } = this.scratch;
    space.kernels.measure(values, decimals, count, this.address);
  }

  /** Counts these numbers and no others. */
  recount(values: Float64Array, decimals: Uint8Array): void {
    const { space, values: valuesAt, decimals: decimalsAt } = this.scratch;
    this.clear();
    for (let row = 0; row < values.length; row += BLOCK_ROWS) {
      const block = values.subarray(row, row + BLOCK_ROWS);
      space.memory.float64.set(block, valuesAt >>> 3);
      space.memory.uint8.set(decimals.subarray(row, row + BLOCK_ROWS), decimalsAt);
      this.add(block.length);
    }
  }

  read(): Record<keyof typeof StatisticsField, number> {
    const fields = this.fields();
    const { count, integers, groupLike, padded, min, max } = StatisticsField;
    return {
      count: fields[count]!,
      integers: fields[integers]!,
      groupLike: fields[groupLike]!,
      padded: fields[padded]!,
      min: fields[min]!,
      max: fields[max]!,
    };
  }

  release(): void {
    this.scratch.space.memory.release(this.address, STATISTICS_BYTES);
  }

  private clear(): void {
    const fields = this.fields().fill(0);
    fields[StatisticsField.min] = Infinity;
    fields[StatisticsField.max] = -Infinity;
  }

  private fields(): Float64Array {
    return this.scratch.space.memory.float64.subarray(this.address >>> 3, (this.address + STATISTICS_BYTES) >>> 3);
  }
}
