import { meanOf } from './estimator.js';

/** The loss of answers whose truth is known, by which candidates are compared: log loss, or for regression (`classCount` null) root mean squared error. */
export function lossOfAnswers(
  answers: Float64Array,
  truth: Float64Array,
  classCount: number | null,
  weights: Float64Array | null = null,
): number {
  return classCount === null ? rootMeanSquaredError(truth, answers, weights) : logLoss(truth, answers, classCount, weights);
}

/** Mean negative logarithm of the probability of the true class. */
export function logLoss(
  truth: Float64Array,
  probabilities: Float64Array,
  count: number,
  weights: Float64Array | null = null,
): number {
  return meanOf(
    truth.map((index, row) => -Math.log(probabilities[row * count + index] as number)),
    weights,
  );
}

export function rootMeanSquaredError(truth: Float64Array, answers: Float64Array, weights: Float64Array | null = null): number {
  return Math.sqrt(
    meanOf(
      truth.map((value, row) => (value - (answers[row] as number)) ** 2),
      weights,
    ),
  );
}
