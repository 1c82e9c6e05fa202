import type { LinearLearner } from '../model/learners/linear.js';
import type { FitOptions, TrainingData } from './estimator.js';
import { featureMeans } from './feature-means.js';
import { PENALTIES } from './heuristics.js';
import { dot, factorise, solve } from './linear-algebra.js';
import { combineSums, squaredError, sumFolds, type RowSums, type WeightedSum } from './row-sums.js';

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

function solveRidge(sums: RowSums, width: number, penalty: number): WeightedSum {
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

function bestPenalty(parts: readonly RowSums[], total: RowSums, width: number): number {
  let best: number = PENALTIES[0];
  let least = Infinity;
  const rests = parts.map((part) => combineSums(total, part, -1));
  if (rests.some(({ rows }) => rows === 0)) return best;
  for (const penalty of PENALTIES) {
    const loss = parts.reduce((sum, part, index) => {
      return sum + squaredError(part, solveRidge(rests[index] as RowSums, width, penalty), width);
    }, 0);
    if (loss < least) [best, least] = [penalty, loss];
  }
  return best;
}
