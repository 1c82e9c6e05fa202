import { meanOf } from './estimator.js';

/** The loss of answers whose truth is known, by which candidates are compared: log loss, or for regression (`classCount` null) root mean squared error. */
export function lossOfAnswers(answers: Float64Array, truth: Float64Array, classCount: number | null): number {
  return classCount === null ? rootMeanSquaredError(truth, answers) : logLoss(truth, answers, classCount);
}

/** Mean negative logarithm of the probability of the true class. */
export function logLoss(truth: Float64Array, probabilities: Float64Array, count: number): number {
  const sum = truth.reduce((total, index, row) => total - Math.log(probabilities[row * count + index] as number), 0);
  return sum / truth.length;
}

export function rootMeanSquaredError(truth: Float64Array, answers: Float64Array): number {
  return Math.sqrt(meanOf(truth.map((value, row) => (value - (answers[row] as number)) ** 2)));
}
