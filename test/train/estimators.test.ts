// One suite for every estimator: what holds for any way of learning.
import { describe, expect, it } from 'vitest';
import { applyLearner } from '../../src/model/apply-learner.js';
import { explainLearner } from '../../src/model/explain/explain-learner.js';
import { findLearnerKind } from '../../src/model/learner-kinds.js';
import { softmaxRows } from '../../src/model/learners/linear.js';
import type { ExplanationUnit, FittedLearner } from '../../src/model/types.js';
import { countClasses, meanOf, type Estimator, type TrainingData } from '../../src/train/estimator.js';
import { findEstimators } from '../../src/train/estimators/portfolio.js';
import { logLoss, rootMeanSquaredError } from '../../src/train/loss-of-answers.js';
import { normals } from './make-table.js';

const options = { seed: 3, signal: undefined, tuned: null };

/** Rows whose target depends on the first feature. */
function makeData(rowCount: number, width: number, classCount: number | null, seed = 5): TrainingData {
  const normal = normals(seed);
  const features = Float64Array.from({ length: rowCount * width }, normal);
  const target = Float64Array.from({ length: rowCount }, (_, row) => {
    const signal = 2 * (features[row * width] ?? 0) + 0.5 * normal();
    if (classCount === null) return Math.exp(signal / 2);
    return Math.max(0, Math.min(classCount - 1, Math.floor(signal + classCount / 2)));
  });
  return { features, width, rowCount, target, classCount };
}

const withColumn = (data: TrainingData, column: number, value: number): TrainingData => ({
  ...data,
  features: data.features.map((old, at) => (at % data.width === column ? value : old)),
});

const answersOf = (learner: FittedLearner, { features, rowCount, classCount }: TrainingData) =>
  applyLearner(learner, features, rowCount, { classCount });

function checkAnswers(answers: Float64Array, { rowCount, classCount }: TrainingData): void {
  expect(answers.length).toBe(rowCount * (classCount ?? 1));
  expect(answers.every((answer) => Number.isFinite(answer))).toBe(true);
  if (classCount === null) return;
  expect(answers.every((answer) => answer > 0 && answer < 1)).toBe(true);
  for (let row = 0; row < rowCount; row++) {
    const sum = answers.subarray(row * classCount, (row + 1) * classCount).reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(1, 12);
  }
}

/** Base plus contributions of each row, for each class in turn (or the number alone), laid out as answers are. */
function explainedScores(learner: FittedLearner, { features, rowCount, classCount, width }: TrainingData) {
  const outputs = classCount ?? 1;
  const scores = new Float64Array(rowCount * outputs);
  const units = new Set<ExplanationUnit>();
  for (let output = 0; output < outputs; output++) {
    const classes = new Int32Array(rowCount).fill(output);
    const explained = explainLearner(learner, { features, rowCount, classes })!;
    expect(explained.exact).toBe(true);
    units.add(explained.unit);
    for (let row = 0; row < rowCount; row++) {
      const own = explained.contributions.subarray(row * width, (row + 1) * width);
      scores[row * outputs + output] = own.reduce((sum, contribution) => sum + contribution, explained.bases[row]!);
    }
  }
  const [unit] = units;
  expect(units.size).toBe(1);
  return { scores, unit: unit! };
}

/** The answers that scores in this unit stand for. */
function throughLink(scores: Float64Array, unit: ExplanationUnit, classCount: number | null): Float64Array {
  if (unit === 'log-target') return scores.map((score) => Math.exp(score));
  if (unit === 'log-odds') return scores.map((score) => 1 / (1 + Math.exp(-score)));
  const answers = scores.slice();
  if (unit === 'score') softmaxRows(answers, classCount!);
  return answers;
}

const cases = findEstimators(null).flatMap((estimator) => [
  ...(estimator.tasks.includes('classification') ? [[estimator, 2] as const, [estimator, 4] as const] : []),
  ...(estimator.tasks.includes('regression') ? [[estimator, null] as const] : []),
]);

