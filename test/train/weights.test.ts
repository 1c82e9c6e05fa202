// A row of weight 3 counts as three rows do.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../src/ingest/read-records.js';
import { parseModel } from '../../src/model/parse-model.js';
import { isThresholded } from '../../src/train/choose-threshold.js';
import { metricScore } from '../../src/train/metric-score.js';
import { scoreClassification } from '../../src/train/report/score-classification.js';
import { scoreRegression } from '../../src/train/report/score-regression.js';
import { trainModel } from '../../src/train/train-model.js';
import type { TrainOptions } from '../../src/train/types.js';
import type { LinearLearner } from '../../src/model/learners/linear.js';
import type { PriorLearner } from '../../src/model/learners/prior.js';
import { classLoss } from '../../src/train/class-loss.js';
import { fitElasticNet } from '../../src/train/elastic-net/fit-elastic-net.js';
import { takeRows, type TrainingData } from '../../src/train/estimator.js';
import { baseline } from '../../src/train/estimators/baseline.js';
import { fitGeneralised } from '../../src/train/fit-generalised.js';
import { fitRidge } from '../../src/train/fit-ridge.js';
import { BOOSTING } from '../../src/train/heuristics.js';
import { poissonLoss } from '../../src/train/poisson-loss.js';
import { binMatrix } from '../../src/train/trees/bin-matrix.js';
import { boost } from '../../src/train/trees/boost.js';
import { findGrownLeaf } from '../../src/train/trees/grow-tree.js';
import { objectiveFor } from '../../src/train/trees/objectives.js';
import { createRandom } from '../../src/table/random.js';
import { normals } from './make-table.js';

const options = { seed: 0, signal: undefined, tuned: null };

/** Rows with weights from 1 to 4, and the same rows repeated as often. */
function bothWays(classCount: number | null): { weighted: TrainingData; repeated: TrainingData } {
  const normal = normals(17);
  const [rowCount, width] = [80, 3];
  const features = Float64Array.from({ length: rowCount * width }, normal);
  const target = Float64Array.from({ length: rowCount }, (_, row) => {
    const signal = features[row * width]! - features[row * width + 1]! + 0.7 * normal();
    return classCount === null ? Math.exp(signal) : Math.max(0, Math.min(classCount - 1, Math.floor(signal + classCount / 2)));
  });
  const weights = Float64Array.from({ length: rowCount }, (_, row) => 1 + ((row * 7) % 4));
  const plain = { features, width, rowCount, target, classCount };
  const rows = Uint32Array.from([...weights].flatMap((weight, row) => new Array<number>(weight).fill(row)));
  return { weighted: { ...plain, weights }, repeated: takeRows(plain, rows) };
}

function expectSame(found: LinearLearner, wanted: LinearLearner): void {
  found.coefficients.flat().forEach((weight, at) => expect(weight).toBeCloseTo(wanted.coefficients.flat()[at]!, 6));
  found.intercepts.forEach((intercept, at) => expect(intercept).toBeCloseTo(wanted.intercepts[at]!, 6));
  found.means.forEach((mean, at) => expect(mean).toBeCloseTo(wanted.means[at]!, 5));
}

