// Expected figures: scikit-learn 1.2.1, written by fixtures/make-fixtures.py.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { naiveBayesKind } from '../../src/model/learners/naive-bayes.js';
import type { LinearLearner } from '../../src/model/learners/linear.js';
import { chanceOfMore } from '../../src/train/report/chance-of-more.js';
import { drawClassCurves } from '../../src/train/report/draw-curves.js';
import { scoreClassification } from '../../src/train/report/score-classification.js';
import { classLoss } from '../../src/train/class-loss.js';
import type { TrainingData } from '../../src/train/estimator.js';
import { naiveBayes } from '../../src/train/estimators/naive-bayes.js';
import { fitGeneralised } from '../../src/train/fit-generalised.js';
import { fitRidge } from '../../src/train/fit-ridge.js';
import { poissonLoss } from '../../src/train/poisson-loss.js';
import { scoreRegression } from '../../src/train/report/score-regression.js';

interface Linear {
  coefficients: number[][];
  intercepts: number[];
}
type Figure =
  'logLoss' | 'accuracy' | 'balancedAccuracy' | 'precision' | 'recall' | 'f1' | 'rocAuc' | 'prAuc' | 'brier' | 'calibrationError';
interface Scored {
  truth: number[];
  probabilities: number[][];
  /** `perClass`: precision, recall, F1 and rows of each. */
  expected: Record<Figure, number> & { confusion: number[][]; perClass: number[][] };
  /** Of each class; points as `roc`: false and true positive rate, threshold; `precisionRecall`: recall, precision, threshold; `calibration`: stated, observed. */
  curves: { roc: number[][]; precisionRecall: number[][]; calibration: number[][] }[];
}
interface Reference {
  features: number[][];
  number: number[];
  two: number[];
  three: number[];
  count: number[];
  ridge: Linear;
  logistic: Linear;
  softmax: Linear;
  poisson: Linear;
  naiveBayes: { means: number[][]; variances: number[][]; logPriors: number[]; probabilities: number[][] };
  binary: Scored;
  fourClasses: Scored;
  regression: {
    truth: number[];
    answers: number[];
    expected: Record<'rmse' | 'mae' | 'r2' | 'medianAbsoluteError', number>;
    residuals: { mean: number; standardDeviation: number; quantiles: Record<string, number> };
  };
  /** scipy's `ttest_ind` of two samples, of unequal variance and one-sided. */
  welch: { part: number[]; others: number[]; chance: number }[];
}

const reference = JSON.parse(readFileSync(new URL('fixtures/scikit-learn.json', import.meta.url), 'utf8')) as Reference;
const options = { seed: 0, signal: undefined, tuned: null };
const features = Float64Array.from(reference.features.flat());
const data = (target: number[], classCount: number | null): TrainingData => ({
  features,
  width: 4,
  rowCount: target.length,
  target: Float64Array.from(target),
  classCount,
});

function expectClose(found: readonly number[], wanted: readonly number[], tolerance: number): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((value, index) => expect(Math.abs(value - (wanted[index] ?? NaN))).toBeLessThan(tolerance));
}

function expectLinear(found: LinearLearner, wanted: Linear, tolerance = 1e-6): void {
  expectClose(found.coefficients.flat(), wanted.coefficients.flat(), tolerance);
  expectClose(found.intercepts, wanted.intercepts, tolerance);
}

describe('fits equal those of scikit-learn', () => {
  it('ridge regression', async () => {
    expectLinear(await fitRidge(data(reference.number, null), options, 2.5), reference.ridge, 1e-9);
  });

  it('logistic regression of two classes', async () => {
    const found = await fitGeneralised(classLoss, data(reference.two, 2), options, { penalty: 0.8, tolerance: 1e-16 });
    expect(found.link).toBe('logistic');
    expectLinear(found, reference.logistic);
  });

  it('multinomial logistic regression, up to the constant that softmax ignores', async () => {
    const found = await fitGeneralised(classLoss, data(reference.three, 3), options, { penalty: 0.8, tolerance: 1e-16 });
    const shift = found.intercepts.reduce((sum, intercept) => sum + intercept, 0) / 3;
    const wanted = reference.softmax.intercepts;
    const wantedShift = wanted.reduce((sum, intercept) => sum + intercept, 0) / 3;
    const centred = { ...found, intercepts: found.intercepts.map((intercept) => intercept - shift + wantedShift) };
    expectLinear(centred, reference.softmax);
  });

  it('Poisson regression', async () => {
    const found = await fitGeneralised(poissonLoss, data(reference.count, null), options, { penalty: 0.8, tolerance: 1e-16 });
    const mean = reference.count.reduce((sum, value) => sum + value, 0) / reference.count.length;
    expectLinear({ ...found, intercepts: [(found.intercepts[0] ?? 0) - Math.log(mean)] }, reference.poisson);
  });

  it('Gaussian naive Bayes: tables and probabilities', async () => {
    const found = naiveBayesKind.load(await naiveBayes.fit(data(reference.three, 3), options));
    expectClose(found.means.flat(), reference.naiveBayes.means.flat(), 1e-9);
    expectClose(found.variances.flat(), reference.naiveBayes.variances.flat(), 1e-9);
    expectClose(found.logPriors, reference.naiveBayes.logPriors, 1e-12);
    const probabilities = naiveBayesKind.predict(found, features, 60);
    expectClose([...probabilities], reference.naiveBayes.probabilities.flat(), 1e-9);
  });
});

