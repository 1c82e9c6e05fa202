import { borrowKernels } from '../kernels/open-kernels.js';
import { eachChunk } from './number-chunks.js';

const PRECISION = 14;
const REGISTERS = 2 ** PRECISION;
/** Bits that a rank is taken from; a rank is 1 to one more than this. */
const RANK_BITS = 32;

/** Standard error of an estimate as a share of the true number: 1.04 / sqrt(16,384) = 0.81%. */
export const HYPER_LOG_LOG_ERROR = 1.04 / Math.sqrt(REGISTERS);

/**
 * Estimates how many distinct numbers there are, in 16 KiB: HyperLogLog with 16,384 registers (Flajolet, Fusy, Gandouet and
 * Meunier 2007), estimated as in Ertl, "New cardinality estimation algorithms for HyperLogLog sketches" (2017),
 * whose formula needs no correction for small or large numbers. The order of the values plays no part.
 */
export class HyperLogLog {
  private readonly registers = new Uint8Array(REGISTERS);

  /** Takes in values; NaN is none, and -0 is 0. */
  add(values: Float64Array): void {
    const space = borrowKernels();
    const { memory, kernels } = space;
    const registers = memory.allocate(REGISTERS);
    memory.uint8.set(this.registers, registers);
    eachChunk(space, values, (address, rows) => {
      kernels.sketch(address, rows, registers);
      return true;
    });
    this.registers.set(memory.uint8.subarray(registers, registers + REGISTERS));
  }

  /** The number of distinct values taken in, to within {@link HYPER_LOG_LOG_ERROR} (one standard error). */
  estimate(): number {
    const counts = new Uint32Array(RANK_BITS + 2);
    for (const rank of this.registers) counts[rank]!++;
    let sum = REGISTERS * tau(1 - counts[RANK_BITS + 1]! / REGISTERS);
    for (let rank = RANK_BITS; rank >= 1; rank--) sum = 0.5 * (sum + counts[rank]!);
    sum += REGISTERS * sigma(counts[0]! / REGISTERS);
    return REGISTERS ** 2 / (2 * Math.LN2 * sum);
  }
}

/** Ertl's sigma: the correction for registers that nothing has reached. */
function sigma(share: number): number {
  if (share === 1) return Infinity;
  let [power, factor, sum, before] = [share, 1, share, -1];
  while (sum !== before) {
    power *= power;
    before = sum;
    sum += power * factor;
    factor += factor;
  }
  return sum;
}

/** Ertl's tau: the correction for registers that are full. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [root, factor, sum, before] = [share, 1, 1 - share, -1];
  while (sum !== before) {
    root = Math.sqrt(root);
    before = sum;
    factor *= 0.5;
    sum -= (1 - root) ** 2 * factor;
  }
  return sum / 3;
}