describe('weights are repetitions', () => {
  it('ridge', async () => {
    const { weighted, repeated } = bothWays(null);
    expectSame(await fitRidge(weighted, options, 2), await fitRidge(repeated, options, 2));
  });

  it.each([2, 3])('logistic regression of %s classes', async (classCount) => {
    const { weighted, repeated } = bothWays(classCount);
    const precision = { penalty: 0.7, tolerance: 1e-16 };
    expectSame(
      await fitGeneralised(classLoss, weighted, options, precision),
      await fitGeneralised(classLoss, repeated, options, precision),
    );
  });

  it('Poisson regression', async () => {
    const { weighted, repeated } = bothWays(null);
    const precision = { penalty: 0.7, tolerance: 1e-16 };
    expectSame(
      await fitGeneralised(poissonLoss, weighted, options, precision),
      await fitGeneralised(poissonLoss, repeated, options, precision),
    );
  });

  it.each([null, 2, 3])('elastic net: classes %s', async (classCount) => {
    const { weighted, repeated } = bothWays(classCount);
    const penalty = () => ({ l1: 0.02, l2: 0.03 });
    expectSame(await fitElasticNet(weighted, options, penalty, 1e-18), await fitElasticNet(repeated, options, penalty, 1e-18));
  });

  it.each([null, 2, 3])('baseline: classes %s', async (classCount) => {
    const { weighted, repeated } = bothWays(classCount);
    const [found, wanted] = [await baseline.fit(weighted, options), await baseline.fit(repeated, options)];
    (found as PriorLearner).values.forEach((value, at) => {
      expect(value).toBeCloseTo((wanted as PriorLearner).values[at]!, 12);
    });
  });

  it.each([null, 2, 3])('boosting, without drawing rows: classes %s', async (classCount) => {
    const { weighted, repeated } = bothWays(classCount);
    const objective = objectiveFor(classCount, 'plain');
    const scores = async (data: TrainingData) => {
      // The same bins for both: those of the rows as they are.
      const matrix = binMatrix(data, 254);
      const run = {
        rounds: 12,
        rows: Uint32Array.from({ length: data.rowCount }, (_, row) => row),
        watched: new Uint32Array(0),
        patience: Infinity,
        random: createRandom(1),
        signal: undefined,
        weights: data.weights ?? null,
      };
      const settings = { ...BOOSTING.shallow, rowShare: 1, featureShare: 1 };
      const { base, trees } = await boost(matrix, data.target, objective, settings, run);
      const shown = base[0]!;
      const sums = Array.from({ length: 80 }, (_, row) => {
        const at = data === weighted ? row : firstOf(weighted, row);
        return trees.reduce((sum, tree) => sum + tree.value[findGrownLeaf(tree, matrix, at)]!, shown);
      });
      return sums;
    };
    const [found, wanted] = [await scores(weighted), await scores(repeated)];
    // Derivatives are rounded at random: to other whole numbers in either.
    found.forEach((score, row) => expect(score).toBeCloseTo(wanted[row]!, 3));
  });
});

/** Where the first copy of a row stands among the repeated ones. */
function firstOf({ weights }: TrainingData, row: number): number {
  return weights!.subarray(0, row).reduce((sum, weight) => sum + weight, 0);
}

interface Weighted {
  truth: number[];
  weights: number[];
  expected: Record<string, number>;
}
interface Reference {
  two: Weighted & { probabilities: number[][] };
  four: Weighted & { probabilities: number[][] };
  number: Weighted & { answers: number[] };
}

// Expected figures: scikit-learn 1.2.1, written by fixtures/make-weights.py.
describe('weighted scores equal those of scikit-learn', () => {
  const reference = JSON.parse(readFileSync(new URL('fixtures/weights.json', import.meta.url), 'utf8')) as Reference;
  const chosenBy = ['logLoss', 'accuracy', 'balancedAccuracy', 'f1', 'rocAuc', 'prAuc', 'brier'] as const;

  it.each(['two', 'four'] as const)('classification: %s', (name) => {
    const { truth, probabilities, expected, weights } = reference[name];
    const rows = { truth: Float64Array.from(truth), weights: Float64Array.from(weights) };
    const answers = Float64Array.from(probabilities.flat());
    const labels = probabilities[0]!.map(String);
    const found = scoreClassification({ ...rows, probabilities: answers, labels, threshold: null });
    for (const [key, value] of Object.entries(expected)) {
      expect(Math.abs((found[key as 'logLoss'] ?? NaN) - value), key).toBeLessThan(1e-12);
    }
    expect(found.confusion.matrix.flat().reduce((sum, cell) => sum + cell, 0)).toBe(truth.length);
    for (const metric of chosenBy) {
      const score = metricScore(metric, { ...rows, answers, classCount: labels.length })!;
      // Of two classes, what goes by labels is scored by the best threshold.
      if (name === 'two' && isThresholded(metric)) expect(score).toBeGreaterThanOrEqual(expected[metric]! - 1e-12);
      else expect(Math.abs(score - expected[metric]!), metric).toBeLessThan(1e-12);
    }
  });

  it('regression', () => {
    const { truth, answers, expected, weights } = reference.number;
    const rows = { truth: Float64Array.from(truth), weights: Float64Array.from(weights) };
    const given = Float64Array.from(answers);
    const found = scoreRegression({ ...rows, answers: given, bounds: null });
    for (const metric of ['rmse', 'mae', 'r2'] as const) {
      expect(Math.abs((found[metric] ?? NaN) - expected[metric]!), metric).toBeLessThan(1e-12);
      expect(Math.abs(metricScore(metric, { ...rows, answers: given, classCount: null })! - expected[metric]!)).toBeLessThan(
        1e-12,
      );
    }
  });
});

