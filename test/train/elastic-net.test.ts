// Expected weights: scikit-learn 1.2.1, written by fixtures/make-elastic-net.py.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { startClassFit } from '../../src/train/elastic-net/class-fit.js';
import { shiftOf } from '../../src/train/elastic-net/shift-of.js';
import { chooseStrength } from '../../src/train/elastic-net/choose-strength.js';
import { startNumberFit } from '../../src/train/elastic-net/number-fit.js';
import { penaltyOf, strongestFor, type PathFit } from '../../src/train/elastic-net/path-fit.js';
import { fitElasticNet } from '../../src/train/elastic-net/fit-elastic-net.js';
import { finish } from '../../src/run-options.js';
import type { LinearLearner } from '../../src/model/learners/linear.js';
import { applyLearner } from '../../src/model/apply-learner.js';
import { elasticNet } from '../../src/train/estimators/elastic-net.js';
import { sumFolds } from '../../src/train/row-sums.js';
import { normals } from './make-table.js';
import type { TrainingData } from '../../src/train/estimator.js';

interface Fit {
  classCount: number | null;
  target: number[];
  strength: number;
  l1Share: number;
  coefficients: number[][];
  intercepts: number[];
}
interface Case {
  features: number[][];
  width: number;
  fits: Fit[];
}

const reference = JSON.parse(readFileSync(new URL('fixtures/elastic-net.json', import.meta.url), 'utf8')) as Case[];
const options = { seed: 0, signal: undefined, tuned: null };

const dataOf = (
  { features, width }: Pick<Case, 'features' | 'width'>,
  target: number[],
  classCount: number | null,
): TrainingData => ({
  features: Float64Array.from(features.flat()),
  width,
  rowCount: features.length,
  target: Float64Array.from(target),
  classCount,
});

const penaltyOfFit = ({ strength, l1Share }: Pick<Fit, 'strength' | 'l1Share'>) => ({
  l1: strength * l1Share,
  l2: strength * (1 - l1Share),
});

const centre = (numbers: readonly number[]) => {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  return numbers.map((number) => number - mean);
};

describe('weights equal those of scikit-learn', () => {
  const cases = reference.flatMap((own) => own.fits.map((fit) => ({ own, fit, rows: own.features.length, ...fit })));
  it.each(cases)('$rows rows, classes $classCount, strength $strength, L1 share $l1Share', async ({ own, fit }) => {
    const data = dataOf(own, fit.target, fit.classCount);
    const found = await fitElasticNet(data, options, () => penaltyOfFit(fit), 1e-20);
    found.coefficients.forEach((weights, output) => {
      weights.forEach((weight, feature) => {
        const wanted = fit.coefficients[output]![feature]!;
        const scale = own.features.reduce((top, row) => Math.max(top, Math.abs(row[feature]!)), 0);
        expect(Math.abs(weight - wanted) * scale).toBeLessThan(1e-6);
      });
    });
    const [intercepts, wanted] = [found.intercepts, fit.intercepts].map((list) => (list.length > 1 ? centre(list) : list));
    intercepts!.forEach((intercept, output) => expect(Math.abs(intercept - wanted![output]!)).toBeLessThan(2e-6));
  });
});

describe('the path', () => {
  const cases = [null, 2, 3].map((classCount) => {
    const own = reference[0]!;
    const { target } = own.fits.find((fit) => fit.classCount === classCount)!;
    return { classCount, data: dataOf(own, target, classCount) };
  });
  const start = async (data: TrainingData): Promise<PathFit> =>
    data.classCount === null ? startNumberFit((await sumFolds(data, options)).total, data.width) : startClassFit(data);
  const weightsOf = (fit: PathFit, width: number) => fit.parameters().filter((_, at) => at % (width + 1) !== width);

  it.each(cases)('begins where all weights are 0, and not before: classes $classCount', async ({ data }) => {
    const fit = await start(data);
    const top = strongestFor(fit);
    finish(fit.solve(penaltyOf(top * (1 + 1e-9), fit), 1e-12));
    expect(weightsOf(fit, data.width).every((weight) => weight === 0)).toBe(true);
    finish(fit.solve(penaltyOf(top * 0.99, fit), 1e-12));
    expect(weightsOf(fit, data.width).filter((weight) => weight !== 0).length).toBeGreaterThan(0);
  });

  it.each(cases)('comes to the same weights from anywhere: classes $classCount', async ({ data }) => {
    const [warm, cold, back] = [await start(data), await start(data), await start(data)];
    const top = strongestFor(warm);
    for (const share of [1, 0.5, 0.25, 0.12]) finish(warm.solve(penaltyOf(share * top, warm), 1e-20));
    finish(cold.solve(penaltyOf(0.12 * top, cold), 1e-20));
    for (const share of [0.01, 0.12]) finish(back.solve(penaltyOf(share * top, back), 1e-20));
    for (const other of [cold, back]) {
      weightsOf(other, data.width).forEach((weight, at) => {
        expect(Math.abs(weight - weightsOf(warm, data.width)[at]!)).toBeLessThan(1e-6);
      });
    }
    expect(weightsOf(warm, data.width).some((weight) => weight === 0)).toBe(true);
  });
});

