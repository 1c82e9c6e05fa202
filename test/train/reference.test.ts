// Expected figures: scikit-learn 1.2.1, written by fixtures/make-fixtures.py.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { naiveBayesKind } from '../../src/model/learners/naive-bayes.js';
import type { LinearLearner } from '../../src/model/learners/linear.js';
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
interface Scored {
  truth: number[];
  probabilities: number[][];
  expected: Record<'logLoss' | 'accuracy' | 'balancedAccuracy' | 'f1' | 'rocAuc' | 'brier', number> & { confusion: number[][] };
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
  regression: { truth: number[]; answers: number[]; expected: Record<'rmse' | 'mae' | 'r2' | 'medianAbsoluteError', number> };
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
    const found = scoreClassification({ truth: Float64Array.from(truth), probabilities: flat, labels });
    const { confusion, ...figures } = expected;
    expect(found.confusion).toEqual({ labels, matrix: confusion });
    for (const [key, value] of Object.entries(figures)) {
      expect(Math.abs((found[key as keyof typeof figures] ?? NaN) - value), key).toBeLessThan(1e-12);
    }
  });

  it('regression', () => {
    const { truth, answers, expected } = reference.regression;
    const found = scoreRegression(Float64Array.from(truth), Float64Array.from(answers), null);
    for (const [key, value] of Object.entries(expected)) {
      expect(Math.abs((found[key as keyof typeof expected] ?? NaN) - value), key).toBeLessThan(1e-12);
    }
    expect(found.coverage).toBeNull();
  });

  it('what is undefined is null: one class in the truth, a constant number', () => {
    const probabilities = Float64Array.from([0.9, 0.1, 0.4, 0.6]);
    const one = scoreClassification({ truth: Float64Array.from([0, 0]), probabilities, labels: ['a', 'b'] });
    expect(one.rocAuc).toBeNull();
    expect(one.balancedAccuracy).toBe(0.5);
    expect(scoreRegression(Float64Array.from([2, 2]), Float64Array.from([1, 2]), null).r2).toBeNull();
  });
});
