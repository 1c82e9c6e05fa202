import type { TrainingData } from './estimator.js';
import { addProducts, factorise, solve } from './linear-algebra.js';
import { MAX_CURVATURE_ROWS } from './heuristics.js';

/**
 * Solves with the curvature of a generalised linear loss at its start: X'WX plus the penalty, X with a last column of 1
 * for the intercept. The sums come from evenly spaced rows where there are many, scaled up: the optimiser mends the rest.
 *
 * @param weight what a row's squares count
 */
export function createCurvature(
  data: TrainingData,
  weight: (row: number) => number,
): (factor: number, penalty: number) => (vector: Float64Array) => Float64Array {
  const size = data.width + 1;
  const step = Math.max(1, Math.ceil(data.rowCount / MAX_CURVATURE_ROWS));
  const taken = Math.ceil(data.rowCount / step);
  const rows = new Float64Array(taken * size);
  const weights = new Float64Array(taken);
  for (let position = 0; position < taken; position++) {
    const row = position * step;
    rows.set(data.features.subarray(row * data.width, (row + 1) * data.width), position * size);
    rows[position * size + data.width] = 1;
    weights[position] = (weight(row) * data.rowCount) / taken;
  }
  const products = new Float64Array(size * size);
  addProducts(products, rows, size, weights);
  return (factor, penalty) => {
    const matrix = products.map((value) => value * factor);
    for (let i = 0; i < data.width; i++) matrix[i * size + i] = (matrix[i * size + i] as number) + penalty;
    const decomposed = factorise(matrix, size);
    return (vector) => solve(decomposed, size, vector);
  };
}
