import type { LearnerKind } from '../types.js';
import { expectCount, expectList, expectNumbers, expectObject, rejectJson } from '../check-json.js';
import { softmaxRows } from './linear.js';

/** Gaussian naive Bayes: within a class, every feature is normal and independent of the others. */
export interface NaiveBayesLearner {
  readonly kind: 'naive-bayes';
  readonly width: number;
  /** Per class, the logarithm of its share. */
  readonly logPriors: readonly number[];
  /** Per class, the mean of each feature. */
  readonly means: readonly (readonly number[])[];
  /** Per class, the variance of each feature (divisor n, smoothed); above 0. */
  readonly variances: readonly (readonly number[])[];
}

/** Predicts with a {@link NaiveBayesLearner}, in logarithms throughout. */
export const naiveBayesKind: LearnerKind<NaiveBayesLearner> = {
  kind: 'naive-bayes',
  predict: (learner, features, rowCount) => {
    const { width } = learner;
    const classCount = learner.logPriors.length;
    const classes = learner.logPriors.map((logPrior, index) => classTables(learner, logPrior, index));
    const scores = new Float64Array(rowCount * classCount);
    for (let row = 0; row < rowCount; row++) {
      classes.forEach(({ constant, means, precisions }, index) => {
        let sum = constant;
        for (let feature = 0, at = row * width; feature < width; feature++, at++) {
          const distance = (features[at] as number) - (means[feature] as number);
          sum -= 0.5 * distance * distance * (precisions[feature] as number);
        }
        scores[row * classCount + index] = sum;
      });
    }
    softmaxRows(scores, classCount);
    return scores;
  },
  load: (json) => {
    const learner = expectObject(json, 'learner');
    const width = expectCount(learner['width'], 'learner.width');
    const logPriors = expectNumbers(learner['logPriors'], 'learner.logPriors');
    if (logPriors.length < 2) rejectJson('learner.logPriors', 'a list of at least 2', logPriors);
    const table = (name: 'means' | 'variances') =>
      expectList(learner[name], `learner.${name}`, (value, path) => expectNumbers(value, path, width), logPriors.length);
    const variances = table('variances');
    if (variances.some((list) => list.some((variance) => variance <= 0))) {
      rejectJson('learner.variances', 'above 0 everywhere', variances);
    }
    return { kind: 'naive-bayes', width, logPriors, means: table('means'), variances };
  },
};

function classTables(learner: NaiveBayesLearner, logPrior: number, index: number) {
  const means = Float64Array.from(learner.means[index] ?? []);
  const variances = learner.variances[index] ?? [];
  const precisions = Float64Array.from(variances, (variance) => 1 / variance);
  const constant = variances.reduce((sum, variance) => sum - 0.5 * Math.log(2 * Math.PI * variance), logPrior);
  return { constant, means, precisions };
}
