import type { LinearLearner } from '../model/learners/linear.js';
import type { TrainingData } from './estimator.js';
import type { GeneralisedLoss, PreparedLoss } from './fit-generalised.js';
import { createCurvature } from './curvature.js';
import { countClasses, totalWeight } from './estimator.js';
import { featureMeans } from './feature-means.js';

/** Weight of the smallest probability in the score: one confident mistake must not decide alone. */
const SCORE_FLOOR = 1e-9;

/**
 * The log loss of class probabilities: logistic for two classes, softmax for more, as scikit-learn's
 * `LogisticRegression` with C = 1 / penalty. A class without rows keeps half a row's probability.
 */
export const classLoss: GeneralisedLoss = {
  prepare: (data) => (data.classCount === 2 ? prepareLogistic(data) : prepareSoftmax(data)),
  score: (answers, { target, classCount, weights }) =>
    target.reduce((sum, index, row) => {
      return sum - (weights?.[row] ?? 1) * Math.log(Math.max(SCORE_FLOOR, answers[row * (classCount ?? 1) + index] as number));
    }, 0),
};

function prepareLogistic(data: TrainingData): PreparedLoss {
  const { width, target } = data;
  const means = featureMeans(data);
  const [zeros = 0, ones = 0] = countClasses(target, 2, data.weights);
  const share = (ones + 0.5) / (zeros + ones + 1);
  const bothSeen = zeros > 0 && ones > 0;
  const start = new Float64Array(width + 1);
  start[width] = Math.log(share / (1 - share));
  return {
    start,
    curvature: (point) =>
      createCurvature(data, 1, (row, weights) => {
        const probability = 1 / (1 + Math.exp(-weightedSum(data.features, row * width, point, 0, width)));
        weights[0] = probability * (1 - probability);
      }),
    loss: (penalty, point, gradient) => (bothSeen ? logisticLoss(data, penalty, point, gradient) : 0),
    learner: (parameters) => learnerOf('logistic', parameters, means, 1),
  };
}

function logisticLoss(data: TrainingData, penalty: number, point: Float64Array, gradient: Float64Array): number {
  const { features, width, rowCount, target, weights } = data;
  let loss = addPenalty(penalty, point, gradient, width);
  for (let row = 0, begin = 0; row < rowCount; row++, begin += width) {
    const sum = weightedSum(features, begin, point, 0, width);
    const sign = target[row] === 1 ? 1 : -1;
    const margin = sign * sum;
    // log(1 + exp(-margin)), without overflow.
    const weight = weights?.[row] ?? 1;
    loss += weight * (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    addGradient(features, begin, gradient, 0, width, (-sign * weight) / (1 + Math.exp(margin)));
  }
  return loss;
}

function prepareSoftmax(data: TrainingData): PreparedLoss {
  const { width, rowCount, target, weights } = data;
  const total = totalWeight(data);
  const classCount = data.classCount ?? 1;
  const counts = countClasses(target, classCount, weights);
  const seen = [...counts.keys()].filter((index) => (counts[index] as number) > 0);
  const slots = Int32Array.from({ length: classCount }, (_, index) => seen.indexOf(index));
  const size = width + 1;
  const start = new Float64Array(seen.length * size);
  seen.forEach((index, slot) => (start[slot * size + width] = Math.log((counts[index] as number) / total)));
  const shares = new Float64Array(seen.length);
  const means = featureMeans(data);
  return {
    start,
    curvature: (point) =>
      createCurvature(data, seen.length, (row, weights) => {
        fillShares(data, row, point, shares);
        shares.forEach((share, slot) => (weights[slot] = share * (1 - share)));
      }),
    loss: (penalty, point, gradient) => {
      let loss = addPenalty(penalty, point, gradient, width);
      for (let row = 0; row < rowCount; row++) {
        const slot = slots[target[row] as number] as number;
        const weight = weights?.[row] ?? 1;
        const score = weightedSum(data.features, row * width, point, slot * size, width);
        loss += weight * (fillShares(data, row, point, shares) - score);
        for (let output = 0; output < seen.length; output++) {
          const slope = weight * ((shares[output] as number) - (output === slot ? 1 : 0));
          addGradient(data.features, row * width, gradient, output * size, width, slope);
        }
      }
      return loss;
    },
    learner: (parameters) => spreadOverClasses(learnerOf('softmax', parameters, means, seen.length), slots, total),
  };
}

/** Writes a row's probabilities, and returns the logarithm of the sum of exponentials that they are parts of. */
function fillShares(data: TrainingData, row: number, point: Float64Array, shares: Float64Array): number {
  const size = data.width + 1;
  let top = -Infinity;
  for (let output = 0; output < shares.length; output++) {
    const score = weightedSum(data.features, row * data.width, point, output * size, data.width);
    shares[output] = score;
    if (score > top) top = score;
  }
  let sum = 0;
  for (let output = 0; output < shares.length; output++) sum += shares[output] = Math.exp((shares[output] as number) - top);
  for (let output = 0; output < shares.length; output++) shares[output] = (shares[output] as number) / sum;
  return Math.log(sum) + top;
}

/** Starts the gradient with the penalty's and returns its part of the loss; intercepts have none. */
export function addPenalty(penalty: number, point: Float64Array, gradient: Float64Array, width: number): number {
  let squares = 0;
  for (let index = 0; index < point.length; index++) {
    const weight = index % (width + 1) === width ? 0 : (point[index] as number);
    gradient[index] = penalty * weight;
    squares += weight * weight;
  }
  return (penalty / 2) * squares;
}

/** One row's weighted sum plus intercept, the parameters beginning at `offset`. */
export function weightedSum(features: Float64Array, begin: number, point: Float64Array, offset: number, width: number): number {
  let sum = point[offset + width] as number;
  for (let index = 0; index < width; index++) sum += (features[begin + index] as number) * (point[offset + index] as number);
  return sum;
}

/** Adds one row's share of the gradient: the loss's slope times its features, and times 1 for the intercept. */
export function addGradient(
  features: Float64Array,
  begin: number,
  gradient: Float64Array,
  offset: number,
  width: number,
  slope: number,
): void {
  for (let index = 0; index < width; index++) {
    gradient[offset + index] = (gradient[offset + index] as number) + slope * (features[begin + index] as number);
  }
  gradient[offset + width] = (gradient[offset + width] as number) + slope;
}

/** The learner of parameters that are, per output, the weights and then the intercept. */
export function learnerOf(
  link: LinearLearner['link'],
  parameters: Float64Array,
  means: readonly number[],
  outputs: number,
): LinearLearner {
  const width = means.length;
  const size = width + 1;
  const each = Array.from({ length: outputs }, (_, output) => parameters.subarray(output * size, (output + 1) * size));
  return {
    kind: 'linear',
    link,
    width,
    coefficients: each.map((weights) => [...weights.subarray(0, width)]),
    intercepts: each.map((weights) => weights[width] as number),
    means,
    ceiling: null,
  };
}

/** Classes without rows have no weights, and an intercept that is worth half a row among those seen. */
function spreadOverClasses(learner: LinearLearner, slots: Int32Array, total: number): LinearLearner {
  const top = Math.max(...learner.intercepts);
  const sum = top + Math.log(learner.intercepts.reduce((part, intercept) => part + Math.exp(intercept - top), 0));
  const unseen = sum + Math.log(0.5 / (total + 1));
  const nothing = new Array<number>(learner.width).fill(0);
  return {
    ...learner,
    coefficients: Array.from(slots, (slot) => learner.coefficients[slot] ?? nothing),
    intercepts: Array.from(slots, (slot) => learner.intercepts[slot] ?? unseen),
  };
}
