import { RangeField } from './kernels.js';
import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

type NumberKernels = Pick<
  Kernels,
  | 'range'
  | 'countSteps'
  | 'countRuns'
  | 'stepNumbers'
  | 'compactCounts'
  | 'tally'
  | 'retally'
  | 'sketch'
  | 'fillBins'
  | 'findCount'
  | 'sortNumbers'
  | 'standardise'
  | 'sumLevels'
>;

/** The kernels that go over numbers, in plain TypeScript. */
export function numberKernels(memory: KernelMemory): NumberKernels {
  const numbersAt = (address: number, rows: number) => memory.float64.subarray(address >>> 3, (address >>> 3) + rows);
  return {
    range: (values, rows, state) => {
      const facts = memory.float64.subarray(state >>> 3);
      for (const value of numbersAt(values, rows)) {
        if (Number.isNaN(value)) continue;
        facts[RangeField.present]!++;
        facts[RangeField.min] = Math.min(facts[RangeField.min]!, value);
        facts[RangeField.max] = Math.max(facts[RangeField.max]!, value);
        if (Math.floor(value) !== value) facts[RangeField.fractions]!++;
        if (value <= facts[RangeField.before]!) facts[RangeField.notUp]!++;
        if (value >= facts[RangeField.before]!) facts[RangeField.notDown]!++;
        facts[RangeField.before] = value;
      }
    },
    countSteps: (values, rows, counts, steps, first, unit, scale, size, others, room) => {
      const { uint32, float64 } = memory;
      let found = 0;
      for (let row = 0; row < rows && found <= room; row++) {
        const value = float64[(values >>> 3) + row]!;
        if (Number.isNaN(value)) continue;
        const step = Math.floor(value * (scale / unit) + 0.5);
        if ((step * unit) / scale !== value || step < first || step - first >= steps) float64[(others >>> 3) + found++] = value;
        else if (uint32[(counts >>> 2) + step - first]!++ === 0) uint32[size >>> 2]!++;
      }
      return found;
    },
    countRuns: (values, rows, numbers, counts) => {
      const { uint32, float64 } = memory;
      let runs = 0;
      let last = NaN;
      for (const value of numbersAt(values, rows)) {
        if (Number.isNaN(value)) continue;
        if (value !== last) {
          float64[(numbers >>> 3) + runs] = value + 0;
          uint32[(counts >>> 2) + runs++] = 0;
          last = value;
        }
        uint32[(counts >>> 2) + runs - 1]!++;
      }
      return runs;
    },
    stepNumbers: (places, size, first, unit, scale, values) => {
      const { uint32, float64 } = memory;
      for (let index = 0; index < size; index++) {
        float64[(values >>> 3) + index] = ((uint32[(places >>> 2) + index]! + first) * unit) / scale + 0;
      }
    },
    tally: (values, rows, keys, counts, mask, room, size) => {
      const { float64, uint32 } = memory;
      for (let row = 0; row < rows; row++) {
        const value = float64[(values >>> 3) + row]!;
        if (Number.isNaN(value)) continue;
        const slot = slotOf(memory, value, keys, counts, mask);
        if (uint32[(counts >>> 2) + slot] === 0) {
          if (uint32[size >>> 2] === room) return row;
          uint32[size >>> 2]!++;
          float64[(keys >>> 3) + slot] = value + 0;
        }
        uint32[(counts >>> 2) + slot]!++;
      }
      return rows;
    },
    retally: (keys, counts, slots, largerKeys, largerCounts, mask) => {
      const { float64, uint32 } = memory;
      for (let old = 0; old < slots; old++) {
        const count = uint32[(counts >>> 2) + old]!;
        if (count === 0) continue;
        const key = float64[(keys >>> 3) + old]!;
        const slot = slotOf(memory, key, largerKeys, largerCounts, mask);
        float64[(largerKeys >>> 3) + slot] = key;
        uint32[(largerCounts >>> 2) + slot] = count;
      }
    },
    fillBins: (values, rows, counts, bins, from, width) => {
      for (const value of numbersAt(values, rows)) {
        if (value >= from) memory.uint32[(counts >>> 2) + Math.min(bins - 1, Math.floor((value - from) / width))]!++;
      }
    },
    compactCounts: (counts, slots, places) => {
      const { uint32 } = memory;
      let found = 0;
      for (let slot = 0; slot < slots; slot++) {
        const count = uint32[(counts >>> 2) + slot]!;
        if (count === 0) continue;
        uint32[(counts >>> 2) + found] = count;
        uint32[(places >>> 2) + found++] = slot;
      }
      return found;
    },
    standardise: (values, rows) => {
      standardise(numbersAt(values, rows));
    },
    sumLevels: (values, codes, rows, sums, counts, totals) => {
      const { int32, uint32, float64 } = memory;
      let [count, sum, squares] = [0, 0, 0];
      numbersAt(values, rows).forEach((value, row) => {
        const level = int32[(codes >>> 2) + row]!;
        if (level < 0 || Number.isNaN(value)) return;
        float64[(sums >>> 3) + level]! += value;
        uint32[(counts >>> 2) + level]!++;
        count++;
        sum += value;
        squares += value * value;
      });
      float64.set([count, sum, squares], totals >>> 3);
    },
    sortNumbers: (values, rows) => {
      numbersAt(values, rows).sort();
    },
    findCount: (counts, from, slots, least) => {
      const found = memory.uint32.subarray((counts >>> 2) + from, (counts >>> 2) + slots).findIndex((count) => count >= least);
      return found < 0 ? slots : from + found;
    },
    sketch: (values, rows, registers) => {
      const { uint32, uint8 } = memory;
      numbersAt(values, rows).forEach((value, row) => {
        if (Number.isNaN(value)) return;
        const low = uint32[(values >>> 2) + row * 2]!;
        const high = value === 0 ? 0 : uint32[(values >>> 2) + row * 2 + 1]!;
        // Two hashes of the 64 bits: one chooses the register, the other gives the rank.
        const first = mix(Math.imul(low ^ 0x3c6ef372, 0x9e3779b1) ^ rotate(Math.imul(high ^ 0x1b873593, 0x85ebca6b)));
        const second = mix(Math.imul(high ^ 0x165667b1, 0x27d4eb2f) ^ rotate(Math.imul(low ^ first, 0xc2b2ae35)));
        const register = registers + (first >>> 18);
        uint8[register] = Math.max(uint8[register]!, Math.clz32(second) + 1);
      });
    },
  };
}