describe('what all classes of a feature have in common', () => {
  const costAt = (weights: readonly number[], shift: number, l1: number, l2: number) =>
    weights.reduce((sum, weight) => sum + l1 * Math.abs(weight - shift) + (l2 / 2) * (weight - shift) ** 2, 0);
  const random = normals(3);
  const cases = Array.from({ length: 60 }, (_, index) => ({
    weights: Array.from({ length: 2 + (index % 5) }, () => (random() > 0.4 ? random() : 0)),
    l1: index % 3 === 0 ? 0 : Math.abs(random()),
    l2: index % 3 === 1 ? 0 : Math.abs(random()),
  }));

  it.each(cases)('is best taken off: $weights', ({ weights, l1, l2 }) => {
    const shift = shiftOf(Float64Array.from(weights), { l1, l2 });
    const least = costAt(weights, shift, l1, l2);
    for (let other = -4; other <= 4; other += 0.01) expect(costAt(weights, other, l1, l2)).toBeGreaterThan(least - 1e-12);
  });

  it('is nothing where most weights are 0', () => {
    expect(shiftOf(Float64Array.from([0, 0, 0, 2]), { l1: 1, l2: 0.1 })).toBe(0);
  });
});

describe('the estimator', () => {
  const fit = async (data: TrainingData) => elasticNet.fit(data, { ...options, tuned: await chooseStrength(data, options) });
  const make = (rowCount: number, width: number, classCount: number | null, noise = 1): TrainingData => {
    const normal = normals(rowCount + width);
    const features = Float64Array.from({ length: rowCount * width }, normal);
    const target = Float64Array.from({ length: rowCount }, (_, row) => {
      const signal = 2 * features[row * width]! - 2 * features[row * width + 1]! + noise * normal();
      return classCount === null ? signal : Math.max(0, Math.min(classCount - 1, Math.floor(signal + classCount / 2)));
    });
    return { features, width, rowCount, target, classCount };
  };
  const outputsOf = async (data: TrainingData) => (await fit(data)) as LinearLearner;

  it.each([null, 2, 3])('finds the few columns that count among more columns than rows: classes %s', async (classCount) => {
    const { coefficients } = await outputsOf(make(80, 150, classCount, 0.5));
    const sizes = Array.from({ length: 150 }, (_, feature) => Math.max(...coefficients.map((own) => Math.abs(own[feature]!))));
    expect(Math.min(sizes[0]!, sizes[1]!)).toBeGreaterThan(Math.max(...sizes.slice(2)));
    expect(sizes.filter((size) => size === 0).length).toBeGreaterThan(75);
  });

  it.each([null, 2, 3])(
    'gives columns that repeat each other the same weight, and a constant one none: classes %s',
    async (classCount) => {
      const plain = make(120, 4, classCount);
      const features = plain.features.map((value, at) => (at % 4 === 2 ? plain.features[at - 2]! : at % 4 === 3 ? 7 : value));
      const { coefficients } = await fitElasticNet({ ...plain, features }, options, () => ({ l1: 0.01, l2: 0.01 }), 1e-20);
      for (const own of coefficients) {
        expect(own[2]).toBeCloseTo(own[0]!, 6);
        expect(own[3]).toBe(0);
      }
    },
  );

  it.each([2, 3])('stays finite for %s classes that can be told apart wholly', async (classCount) => {
    const data = make(90, 2, classCount, 0);
    const learner = await outputsOf(data);
    expect(learner.coefficients.flat().every((weight) => Number.isFinite(weight) && Math.abs(weight) < 100)).toBe(true);
    const answers = applyLearner(learner, data.features, data.rowCount, { classCount });
    expect(answers.every((share) => Number.isFinite(share))).toBe(true);
  });

  it.each([null, 2, 3])('takes columns of huge and tiny scales: classes %s', async (classCount) => {
    const plain = make(100, 3, classCount);
    const scales = [1e9, 1e-9, 1];
    const data = { ...plain, features: plain.features.map((value, at) => value * scales[at % 3]!) };
    const answers = applyLearner(await outputsOf(data), data.features, data.rowCount, { classCount });
    expect(answers.every((answer) => Number.isFinite(answer))).toBe(true);
  });

  it('takes a class that has a single row, and so none in the training part of a fold', async () => {
    for (const classCount of [2, 3]) {
      const plain = make(60, 2, classCount);
      const data = { ...plain, target: plain.target.map((_, row) => (row === 9 ? 1 : 0)) };
      const answers = applyLearner(await outputsOf(data), data.features, 60, { classCount });
      expect(answers.every((share) => share > 0 && share < 1)).toBe(true);
    }
  });

  it('is tried on wide tables, and on others where it is named', () => {
    expect(elasticNet.pays?.({ rows: 300, inputs: 100 })).toBe(true);
    expect(elasticNet.pays?.({ rows: 30_000, inputs: 100 })).toBe(false);
    expect(elasticNet.pays?.({ rows: 50, inputs: 4 })).toBe(false);
  });
});
