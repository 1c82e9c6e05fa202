import { describe, expect, it } from 'vitest';
import { applyLearner } from '../../src/model/apply-learner.js';
import { linearKind, type LinearLearner } from '../../src/model/learners/linear.js';
import { naiveBayesKind, type NaiveBayesLearner } from '../../src/model/learners/naive-bayes.js';
import { priorKind } from '../../src/model/learners/prior.js';
import { datetimePart } from '../../src/model/datetime-parts.js';

const linear = (change: Partial<LinearLearner>): LinearLearner => ({
  kind: 'linear',
  link: 'identity',
  width: 1,
  coefficients: [[2]],
  intercepts: [1],
  means: [0.5],
  ceiling: null,
  ...change,
});

describe('the linear learner', () => {
  const features = Float64Array.from([0, 3]);

  it('answers by its link', () => {
    expect([...linearKind.predict(linear({}), features, 2)]).toEqual([1, 7]);
    const logs = linearKind.predict(linear({ link: 'log', ceiling: 50 }), features, 2);
    expect([...logs]).toEqual([Math.E, 50]);
    // scipy.special.expit(1) = 0.7310585786300049, expit(7) = 0.9990889488055994
    const shares = linearKind.predict(linear({ link: 'logistic' }), features, 2);
    [0.2689414213699951, 0.7310585786300049, 0.0009110511944006, 0.9990889488055994].forEach((share, index) => {
      expect(shares[index]).toBeCloseTo(share, 14);
    });
    const softmax = linear({ link: 'softmax', coefficients: [[0], [2], [-1]], intercepts: [0, 1, 0] });
    const row = linearKind.predict(softmax, features.subarray(0, 1), 1);
    // scipy.special.softmax([0, 1, 0])
    [0.21194155761708544, 0.5761168847658291, 0.21194155761708544].forEach((share, index) =>
      expect(row[index]).toBeCloseTo(share, 14),
    );
  });

  it('stays finite far outside of what was seen', () => {
    for (const value of [1e6, -1e6]) {
      for (const link of ['logistic', 'softmax'] as const) {
        const outputs = link === 'softmax' ? { coefficients: [[900], [-900]], intercepts: [0, 0] } : { coefficients: [[900]] };
        const answers = applyLearner(linear({ link, ...outputs }), Float64Array.from([value]), 1, { classCount: 2 });
        expect(answers[0]! + answers[1]!).toBeCloseTo(1, 12);
        expect(Math.min(...answers)).toBeGreaterThan(0);
      }
    }
  });
});

describe('what the linear learner explains', () => {
  const learner = linear({ width: 2, coefficients: [[2, -3]], intercepts: [1], means: [0.5, 1] });
  // Base 1 + 2 * 0.5 - 3 * 1; row (3, 0) adds 2 * (3 - 0.5) and -3 * (0 - 1).
  const rows = { features: Float64Array.from([3, 0]), rowCount: 1, classes: new Int32Array(1) };

  it.each([
    ['identity', 'target'],
    ['log', 'log-target'],
  ] as const)('is each weight times the distance from the mean: %s', (link, unit) => {
    const found = linearKind.explain!({ ...learner, link }, rows);
    expect(found).toEqual({
      exact: true,
      method: 'linear',
      unit,
      bases: Float64Array.of(-1),
      contributions: Float64Array.of(5, 3),
    });
  });

  it('is the log-odds of either class, one being the other turned around', () => {
    const logistic = { ...learner, link: 'logistic' as const };
    const second = linearKind.explain!(logistic, { ...rows, classes: Int32Array.of(1) });
    expect(second).toMatchObject({ unit: 'log-odds', bases: Float64Array.of(-1), contributions: Float64Array.of(5, 3) });
    const first = linearKind.explain!(logistic, rows);
    expect(first).toMatchObject({ bases: Float64Array.of(1), contributions: Float64Array.of(-5, -3) });
  });

  it('is the score of the row’s own class of several', () => {
    const coefficients = [
      [0, 1],
      [2, -3],
      [1, 1],
    ];
    const softmax = linear({ link: 'softmax', width: 2, coefficients, intercepts: [0, 1, 2], means: [0.5, 1] });
    const features = Float64Array.from([3, 0, 3, 0]);
    const found = linearKind.explain!(softmax, { features, rowCount: 2, classes: Int32Array.of(1, 0) });
    expect(found).toMatchObject({ unit: 'score', bases: Float64Array.of(-1, 1), contributions: Float64Array.of(5, 3, 0, -1) });
  });
});

describe('what naive Bayes explains', () => {
  const learner: NaiveBayesLearner = {
    kind: 'naive-bayes',
    width: 1,
    logPriors: [Math.log(0.25), Math.log(0.75)],
    means: [[0], [2]],
    variances: [[1], [4]],
  };

  it('is the term of each feature less its mean over the classes', () => {
    const rows = { features: Float64Array.of(1), rowCount: 1, classes: Int32Array.of(1) };
    const { bases, contributions, method, unit } = naiveBayesKind.explain!(learner, rows)!;
    expect([method, unit]).toEqual(['additive', 'log-odds']);
    // Mean squared distance from the mean of class 0: 0.25 * 1 + 0.75 * (4 + 4) = 6.25; of class 1: 0.25 * (1 + 4) + 0.75 * 4 = 4.25.
    const term = -0.5 * (1 / 4 - 1 / 1);
    const mean = -0.5 * (4.25 / 4 - 6.25 / 1);
    expect(contributions[0]).toBeCloseTo(term - mean, 12);
    expect(bases[0]).toBeCloseTo(Math.log(3) - 0.5 * Math.log(4) + mean, 12);
    const other = naiveBayesKind.explain!(learner, { ...rows, classes: Int32Array.of(0) })!;
    expect([other.bases[0], other.contributions[0]]).toEqual([-bases[0]!, -contributions[0]!]);
  });
});

describe('what the baseline explains', () => {
  it('is nothing: its answer is the base', () => {
    const rows = { features: Float64Array.of(1, 2), rowCount: 1, classes: Int32Array.of(1) };
    expect(priorKind.explain!({ kind: 'prior', values: [0.25, 0.75] }, rows)).toEqual({
      exact: true,
      method: 'constant',
      unit: 'probability',
      bases: Float64Array.of(0.75),
      contributions: new Float64Array(2),
    });
    expect(priorKind.explain!({ kind: 'prior', values: [7] }, rows)).toMatchObject({ unit: 'target', bases: Float64Array.of(7) });
  });
});

describe('datetimePart', () => {
  it('reads parts in UTC', () => {
    const at = Date.UTC(2024, 1, 29, 18, 30);
    const parts = (['time', 'year', 'month', 'day', 'weekday', 'hour'] as const).map((part) => datetimePart(at, part));
    expect(parts).toEqual([at / 86_400_000, 2024, 2, 29, 4, 18.5]);
    expect(datetimePart(-1000, 'hour')).toBeCloseTo(24 - 1 / 3600, 10);
    expect(datetimePart(1e300, 'hour')).toBeNaN();
  });
});