function standardise(values: Float64Array): void {
  const present = values.filter((value) => !Number.isNaN(value));
  const unit = present.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const divisor = Math.max(1, present.length);
  let mean = 0;
  for (let pass = 0; pass < 2; pass++) mean += present.reduce((sum, value) => sum + (value / unit - mean), 0) / divisor;
  const centred = present.map((value) => value / unit - mean);
  const deviation = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / divisor);
  const isConstant = deviation <= Number.EPSILON * Math.abs(mean);
  values.forEach((value, row) => {
    if (!Number.isNaN(value)) values[row] = isConstant ? 0 : (value / unit - mean) / deviation;
  });
}

/** The slot that holds a number, or the free one where it belongs. */
function slotOf({ float64, uint32 }: KernelMemory, value: number, keys: number, counts: number, mask: number): number {
  let slot = hashNumber(value) & mask;
  while (uint32[(counts >>> 2) + slot] !== 0 && float64[(keys >>> 3) + slot] !== value) slot = (slot + 1) & mask;
  return slot;
}

const bits = new DataView(new ArrayBuffer(8));

/** Spreads a number's bits, the sign apart, so that -0 is found where 0 is. Multipliers of MurmurHash3 and of the golden ratio. */
function hashNumber(value: number): number {
  bits.setFloat64(0, value);
  let hash = Math.imul(bits.getUint32(0) & 0x7fffffff, 0x85ebca6b) ^ bits.getUint32(4);
  hash = Math.imul(hash ^ (hash >>> 15), 0x9e3779b1);
  return hash ^ (hash >>> 16);
}

function rotate(word: number): number {
  return (word << 15) | (word >>> 17);
}

/** The finishing mix of MurmurHash3. */
function mix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