describe('metrics equal those of scikit-learn', () => {
  it.each(['binary', 'fourClasses'] as const)('classification: %s', (name) => {
    const { truth, probabilities, expected } = reference[name];
    const labels = (probabilities[0] ?? []).map(String);
    const flat = Float64Array.from(probabilities.flat());
    const found = scoreClassification({ truth: Float64Array.from(truth), probabilities: flat, labels, threshold: null });
    const { confusion, perClass, ...figures } = expected;
    expect(found.confusion).toEqual({ labels, matrix: confusion });
    expectClose(
      found.perClass.flatMap(({ precision, recall, f1, rows }) => [precision, recall, f1, rows]),
      perClass.flat(),
      1e-12,
    );
    for (const [key, value] of Object.entries(figures)) {
      expect(Math.abs((found[key as keyof typeof figures] ?? NaN) - value), key).toBeLessThan(1e-12);
    }
  });

  it('regression', () => {
    const { truth, answers, expected, residuals } = reference.regression;
    const found = scoreRegression({ truth: Float64Array.from(truth), answers: Float64Array.from(answers), bounds: null });
    for (const [key, value] of Object.entries(expected)) {
      expect(Math.abs((found[key as keyof typeof expected] ?? NaN) - value), key).toBeLessThan(1e-12);
    }
    expect(found).toMatchObject({ coverage: null, intervalWidth: null });
    const bounds = Float64Array.of(0, 2, 1, 2.5, 4, 8);
    const bounded = scoreRegression({ truth: Float64Array.of(1, 2.5, 9), answers: Float64Array.of(1, 2, 5), bounds });
    expect(bounded).toMatchObject({ coverage: 2 / 3, intervalWidth: { mean: 2.5, median: 2 } });
    const { mean, standardDeviation, quantiles } = found.residuals;
    expectClose(
      [mean, standardDeviation ?? NaN, ...Object.values(quantiles)],
      [residuals.mean, residuals.standardDeviation, ...Object.values(residuals.quantiles)],
      1e-12,
    );
  });

  it('what is undefined is null: one class in the truth, a constant number', () => {
    const probabilities = Float64Array.from([0.9, 0.1, 0.4, 0.6]);
    const one = scoreClassification({ truth: Float64Array.from([0, 0]), probabilities, labels: ['a', 'b'], threshold: null });
    expect(one.rocAuc).toBeNull();
    expect(one.prAuc).toBeNull();
    expect(one.perClass).toEqual([
      { label: 'a', rows: 2, precision: 1, recall: 0.5, f1: 2 / 3 },
      { label: 'b', rows: 0, precision: 0, recall: 0, f1: 0 },
    ]);
    expect(one.balancedAccuracy).toBe(0.5);
    expect(scoreRegression({ truth: Float64Array.of(2, 2), answers: Float64Array.of(1, 2), bounds: null }).r2).toBeNull();
    const single = scoreRegression({ truth: Float64Array.of(2), answers: Float64Array.of(1), bounds: null });
    expect(single.residuals).toEqual({
      mean: 1,
      standardDeviation: null,
      quantiles: { p5: 1, p25: 1, p50: 1, p75: 1, p95: 1 },
    });
  });
});

describe('curves equal those of scikit-learn', () => {
  it.each(['binary', 'fourClasses'] as const)('%s', (name) => {
    const { truth, probabilities, curves } = reference[name];
    const labels = (probabilities[0] ?? []).map((_, index) => `class ${index}`);
    const found = drawClassCurves({
      truth: Float64Array.from(truth),
      probabilities: Float64Array.from(probabilities.flat()),
      labels,
    });
    expect(found.classes.map(({ label }) => label)).toEqual(labels);
    found.classes.forEach(({ roc, precisionRecall, calibration }, index) => {
      const wanted = curves[index]!;
      expect(roc[0]).toEqual({ falsePositiveRate: 0, truePositiveRate: 0, threshold: 1 });
      expectSomeOf(
        roc.slice(1).map((point) => [point.falsePositiveRate, point.truePositiveRate, point.threshold]),
        wanted.roc,
      );
      expect(roc.at(-1)).toMatchObject({ falsePositiveRate: 1, truePositiveRate: 1 });
      expect(precisionRecall[0]).toEqual({ recall: 0, precision: 1, threshold: 1 });
      expectSomeOf(
        precisionRecall.slice(1).map(({ recall, precision, threshold }) => [recall, precision, threshold]),
        wanted.precisionRecall,
      );
      expect(precisionRecall.at(-1)?.recall).toBe(1);
      expectClose(
        calibration.flatMap(({ meanProbability, observedShare }) => [meanProbability, observedShare]),
        wanted.calibration.flat(),
        1e-12,
      );
      expect(calibration.reduce((sum, { rows }) => sum + rows, 0)).toBe(truth.length);
    });
  });
});

/** Every point found is one of those wanted, and enough of them are found. */
function expectSomeOf(found: readonly number[][], wanted: readonly number[][]): void {
  for (const point of found) {
    const distances = wanted.map((other) => Math.max(...other.map((value, axis) => Math.abs(value - (point[axis] ?? NaN)))));
    expect(Math.min(...distances)).toBeLessThan(1e-12);
  }
  expect(found.length).toBeGreaterThan(10);
}

describe('Welch’s test equals scipy’s', () => {
  it.each(reference.welch)('to 1% of the chance $chance', ({ part, others, chance }) => {
    const found = chanceOfMore(Float64Array.from(part), Float64Array.from([...part, ...others]));
    expect(Math.abs(found / chance - 1)).toBeLessThan(0.01);
  });

  it('a part that is no higher than the rest counts as sure chance', () => {
    expect(chanceOfMore(Float64Array.from([1, 2]), Float64Array.from([1, 2, 3, 4]))).toBe(1);
    expect(chanceOfMore(Float64Array.from([1, 1]), Float64Array.from([1, 1, 1, 1]))).toBe(1);
  });
});