describe.each(cases.map(([estimator, classCount]) => ({ name: estimator.name, estimator, classCount })))(
  '$name with $classCount classes',
  ({ estimator, classCount }: { estimator: Estimator; classCount: number | null }) => {
    const data = makeData(160, 3, classCount);
    const fit = async (changed: TrainingData) => {
      const tuned = (await estimator.tune?.(changed, options)) ?? null;
      return estimator.fit(changed, { ...options, tuned });
    };

    it('answers as its task needs, and the same after JSON and loading', async () => {
      const learner = await fit(data);
      const answers = answersOf(learner, data);
      checkAnswers(answers, data);
      const json: unknown = JSON.parse(JSON.stringify(learner));
      const loaded = findLearnerKind(learner.kind).load(json);
      expect(loaded).toEqual(learner);
      expect(answersOf(loaded, data)).toEqual(answers);
    });

    it('is the same each time', async () => {
      expect(JSON.stringify(await fit(data))).toBe(JSON.stringify(await fit(data)));
    });

    it('leaves its data alone', async () => {
      const copy = structuredClone(data);
      await fit(data);
      expect(data).toEqual(copy);
    });

    it('answers one row as it does among others', async () => {
      const learner = await fit(data);
      const all = answersOf(learner, data);
      const width = classCount ?? 1;
      const one = answersOf(learner, { ...data, features: data.features.slice(3 * 7, 3 * 8), rowCount: 1 });
      expect([...one]).toEqual([...all.subarray(7 * width, 8 * width)]);
    });

    it('takes a single feature, and a constant one', async () => {
      const single = makeData(60, 1, classCount);
      checkAnswers(answersOf(await fit(single), single), single);
      for (const value of [0, 1]) {
        const constant = withColumn(data, 1, value);
        checkAnswers(answersOf(await fit(constant), constant), constant);
      }
      const nothing = withColumn(single, 0, 0);
      checkAnswers(answersOf(await fit(nothing), nothing), nothing);
    });

    it('takes very uneven targets, a class without rows, and few rows', async () => {
      const uneven = { ...data, target: data.target.map((_, row) => (row === 4 ? 1 : 0)) };
      checkAnswers(answersOf(await fit(uneven), uneven), uneven);
      const one = { ...data, target: data.target.map(() => 1) };
      checkAnswers(answersOf(await fit(one), one), one);
      const few = makeData(5, 2, classCount);
      checkAnswers(answersOf(await fit(few), few), few);
    });

    it('explains every answer: base and contributions add up to the score behind it, of any class, also where all is unusual', async () => {
      const learner = await fit(data);
      const unusual = { ...data, features: data.features.map((value, at) => (at % 5 === 0 ? -3 * value + 0.1 : value)) };
      for (const rows of [data, unusual]) {
        const { scores, unit } = explainedScores(learner, rows);
        const wanted = findLearnerKind(learner.kind).predict(learner, rows.features, rows.rowCount);
        const ceiling = (learner as { ceiling?: number | null }).ceiling ?? Infinity;
        throughLink(scores, unit, classCount).forEach((answer, at) => {
          expect(Math.abs(Math.min(ceiling, answer) - wanted[at]!)).toBeLessThan(1e-9 * Math.max(1, wanted[at]!));
        });
      }
    });

    it('explains one row as it does among others, and by nothing where all rows are alike', async () => {
      const learner = await fit(data);
      const { features, rowCount } = data;
      const all = explainLearner(learner, { features, rowCount, classes: new Int32Array(rowCount) })!;
      const one = explainLearner(learner, { features: features.slice(21, 24), rowCount: 1, classes: new Int32Array(1) })!;
      expect(one.bases[0]).toBe(all.bases[7]);
      expect([...one.contributions]).toEqual([...all.contributions.subarray(21, 24)]);
      const constant = withColumn(withColumn(withColumn(data, 0, 1), 1, 1), 2, 1);
      const flat = await fit(constant);
      const found = explainLearner(flat, { features: constant.features, rowCount, classes: new Int32Array(rowCount) })!;
      expect(found.contributions.every((value) => Math.abs(value) < 0.01)).toBe(true);
    });

    it('learns: beats always giving the same answer, unless that is what it does', async () => {
      const answers = answersOf(await fit(data), data);
      const fresh = answersOf(await fit(data), makeData(160, 3, classCount, 99));
      const freshTarget = makeData(160, 3, classCount, 99).target;
      const constant =
        classCount === null
          ? data.target.map(() => meanOf(data.target))
          : Float64Array.from({ length: answers.length }, (_, at) => {
              return Math.max(1e-6, (countClasses(data.target, classCount)[at % classCount] ?? 0) / data.rowCount);
            });
      const loss = (found: Float64Array) =>
        classCount === null ? rootMeanSquaredError(freshTarget, found) : logLoss(freshTarget, found, classCount);
      if (estimator.name === 'baseline') expect(loss(fresh)).toBeCloseTo(loss(constant), 4);
      else expect(loss(fresh)).toBeLessThan(loss(constant) * 0.9);
    });

    it('stops when it is cancelled, if it takes long at all', async () => {
      const aborted = { seed: 0, signal: AbortSignal.abort(), tuned: 5_000 };
      const run = estimator.fit(data, aborted);
      if (['baseline', 'naive-bayes'].includes(estimator.name)) await expect(run).resolves.toBeDefined();
      else await expect(run).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    });
  },
);
