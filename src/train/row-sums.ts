import type { FitOptions, TrainingData } from './estimator.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { meanOf } from './estimator.js';
import { assignFolds } from './folds.js';
import { PENALTY_FOLDS } from './heuristics.js';
import { addProducts, dot } from './linear-algebra.js';

/** Sums over rows that hold all that least squares needs of them. */
export interface RowSums {
  /** How many, or the sum of their weights. */
  readonly rows: number;
  readonly products: Float64Array;
  readonly features: Float64Array;
  /** Of feature times target. */
  readonly crossed: Float64Array;
  readonly target: number;
  readonly targetSquares: number;
}

/** A linear answer: a weight for each feature, and what is added. */
export interface WeightedSum {
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

/** The sums of each fold of the rows, and of all of them; targets have `centre` taken off. */
export async function sumFolds(
  data: TrainingData,
  { seed, signal }: FitOptions,
): Promise<{ readonly centre: number; readonly parts: readonly RowSums[]; readonly total: RowSums }> {
  const centre = meanOf(data.target, data.weights);
  const folds = assignFolds(data.target, null, Math.min(PENALTY_FOLDS, data.rowCount), seed);
  const parts = await Promise.all(folds.map((rows) => sumRows(data, rows, centre, signal)));
  return { centre, parts, total: parts.reduce((sum, part) => combineSums(sum, part, 1)) };
}

async function sumRows(data: TrainingData, rows: Uint32Array, centre: number, signal: AbortSignal | undefined): Promise<RowSums> {
  const { width } = data;
  const products = new Float64Array(width * width);
  const features = new Float64Array(width);
  const crossed = new Float64Array(width);
  let [target, total] = [0, 0];
  let targetSquares = 0;
  const block = 512;
  for (let start = 0; start < rows.length; start += block) {
    if (start % (16 * block) === 0) await yieldToEventLoop();
    throwIfAborted(signal);
    const chunk = rows.subarray(start, start + block);
    const values = new Float64Array(chunk.length * width);
    chunk.forEach((row, position) => {
      const y = (data.target[row] as number) - centre;
      const weight = data.weights?.[row] ?? 1;
      const wy = weight * y;
      total += weight;
      target += wy;
      targetSquares += wy * y;
      for (let i = 0, at = row * width; i < width; i++, at++) {
        const x = data.features[at] as number;
        values[position * width + i] = x;
        features[i] = (features[i] as number) + weight * x;
        crossed[i] = (crossed[i] as number) + x * wy;
      }
    });
    addProducts(products, values, width, weightsOf(data, chunk));
  }
  return { rows: total, products, features, crossed, target, targetSquares };
}

function weightsOf({ weights }: TrainingData, rows: Uint32Array): Float64Array | null {
  return weights ? Float64Array.from(rows, (row) => weights[row] as number) : null;
}

/** The sums of both sets of rows, or (`sign` -1) of the first without the second. */
export function combineSums(left: RowSums, right: RowSums, sign: 1 | -1): RowSums {
  const add = (a: Float64Array, b: Float64Array) => a.map((value, index) => value + sign * (b[index] as number));
  return {
    rows: left.rows + sign * right.rows,
    products: add(left.products, right.products),
    features: add(left.features, right.features),
    crossed: add(left.crossed, right.crossed),
    target: left.target + sign * right.target,
    targetSquares: left.targetSquares + sign * right.targetSquares,
  };
}

/** The sum of squared errors of these weights on the rows behind the sums. */
export function squaredError(sums: RowSums, { coefficients, intercept }: WeightedSum, width: number): number {
  let quadratic = 0;
  for (let i = 0; i < width; i++) {
    const b = coefficients[i] as number;
    for (let j = 0; j < i; j++) quadratic += 2 * b * (coefficients[j] as number) * (sums.products[i * width + j] as number);
    quadratic += b * b * (sums.products[i * width + i] as number);
  }
  const shift = intercept * (2 * dot(coefficients, sums.features) + intercept * sums.rows - 2 * sums.target);
  return sums.targetSquares + quadratic + shift - 2 * dot(coefficients, sums.crossed);
}
