import { STATISTICS_BYTES, StatisticsField } from '../kernels/kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';

/** What is known of a column's plain decimals; see `StatisticsField`. */
export class DecimalStatistics {
  /** In kernel memory. */
  readonly address: number;

  constructor(private readonly space: KernelSpace) {
    this.address = space.memory.allocate(STATISTICS_BYTES);
    this.fields().fill(0);
  }

  /** Counts these numbers and no others: a part of those that were added. Without `decimals` they are whole. */
  recount(values: Float64Array, decimals: Uint8Array): void {
    const fields = this.fields().fill(0);
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!;
      if (Number.isNaN(value)) continue;
      const places = decimals[row] ?? 0;
      const size = Math.abs(value);
      fields[StatisticsField.count]!++;
      if (places === 0) fields[StatisticsField.integers]!++;
      else if (value.toFixed(places) !== String(value)) fields[StatisticsField.padded]!++;
      if (places === 3 && size >= 1 && size < 1000) fields[StatisticsField.groupLike]!++;
    }
  }

  /** Whether no number has a fraction in its text. */
  get areWhole(): boolean {
    const first = this.address >>> 3;
    const { float64 } = this.space.memory;
    return float64[first + StatisticsField.integers] === float64[first + StatisticsField.count];
  }

  read(): Record<keyof typeof StatisticsField, number> {
    const fields = this.fields();
    const { count, integers, groupLike, padded } = StatisticsField;
    return {
      count: fields[count]!,
      integers: fields[integers]!,
      groupLike: fields[groupLike]!,
      padded: fields[padded]!,
    };
  }

  release(): void {
    this.space.memory.release(this.address, STATISTICS_BYTES);
  }

  private fields(): Float64Array {
    return this.space.memory.float64.subarray(this.address >>> 3, (this.address + STATISTICS_BYTES) >>> 3);
  }
}
