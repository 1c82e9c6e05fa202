import type { LinearLearner } from '../model/learners/linear.js';
import type { FitOptions, TrainingData } from './estimator.js';
import { throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { meanOf } from './estimator.js';
import { featureMeans } from './feature-means.js';
import { PENALTIES, PENALTY_FOLDS } from './heuristics.js';
import { addProducts, dot, factorise, solve } from './linear-algebra.js';
import { assignFolds } from './folds.js';

/** Sums over rows that hold all that least squares needs of them. */
interface Sums {
  readonly rows: number;
  readonly products: Float64Array;
  readonly features: Float64Array;
  /** Of feature times target. */
  readonly crossed: Float64Array;
  readonly target: number;
  readonly targetSquares: number;
}

interface Weights {
  readonly coefficients: Float64Array;
  readonly intercept: number;
}

/**
 * Ridge regression in closed form (Cholesky), as scikit-learn's `Ridge`: squared errors plus `penalty` times the squared
 * coefficients, the intercept not penalised. Without a penalty given, cross-validation over {@link PENALTIES} chooses it,
 * from the same sums over rows.
 */
export async function fitRidge(data: TrainingData, options: FitOptions, penalty?: number): Promise<LinearLearner> {
  const { centre, parts, total } = await sumFolds(data, options);
  const chosen = penalty ?? bestPenalty(parts, total, data.width);
  const { coefficients, intercept } = solveRidge(total, data.width, chosen);
  return {
    kind: 'linear',
    link: 'identity',
    width: data.width,
    coefficients: [[...coefficients]],
    intercepts: [intercept + centre],
    means: featureMeans(data),
    ceiling: null,
  };
}

/** The penalty of {@link PENALTIES} with the smallest squared error by cross-validation. */
export async function chooseRidgePenalty(data: TrainingData, options: FitOptions): Promise<number> {
  const { parts, total } = await sumFolds(data, options);
  return bestPenalty(parts, total, data.width);
}

async function sumFolds(
  data: TrainingData,
  { seed, signal }: FitOptions,
): Promise<{ readonly centre: number; readonly parts: readonly Sums[]; readonly total: Sums }> {
  const centre = meanOf(data.target);
  const folds = assignFolds(data.target, null, Math.min(PENALTY_FOLDS, data.rowCount), seed);
  const parts = await Promise.all(folds.map((rows) => sumRows(data, rows, centre, signal)));
  return { centre, parts, total: parts.reduce((sum, part) => combine(sum, part, 1)) };
}

async function sumRows(data: TrainingData, rows: Uint32Array, centre: number, signal: AbortSignal | undefined): Promise<Sums> {
  const { width } = data;
  const products = new Float64Array(width * width);
  const features = new Float64Array(width);
  const crossed = new Float64Array(width);
  let target = 0;
  let targetSquares = 0;
  const block = 512;
  for (let start = 0; start < rows.length; start += block) {
    if (start % (16 * block) === 0) await yieldToEventLoop();
    throwIfAborted(signal);
    const chunk = rows.subarray(start, start + block);
    const values = new Float64Array(chunk.length * width);
    chunk.forEach((row, position) => {
      const y = (data.target[row] as number) - centre;
      target += y;
      targetSquares += y * y;
      for (let i = 0, at = row * width; i < width; i++, at++) {
        const x = data.features[at] as number;
        values[position * width + i] = x;
        features[i] = (features[i] as number) + x;
        crossed[i] = (crossed[i] as number) + x * y;
      }
    });
    addProducts(products, values, width, null);
  }
  return { rows: rows.length, products, features, crossed, target, targetSquares };
}

/** The sums of both sets of rows, or (`sign` -1) of the first without the second. */
function combine(left: Sums, right: Sums, sign: 1 | -1): Sums {
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

function solveRidge(sums: Sums, width: number, penalty: number): Weights {
  const { rows, features } = sums;
  const centred = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j <= i; j++) {
      centred[i * width + j] =
        (sums.products[i * width + j] as number) - ((features[i] as number) * (features[j] as number)) / rows;
    }
    centred[i * width + i] = (centred[i * width + i] as number) + penalty;
  }
  const right = sums.crossed.map((value, index) => value - ((features[index] as number) * sums.target) / rows);
  const coefficients = solve(factorise(centred, width), width, right);
  return { coefficients, intercept: (sums.target - dot(coefficients, features)) / rows };
}

function bestPenalty(parts: readonly Sums[], total: Sums, width: number): number {
  let best: number = PENALTIES[0];
  let least = Infinity;
  const rests = parts.map((part) => combine(total, part, -1));
  if (rests.some(({ rows }) => rows === 0)) return best;
  for (const penalty of PENALTIES) {
    const loss = parts.reduce((sum, part, index) => {
      return sum + squaredError(part, solveRidge(rests[index] as Sums, width, penalty), width);
    }, 0);
    if (loss < least) [best, least] = [penalty, loss];
  }
  return best;
}

/** The sum of squared errors of these weights on the rows behind the sums. */
function squaredError(sums: Sums, { coefficients, intercept }: Weights, width: number): number {
  let quadratic = 0;
  for (let i = 0; i < width; i++) {
    const b = coefficients[i] as number;
    for (let j = 0; j < i; j++) quadratic += 2 * b * (coefficients[j] as number) * (sums.products[i * width + j] as number);
    quadratic += b * b * (sums.products[i * width + i] as number);
  }
  const shift = intercept * (2 * dot(coefficients, sums.features) + intercept * sums.rows - 2 * sums.target);
  return sums.targetSquares + quadratic + shift - 2 * dot(coefficients, sums.crossed);
}
