import { borrowKernels } from '../../kernels/open-kernels.js';
import type { ColumnView } from '../columns/column-view.js';
import { middleRanks, rankNumbers } from '../columns/ranked-numbers.js';
import { heuristics } from '../heuristics.js';

/** A column made ready for measuring associations, on all rows or on a sample of them. */
export type Variable = NumberVariable | CategoryVariable;

interface Coded {
  readonly name: string;
  /** Levels, or bins of numbers; below `levelCount`, missing = -1. */
  readonly codes: Int32Array;
  readonly levelCount: number;
  /** Whether no value is missing. */
  readonly complete: boolean;
}

export interface NumberVariable extends Coded {
  readonly kind: 'number';
  /** Centred on their mean and scaled to a root mean square of 1; missing = NaN. All 0 when constant. */
  readonly values: Float64Array;
  /** Average ranks, made ready in the same way. */
  readonly ranks: Float64Array;
  /** Place of each value among the distinct ones, in ascending order; missing = -1. */
  readonly places: Int32Array;
  readonly distinct: number;
}

export interface CategoryVariable extends Coded {
  readonly kind: 'category';
}

/** Takes the given rows (null for all) of a column that has a role. */
export function toVariable(view: ColumnView, rows: Uint32Array | null): Variable {
  if (view.numbers !== null) return numberVariable(view.name, takeNumbers(view.numbers, rows));
  const { codes, counts } = view.levels();
  const taken = rows === null ? codes : takeCodes(codes, rows);
  return { kind: 'category', name: view.name, codes: taken, levelCount: counts.length, complete: !taken.includes(-1) };
}

/** Numbers, missing = NaN, as a variable. Takes the array over. */
export function numberVariable(name: string, values: Float64Array): NumberVariable {
  const ranked = rankNumbers(values);
  const { ranks: places, distinct, present } = ranked;
  const ranks = middleRanks(ranked);
  const levelCount = Math.min(heuristics.informationBins, distinct.length);
  const codes = distinct.length <= levelCount ? places : binsOf(ranks, levelCount, present);
  return {
    kind: 'number',
    name,
    values: standardise(values),
    ranks: standardise(ranks),
    places,
    distinct: distinct.length,
    codes,
    levelCount,
    complete: present === values.length,
  };
}

/** Bins of equally many ranks; missing = -1. */
function binsOf(ranks: Float64Array, bins: number, present: number): Int32Array {
  const codes = new Int32Array(ranks.length);
  for (let row = 0; row < codes.length; row++) {
    const rank = ranks[row]!;
    codes[row] = rank === rank ? Math.floor(((rank + 0.5) * bins) / present) : -1;
  }
  return codes;
}

/** A copy of the values in the given rows; all of them for null. */
export function takeNumbers(values: Float64Array, rows: Uint32Array | null): Float64Array {
  if (rows === null) return values.slice();
  const taken = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) taken[index] = values[rows[index]!]!;
  return taken;
}

function takeCodes(codes: Int32Array, rows: Uint32Array): Int32Array {
  const taken = new Int32Array(rows.length);
  for (let index = 0; index < rows.length; index++) taken[index] = codes[rows[index]!]!;
  return taken;
}

/** Standardises in place, with the population deviation (divisor n), skipping missing values. All 0 when constant. */
export function standardise(values: Float64Array): Float64Array {
  const { memory, kernels } = borrowKernels();
  const address = memory.allocate(Math.max(1, values.length) * 8);
  memory.float64.set(values, address >>> 3);
  kernels.standardise(address, values.length);
  values.set(memory.float64.subarray(address >>> 3, (address >>> 3) + values.length));
  return values;
}
