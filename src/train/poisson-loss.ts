import type { TrainingData } from './estimator.js';
import type { GeneralisedLoss, PreparedLoss } from './fit-generalised.js';
import { addGradient, addPenalty, weightedSum } from './class-loss.js';
import { createCurvature } from './curvature.js';
import { meanOf } from './estimator.js';
import { featureMeans } from './feature-means.js';
import { CEILING_FACTOR } from './heuristics.js';

/** Keeps exp() finite while the optimiser looks around. */
const MAX_EXPONENT = 50;

/**
 * The quasi-Poisson loss of numbers not below 0, log link: effects multiply, and the answer is the mean itself, so nothing
 * is lost in transforming back. The penalty counts against the target in units of its mean. Penalties are compared by
 * squared error, which is what the candidate is compared by.
 */
export const poissonLoss: GeneralisedLoss = {
  prepare: preparePoisson,
  score: (answers, { target, weights }) =>
    answers.reduce((sum, value, row) => sum + (weights?.[row] ?? 1) * (value - (target[row] as number)) ** 2, 0),
};

function preparePoisson(data: TrainingData): PreparedLoss {
  const { width, features, rowCount, target, weights: rowWeights } = data;
  // Rows of zeros alone leave the unit open.
  const mean = meanOf(target, rowWeights) || 1;
  const means = featureMeans(data);
  const largest = target.reduce((top, value) => Math.max(top, value), 0);
  return {
    start: new Float64Array(width + 1),
    // The curvature's weights are the fitted means. The targets, which these come near to, keep far points sensible.
    curvature: (point) =>
      createCurvature(data, 1, (row, weights) => {
        const fitted = Math.exp(Math.min(MAX_EXPONENT, weightedSum(features, row * width, point, 0, width)));
        weights[0] = (fitted + (target[row] as number) / mean) / 2;
      }),
    loss: (penalty, point, gradient) => {
      let loss = addPenalty(penalty, point, gradient, width);
      for (let row = 0, begin = 0; row < rowCount; row++, begin += width) {
        const sum = Math.min(MAX_EXPONENT, weightedSum(features, begin, point, 0, width));
        const fitted = Math.exp(sum);
        const wanted = (target[row] as number) / mean;
        const weight = rowWeights?.[row] ?? 1;
        loss += weight * (fitted - wanted * sum);
        addGradient(features, begin, gradient, 0, width, weight * (fitted - wanted));
      }
      return loss;
    },
    learner: (parameters) => ({
      kind: 'linear',
      link: 'log',
      width,
      coefficients: [[...parameters.subarray(0, width)]],
      intercepts: [(parameters[width] as number) + Math.log(mean)],
      means,
      ceiling: largest * CEILING_FACTOR,
    }),
  };
}
