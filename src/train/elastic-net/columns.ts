import type { TrainingData } from '../estimator.js';
import { SPARSE_SHARE } from '../heuristics.js';

/** A feature over the rows. One that is mostly 0, as those of categories and words are, is kept as its other values. */
export interface Column {
  /** The rows of `values`, ascending; null for all rows. */
  readonly rows: Uint32Array | null;
  readonly values: Float64Array;
}

/** The columns of a matrix of features. */
export function columnsOf({ features, width, rowCount }: TrainingData): Column[] {
  return Array.from({ length: width }, (_, feature) => {
    const values = new Float64Array(rowCount);
    for (let row = 0, at = feature; row < rowCount; row++, at += width) values[row] = features[at] as number;
    const filled = values.reduce((count, value) => (value === 0 ? count : count + 1), 0);
    if (filled > rowCount * SPARSE_SHARE) return { rows: null, values };
    const rows = Uint32Array.from(values, (_value, row) => row).filter((row) => values[row] !== 0);
    return { rows, values: values.filter((value) => value !== 0) };
  });
}

/** The sum over rows of a column's values times `factors`. */
export function dotColumn({ rows, values }: Column, factors: Float64Array): number {
  let sum = 0;
  if (rows === null) {
    for (let row = 0; row < values.length; row++) sum += (values[row] as number) * (factors[row] as number);
  } else {
    for (let place = 0; place < values.length; place++) {
      sum += (values[place] as number) * (factors[rows[place] as number] as number);
    }
  }
  return sum;
}

/** The same of its squared values. */
export function dotSquares({ rows, values }: Column, factors: Float64Array): number {
  return dotColumn({ rows, values: values.map((value) => value * value) }, factors);
}

/** Adds to each row `by` times the column's value there. */
export function addColumn({ rows, values }: Column, by: number, sums: Float64Array): void {
  for (let place = 0; place < values.length; place++) {
    const row = rows === null ? place : (rows[place] as number);
    sums[row] = (sums[row] as number) + by * (values[place] as number);
  }
}

/** The same times the row's factor. */
export function addWeighted({ rows, values }: Column, by: number, factors: Float64Array, sums: Float64Array): void {
  if (rows === null) {
    for (let row = 0; row < values.length; row++) {
      sums[row] = (sums[row] as number) + by * (values[row] as number) * (factors[row] as number);
    }
  } else {
    for (let place = 0; place < values.length; place++) {
      const row = rows[place] as number;
      sums[row] = (sums[row] as number) + by * (values[place] as number) * (factors[row] as number);
    }
  }
}
