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
    const { registers } = this;
    const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!;
      if (value !== value) continue;
      const low = words[index * 2]!;
      const high = value === 0 ? 0 : words[index * 2 + 1]!;
      // Two hashes of the 64 bits, mixed as MurmurHash3 does: one chooses the register, the other gives the rank.
      const first = mix(Math.imul(low ^ 0x3c6ef372, 0x9e3779b1) ^ rotate(Math.imul(high ^ 0x1b873593, 0x85ebca6b)));
      const second = mix(Math.imul(high ^ 0x165667b1, 0x27d4eb2f) ^ rotate(Math.imul(low ^ first, 0xc2b2ae35)));
      const register = first >>> (32 - PRECISION);
      const rank = Math.clz32(second) + 1;
      if (rank > registers[register]!) registers[register] = rank;
    }
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

function rotate(word: number): number {
  return (word << 15) | (word >>> 17);
}

function mix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
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
