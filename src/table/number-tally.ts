import type { NumberCounts } from './count-distinct.js';

const FIRST_SLOTS = 1024;

/**
 * Counts how often each distinct number occurs: an open-addressed hash table over the 64 bits of the numbers, with
 * linear probing and at least half of its slots free. NaN is no number, and -0 is 0.
 */
export class NumberTally implements NumberCounts {
  size = 0;
  readonly ascending = false;
  /** Per slot; 0 where it is free. */
  counts = new Uint32Array(FIRST_SLOTS);
  private keys = new Float64Array(FIRST_SLOTS);

  /** @param limit most distinct numbers that are held */
  constructor(private readonly limit: number) {}

  /**
   * Counts the values, up to the first one that would be a distinct number too many.
   * @returns how many of the values were gone through
   */
  add(values: Float64Array): number {
    let row = 0;
    for (;;) {
      const room = Math.min(this.keys.length >>> 1, this.limit);
      row = this.fill(values, row, room);
      if (row === values.length || room === this.limit) return row;
      this.grow();
    }
  }

  valueAt(slot: number): number {
    return this.keys[slot]!;
  }

  /** Counts values from a row on while at most `room` are distinct. One loop over local variables, which is what makes it fast. */
  private fill(values: Float64Array, start: number, room: number): number {
    const { keys, counts } = this;
    const mask = keys.length - 1;
    const words = bitsOf(values);
    let size = this.size;
    let row = start;
    for (; row < values.length; row++) {
      const value = values[row]!;
      if (value !== value) continue;
      let slot = hashBits(words[row * 2]!, words[row * 2 + 1]!) & mask;
      while (counts[slot] !== 0 && keys[slot] !== value) slot = (slot + 1) & mask;
      if (counts[slot] === 0) {
        if (size === room) break;
        size++;
        keys[slot] = value + 0;
      }
      counts[slot]!++;
    }
    this.size = size;
    return row;
  }

  private grow(): void {
    const { keys, counts } = this;
    const mask = keys.length * 2 - 1;
    this.keys = new Float64Array(mask + 1);
    this.counts = new Uint32Array(mask + 1);
    const words = bitsOf(keys);
    for (let old = 0; old < keys.length; old++) {
      if (counts[old] === 0) continue;
      let slot = hashBits(words[old * 2]!, words[old * 2 + 1]!) & mask;
      while (this.counts[slot] !== 0) slot = (slot + 1) & mask;
      this.keys[slot] = keys[old]!;
      this.counts[slot] = counts[old]!;
    }
  }
}

function bitsOf(values: Float64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}

/** Spreads a number's bits, the sign apart, so that -0 is found where 0 is. Multipliers of MurmurHash3 and of the golden ratio. */
function hashBits(low: number, high: number): number {
  let hash = Math.imul(high & 0x7fffffff, 0x85ebca6b) ^ low;
  hash = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
  return hash ^ (hash >>> 16);
}
