import type { ColumnView } from './column-view.js';

/** A column made ready for measuring associations, on all rows or on a sample of them. */
export type Variable = NumberVariable | CategoryVariable;

export interface NumberVariable {
  readonly kind: 'number';
  readonly name: string;
  /** Centred on their mean and scaled to a root mean square of 1; missing = NaN. All 0 when constant. */
  readonly values: Float64Array;
  /** Whether no value is missing. */
  readonly complete: boolean;
}

export interface CategoryVariable {
  readonly kind: 'category';
  readonly name: string;
  /** Below `levelCount`; missing = -1. */
  readonly codes: Int32Array;
  readonly levelCount: number;
}

/** Takes the given rows (null for all) of a column that has a role. */
export function toVariable(view: ColumnView, rows: Uint32Array | null): Variable {
  if (view.numbers !== null) return standardise(view.name, takeNumbers(view.numbers, rows));
  const { codes, counts } = view.levels();
  const taken = rows === null ? codes : Int32Array.from(rows, (row) => codes[row]!);
  return { kind: 'category', name: view.name, codes: taken, levelCount: counts.length };
}

/** A copy of the values in the given rows; all of them for null. */
export function takeNumbers(values: Float64Array, rows: Uint32Array | null): Float64Array {
  return rows === null ? values.slice() : Float64Array.from(rows, (row) => values[row]!);
}

/** Standardises in place, with the population deviation (divisor n), skipping missing values. */
export function standardise(name: string, values: Float64Array): NumberVariable {
  let largest = 0;
  let present = 0;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row]!)) continue;
    largest = Math.max(largest, Math.abs(values[row]!));
    present++;
  }
  // Dividing first keeps sums and squares of very large or very small numbers within range.
  const unit = largest > 0 ? largest : 1;
  let mean = 0;
  for (let pass = 0; pass < 2; pass++) {
    let sum = 0;
    for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row]!)) sum += values[row]! / unit - mean;
    mean += present === 0 ? 0 : sum / present;
  }
  let squares = 0;
  for (let row = 0; row < values.length; row++) {
    values[row] = values[row]! / unit - mean;
    if (!Number.isNaN(values[row]!)) squares += values[row]! ** 2;
  }
  const deviation = Math.sqrt(squares / Math.max(1, present));
  const constant = deviation <= Number.EPSILON * Math.abs(mean);
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row]!)) values[row] = constant ? 0 : values[row]! / deviation;
  }
  return { kind: 'number', name, values, complete: present === values.length };
}
