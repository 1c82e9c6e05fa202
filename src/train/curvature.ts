import type { TrainingData } from './estimator.js';
import { MAX_CURVATURE_NUMBERS, MAX_CURVATURE_ROWS } from './heuristics.js';
import { addProducts, factorise, solve } from './linear-algebra.js';

/** For a penalty: the inverse curvature of a loss around one point, times a vector; a new array. */
export type Curvature = (penalty: number) => (vector: Float64Array) => Float64Array;

/**
 * The curvature of a generalised linear loss around a point: per output X'WX plus the penalty, X with a last column of 1
 * for the intercept; what ties outputs together is left to the optimiser. The sums come from evenly spaced rows where
 * there are many, scaled up, with the diagonal of all rows: a feature that is rare must not seem flat. Where the outputs' matrices would take too much memory, all share the one of their mean.
 *
 * @param weigh writes what a row's squares count, per output, into `weights`
 */
export function createCurvature(
  data: TrainingData,
  outputs: number,
  weigh: (row: number, weights: Float64Array) => void,
): Curvature {
  const size = data.width + 1;
  const step = Math.max(1, Math.ceil(data.rowCount / MAX_CURVATURE_ROWS));
  const taken = Math.ceil(data.rowCount / step);
  const groups = outputs * size * size > MAX_CURVATURE_NUMBERS ? 1 : outputs;
  const rows = new Float64Array(taken * size);
  for (let position = 0; position < taken; position++) {
    rows.set(data.features.subarray(position * step * data.width, (position * step + 1) * data.width), position * size);
    rows[position * size + data.width] = 1;
  }
  const products = weighRows(data, outputs, groups, weigh).map((weights) => {
    const sums = new Float64Array(size * size);
    const taking = Float64Array.from(
      { length: taken },
      (_, position) => ((weights[position * step] as number) * data.rowCount) / taken,
    );
    addProducts(sums, rows, size, taking);
    if (step > 1) raiseDiagonal(sums, data, weights);
    return sums;
  });
  return (penalty) => {
    const factors = products.map((sums) => factorise(withPenalty(sums, size, penalty), size));
    return (vector) => {
      const result = new Float64Array(vector.length);
      for (let output = 0, at = 0; output < outputs; output++, at += size) {
        result.set(solve(factors[output % groups] as Float64Array, size, vector.slice(at, at + size)), at);
      }
      return result;
    };
  };
}

/** Per group of outputs, the mean weight of each row. */
function weighRows(
  { rowCount, weights }: TrainingData,
  outputs: number,
  groups: number,
  weigh: (row: number, weights: Float64Array) => void,
): Float64Array[] {
  const lists = Array.from({ length: groups }, () => new Float64Array(rowCount));
  const ofRow = new Float64Array(outputs);
  for (let row = 0; row < rowCount; row++) {
    weigh(row, ofRow);
    ofRow.forEach((weight, output) => {
      const list = lists[output % groups] as Float64Array;
      list[row] = (list[row] as number) + ((weights?.[row] ?? 1) * weight * groups) / outputs;
    });
  }
  return lists;
}

function raiseDiagonal(sums: Float64Array, { features, width, rowCount }: TrainingData, weights: Float64Array): void {
  const exact = new Float64Array(width);
  for (let row = 0, at = 0; row < rowCount; row++) {
    const weight = weights[row] as number;
    for (let i = 0; i < width; i++, at++) exact[i] = (exact[i] as number) + weight * (features[at] as number) ** 2;
  }
  exact.forEach((value, i) => {
    const at = i * (width + 1) + i;
    sums[at] = Math.max(sums[at] as number, value);
  });
}

function withPenalty(sums: Float64Array, size: number, penalty: number): Float64Array {
  const matrix = sums.slice();
  for (let i = 0; i < size - 1; i++) matrix[i * size + i] = (matrix[i * size + i] as number) + penalty;
  return matrix;
}
