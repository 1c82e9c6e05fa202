import type { NaiveBayesLearner } from '../../model/learners/naive-bayes.js';
import type { Estimator, TrainingData } from '../estimator.js';
import { countClasses, meanOf } from '../estimator.js';
import { VARIANCE_SMOOTHING } from '../heuristics.js';

/** Gaussian naive Bayes, as scikit-learn's `GaussianNB(var_smoothing=0.01)`; fitted by ml-naivebayes, kept as our own tables. */
export const naiveBayes: Estimator = {
  name: 'naive-bayes',
  tasks: ['classification'],
  encoding: { numbers: 'standard', categories: 'one-hot' },
  unweighted: 'ml-naivebayes counts every row once.',
  fit: fitNaiveBayes,
};

async function fitNaiveBayes(data: TrainingData): Promise<NaiveBayesLearner> {
  const { GaussianNB } = await import('ml-naivebayes');
  const { width, rowCount, target } = data;
  if (width === 0) throw new RangeError('There is no feature to learn from.');
  const classCount = data.classCount ?? 1;
  const counts = countClasses(target, classCount);
  const overall = spreads(data);
  const added = VARIANCE_SMOOTHING * (overall.variances.reduce((top, variance) => Math.max(top, variance), 0) || 1);
  const seen = [...counts.keys()].filter((index) => (counts[index] as number) > 0);
  const slots = new Map(seen.map((index, slot) => [index, slot]));
  const fitted = new GaussianNB();
  fitted.train(
    rowsOf(data),
    Array.from(target, (index) => slots.get(index) ?? 0),
  );
  const { means, calculateProbabilities } = fitted.toJSON();
  const classes = Array.from(counts, (rows, index) => {
    const slot = slots.get(index);
    // A class without rows looks like any row, and counts half a row.
    if (slot === undefined) return { ...overall, logPrior: Math.log(0.5 / (rowCount + 1)) };
    const [logPrior, ...tables] = calculateProbabilities[slot] ?? [0];
    // From the deviation with divisor n - 1 to the variance with divisor n; a single row has none.
    const variances = tables.map(([, table]) => (rows > 1 ? ((table / -2) * (rows - 1)) / rows : 0));
    return { logPrior, means: [...(means[slot] ?? [])], variances };
  });
  return {
    kind: 'naive-bayes',
    width,
    logPriors: classes.map(({ logPrior }) => logPrior),
    means: classes.map(({ means: list }) => list),
    variances: classes.map(({ variances }) => variances.map((variance) => variance + added)),
  };
}

function rowsOf({ features, width, rowCount }: TrainingData): number[][] {
  return Array.from({ length: rowCount }, (_, row) => [...features.subarray(row * width, (row + 1) * width)]);
}

/** Mean and variance (divisor n) of each feature over all rows. */
function spreads({ features, width, rowCount }: TrainingData): { means: number[]; variances: number[] } {
  const columns = Array.from({ length: width }, (_, feature) => {
    const values = Float64Array.from({ length: rowCount }, (_row, row) => features[row * width + feature] as number);
    const mean = meanOf(values);
    return { mean, variance: meanOf(values.map((value) => (value - mean) ** 2)) };
  });
  return { means: columns.map(({ mean }) => mean), variances: columns.map(({ variance }) => variance) };
}
