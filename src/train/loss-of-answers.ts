import { logLoss } from './classification-metrics.js';
import { rootMeanSquaredError } from './regression-metrics.js';

/** The loss of answers whose truth is known, by which candidates are compared: log loss, or for regression (`classCount` null) root mean squared error. */
export function lossOfAnswers(answers: Float64Array, truth: Float64Array, classCount: number | null): number {
  return classCount === null ? rootMeanSquaredError(truth, answers) : logLoss(truth, answers, classCount);
}
