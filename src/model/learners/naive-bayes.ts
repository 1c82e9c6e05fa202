import type { ExplainedScores, LearnerKind, RowsToExplain } from '../types.js';
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
  explain: explainNaiveBayes,
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

/**
 * The log-likelihoods, which are a sum of one term per feature; less its mean, that term is the feature's Shapley value. Of two
 * classes it is the log-odds that are explained; of more the score less the mean of all classes', which takes off what makes a
 * row unusual whatever its class. Means are over the rows as the learner takes them to be: a mixture of its classes.
 */
function explainNaiveBayes(learner: NaiveBayesLearner, { features, rowCount, classes }: RowsToExplain): ExplainedScores {
  const { width, logPriors } = learner;
  const classCount = logPriors.length;
  const tables = logPriors.map((logPrior, index) => classTables(learner, logPrior, index));
  const expected = expectedSquares(learner);
  const bases = new Float64Array(rowCount);
  const contributions = new Float64Array(rowCount * width);
  for (let row = 0; row < rowCount; row++) {
    tables.forEach(({ constant, means, precisions }, index) => {
      const isOwn = index === classes[row];
      const weight = classCount === 2 ? (isOwn ? 1 : -1) : isOwn ? 1 - 1 / classCount : -1 / classCount;
      const squares = expected[index]!;
      bases[row]! += weight * constant;
      for (let feature = 0, at = row * width; feature < width; feature++, at++) {
        const distance = features[at]! - means[feature]!;
        const halfPrecision = weight * 0.5 * precisions[feature]!;
        bases[row]! -= halfPrecision * squares[feature]!;
        contributions[at]! -= halfPrecision * (distance * distance - squares[feature]!);
      }
    });
  }
  return { exact: true, method: 'additive', unit: classCount === 2 ? 'log-odds' : 'score', bases, contributions };
}

/** Per class and feature, the mean squared distance of a row of any class from the class's mean. */
function expectedSquares({ width, logPriors, means, variances }: NaiveBayesLearner): readonly Float64Array[] {
  const shares = Float64Array.from(logPriors);
  softmaxRows(shares, shares.length);
  const squares = means.map(() => new Float64Array(width));
  for (let feature = 0; feature < width; feature++) {
    means.forEach((own, index) => {
      means.forEach((other, otherIndex) => {
        const distance = other[feature]! - own[feature]!;
        squares[index]![feature]! += shares[otherIndex]! * (variances[otherIndex]![feature]! + distance * distance);
      });
    });
  }
  return squares;
}
