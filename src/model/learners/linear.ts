import { unitOfLink } from '../explanation-terms.js';
import type { ExplainedScores, LearnerKind, RowsToExplain } from '../types.js';
import { expectCount, expectList, expectNumber, expectNumbers, expectObject, expectOneOf, rejectJson } from '../check-json.js';

const links = ['identity', 'log', 'logistic', 'softmax'] as const;

/**
 * Weighted sums of the features, and what turns them into answers: `identity` a number as it is, `log` a number by its
 * exponential, `logistic` the probabilities of two classes, `softmax` those of more.
 */
export interface LinearLearner {
  readonly kind: 'linear';
  readonly link: (typeof links)[number];
  /** Length of the feature vector. */
  readonly width: number;
  /** One list of `width` weights per output: one output, or for `softmax` one per class. */
  readonly coefficients: readonly (readonly number[])[];
  /** One per output. */
  readonly intercepts: readonly number[];
  /** Of each feature over the training rows, to 6 decimals: where explanations start from. */
  readonly means: readonly number[];
  /** For `log`: no answer is larger, however far a row lies outside what was seen; otherwise null. */
  readonly ceiling: number | null;
}

/** Predicts with a {@link LinearLearner}. */
export const linearKind: LearnerKind<LinearLearner> = {
  kind: 'linear',
  predict: (learner, features, rowCount) => applyLink(learner, linearSums(learner, features, rowCount), rowCount),
  explain: explainLinear,
  load: (json) => {
    const learner = expectObject(json, 'learner');
    const link = expectOneOf(learner['link'], 'learner.link', links);
    const width = expectCount(learner['width'], 'learner.width');
    const weights = (value: unknown, path: string) => expectNumbers(value, path, width);
    const coefficients = expectList(learner['coefficients'], 'learner.coefficients', weights);
    const fits = link === 'softmax' ? coefficients.length > 1 : coefficients.length === 1;
    if (!fits) rejectJson('learner.coefficients', `what the link ${link} needs`, coefficients);
    const intercepts = expectNumbers(learner['intercepts'], 'learner.intercepts', coefficients.length);
    const means = expectNumbers(learner['means'], 'learner.means', width);
    const ceiling = link === 'log' ? expectNumber(learner['ceiling'], 'learner.ceiling') : null;
    return { kind: 'linear', link, width, coefficients, intercepts, means, ceiling };
  },
};

/**
 * The weighted sum: a feature contributes its weight times its distance from the training mean. These are the Shapley values
 * where features outside of a coalition are drawn from the training rows (Lundberg and Lee 2017, corollary 1).
 */
function explainLinear(learner: LinearLearner, { features, rowCount, classes }: RowsToExplain): ExplainedScores {
  const { width, coefficients, intercepts, means, link } = learner;
  const bases = new Float64Array(rowCount);
  const contributions = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    const output = link === 'softmax' ? classes[row]! : 0;
    const sign = link === 'logistic' && classes[row] === 0 ? -1 : 1;
    const weights = coefficients[output]!;
    let base = intercepts[output]!;
    for (let index = 0, at = row * width; index < width; index++, at++) {
      base += weights[index]! * means[index]!;
      contributions[at] = sign * weights[index]! * (features[at]! - means[index]!);
    }
    bases[row] = sign * base;
  }
  return { exact: true, method: 'linear', unit: unitOfLink[link], bases, contributions };
}

function linearSums(learner: LinearLearner, features: Float64Array, rowCount: number): Float64Array {
  const { width, intercepts } = learner;
  const outputs = intercepts.length;
  const weights = learner.coefficients.map((list) => Float64Array.from(list));
  const sums = new Float64Array(rowCount * outputs);
  for (let row = 0; row < rowCount; row++) {
    for (let output = 0; output < outputs; output++) {
      const list = weights[output] as Float64Array;
      let sum = intercepts[output] ?? 0;
      for (let index = 0, at = row * width; index < width; index++, at++) {
        sum += (list[index] as number) * (features[at] as number);
      }
      sums[row * outputs + output] = sum;
    }
  }
  return sums;
}

function applyLink(learner: LinearLearner, sums: Float64Array, rowCount: number): Float64Array {
  switch (learner.link) {
    case 'identity':
      return sums;
    case 'log':
      return sums.map((sum) => Math.min(Math.exp(sum), learner.ceiling ?? Infinity));
    case 'logistic': {
      const answers = new Float64Array(rowCount * 2);
      sums.forEach((sum, row) => {
        answers[row * 2] = 1 / (1 + Math.exp(sum));
        answers[row * 2 + 1] = 1 / (1 + Math.exp(-sum));
      });
      return answers;
    }
    case 'softmax':
      softmaxRows(sums, learner.intercepts.length);
      return sums;
  }
}

/** Replaces each row of scores (logarithms up to a constant) by the probabilities they stand for, in place. */
export function softmaxRows(scores: Float64Array, classCount: number): void {
  for (let start = 0; start < scores.length; start += classCount) {
    const row = scores.subarray(start, start + classCount);
    let top = -Infinity;
    for (const score of row) top = Math.max(top, score);
    let sum = 0;
    for (let index = 0; index < classCount; index++) sum += row[index] = Math.exp((row[index] as number) - top);
    for (let index = 0; index < classCount; index++) row[index] = (row[index] as number) / sum;
  }
}
