/** What one look through numbers tells; NaN = missing. */
export interface NumberRange {
  /** Values that are not missing. */
  readonly present: number;
  /** Smallest and largest value; NaN without any. */
  readonly min: number;
  readonly max: number;
  /** Whether all present values are whole numbers; false without any. */
  readonly whole: boolean;
  /** Whether each value is larger, or each is smaller, than the one before it, with at least two and none missing. */
  readonly ascending: boolean;
  readonly descending: boolean;
}

/** Values looked through per call: short calls reach the optimised code sooner than one long loop. */
const CHUNK = 4096;

/** Looks once through numbers. */
export function numberRange(values: Float64Array): NumberRange {
  const sums = startSums();
  for (let start = 0; start < values.length; start += CHUNK) addChunk(values.subarray(start, start + CHUNK), sums);
  const { present, fractions, bounds } = sums;
  const ordered = present === values.length && present > 1;
  return {
    present,
    min: present === 0 ? NaN : bounds[0]! + 0,
    max: present === 0 ? NaN : bounds[1]! + 0,
    whole: fractions === 0 && present > 0,
    ascending: ordered && values.every((value, row) => row === 0 || value > values[row - 1]!),
    descending: ordered && values.every((value, row) => row === 0 || value < values[row - 1]!),
  };
}

interface Sums {
  present: number;
  fractions: number;
  readonly bounds: Float64Array;
}

function startSums(): Sums {
  return { present: 0, fractions: 0, bounds: Float64Array.of(Infinity, -Infinity) };
}

function addChunk(values: Float64Array, sums: Sums): void {
  let present = 0;
  let fractions = 0;
  let min = sums.bounds[0]!;
  let max = sums.bounds[1]!;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (value !== value) continue;
    present++;
    if (value < min) min = value;
    if (value > max) max = value;
    if (Math.floor(value) !== value) fractions++;
  }
  sums.present += present;
  sums.fractions += fractions;
  sums.bounds[0] = min;
  sums.bounds[1] = max;
}