describe('the option `weight`', () => {
  const make = (weightOf: (row: number) => unknown, rowCount = 200) => {
    const normal = normals(4);
    const records = Array.from({ length: rowCount }, (_, row) => {
      const [x, z] = [normal(), normal()];
      return { x, z, color: ['red', 'blue'][row % 2], people: weightOf(row), y: x + (x > 0 ? 2 : -1) * z + normal() };
    });
    return readRecords(records);
  };
  const quick = { target: 'y', task: 'regression', algorithm: 'linear' } as const;
  const weigh = async (weightOf: (row: number) => unknown, more: TrainOptions = {}) =>
    trainModel(await make(weightOf), { ...quick, weight: 'people', ...more });

  it('is no input, and stands in the report and the file', async () => {
    const model = await weigh((row) => 1 + (row % 3));
    expect(model.inputs.map(({ name }) => name)).toEqual(['x', 'z', 'color']);
    expect(model.dropped).toEqual([{ column: 'people', code: 'WEIGHT', reason: 'It says how much each row counts.' }]);
    expect(model.report.weight).toBe('people');
    expect(model.report.uncertainty).toBeNull();
    expect(parseModel(JSON.stringify(model))).toEqual(model);
  });

  it('changes nothing where all weights are the same, whatever they are', async () => {
    const [ones, sevens] = [await weigh(() => 1), await weigh(() => 7)];
    expect(sevens.learner).toEqual(ones.learner);
    const plain = await trainModel(await make(() => 1), quick);
    expect(ones.learner).toEqual(plain.learner);
    expect(ones.report.test).toEqual(plain.report.test);
  });

  it.each(['linear', 'elastic-net', 'boosting', 'random-forest', 'additive'])(
    'changes what %s learns, by the ratio of weights alone',
    async (algorithm) => {
      const weightOf = (row: number) => 1 + 9 * (row % 2);
      const found = await weigh(weightOf, { algorithm });
      const scaled = await weigh((row) => 1024 * weightOf(row), { algorithm });
      expect(scaled.learner).toEqual(found.learner);
      expect(scaled.report.test).toEqual(found.report.test);
      const plain = await trainModel(await make(weightOf), { ...quick, algorithm, leakage: 'keep' });
      expect(JSON.stringify(found.learner)).not.toBe(JSON.stringify(plain.learner));
    },
  );

  it('leaves out rows of weight 0', async () => {
    const model = await weigh((row) => (row % 4 === 0 ? 0 : 1));
    expect(model.report.rows.usable).toBe(150);
  });

  it('leaves out candidates that count every row once', async () => {
    const { report } = await weigh((row) => 1 + (row % 3), { algorithm: undefined, metric: 'mae' });
    const names = report.leaderboard.map(({ algorithm }) => algorithm);
    expect(names).toContain('random-forest');
    for (const name of ['naive-bayes', 'ml-random-forest', 'boosting-absolute']) expect(names).not.toContain(name);
  });

  it.each([
    ['a column that is missing in some rows', (row: number) => (row < 3 ? null : 2), 'is missing or below 0 in 3 rows'],
    ['negative weights', (row: number) => (row < 2 ? -1 : 2), 'is missing or below 0 in 2 rows'],
    ['weights that are all 0', () => 0, 'is 0 in every row'],
    ['text', (row: number) => `w${row % 5}`, 'holds no numbers'],
  ])('refuses %s', async (_, weightOf, message) => {
    const run = weigh(weightOf);
    await expect(run).rejects.toMatchObject({ code: 'TRAIN_WEIGHT_UNSUITABLE', details: { column: 'people' } });
    await expect(run).rejects.toThrow(message);
  });

  it('refuses a column that is not there, and the target', async () => {
    await expect(weigh(() => 1, { weight: 'peple' })).rejects.toThrow('Did you mean "people"?');
    await expect(weigh(() => 1, { weight: 'y' })).rejects.toMatchObject({ code: 'TRAIN_WEIGHT_UNSUITABLE' });
    await expect(weigh(() => 1, { weight: 5 as never })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });
});
