import { describe, expect, it } from 'vitest';
import { applyLearner } from '../../src/model/apply-learner.js';
import { linearKind, type LinearLearner } from '../../src/model/learners/linear.js';
import { datetimePart } from '../../src/model/datetime-parts.js';

const linear = (change: Partial<LinearLearner>): LinearLearner => ({
  kind: 'linear',
  link: 'identity',
  width: 1,
  coefficients: [[2]],
  intercepts: [1],
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

describe('datetimePart', () => {
  it('reads parts in UTC', () => {
    const at = Date.UTC(2024, 1, 29, 18, 30);
    const parts = (['time', 'year', 'month', 'day', 'weekday', 'hour'] as const).map((part) => datetimePart(at, part));
    expect(parts).toEqual([at / 86_400_000, 2024, 2, 29, 4, 18.5]);
    expect(datetimePart(-1000, 'hour')).toBeCloseTo(24 - 1 / 3600, 10);
    expect(datetimePart(1e300, 'hour')).toBeNaN();
  });
});
