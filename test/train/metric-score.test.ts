import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metricNames, numberMetrics } from '../../src/model/metric-names.js';
import { parseModel } from '../../src/model/parse-model.js';
import { predict } from '../../src/predict/predict.js';
import { createRandom } from '../../src/table/random.js';
import { chooseThreshold } from '../../src/train/choose-threshold.js';
import { metricScore } from '../../src/train/metric-score.js';
import { scoreClassification } from '../../src/train/report/score-classification.js';
import { trainModel } from '../../src/train/train-model.js';
import { sampleTable } from './make-table.js';

interface Reference {
  readonly truth: readonly number[];
  readonly probabilities: readonly (readonly number[])[];
  readonly expected: Readonly<Record<string, number>>;
}

// Figures of scikit-learn: see fixtures/make-fixtures.py.
const reference = JSON.parse(readFileSync(new URL('fixtures/scikit-learn.json', import.meta.url), 'utf8')) as Record<
  'binary' | 'fourClasses',
  Reference
> & { regression: { truth: number[]; answers: number[]; expected: Record<string, number> } };

describe('metricScore', () => {
  it.each([
    ['binary', ['logLoss', 'brier', 'rocAuc', 'prAuc']],
    ['fourClasses', ['logLoss', 'brier', 'accuracy', 'balancedAccuracy', 'f1', 'rocAuc', 'prAuc']],
  ] as const)('is as scikit-learn has it: %s', (name, metrics) => {
    const { truth, probabilities, expected } = reference[name];
    const rows = {
      truth: Float64Array.from(truth),
      answers: Float64Array.from(probabilities.flat()),
      classCount: probabilities[0]!.length,
    };
    for (const metric of metrics) expect(metricScore(metric, rows), metric).toBeCloseTo(expected[metric]!, 12);
  });

  it('is as scikit-learn has it for numbers', () => {
    const { truth, answers, expected } = reference.regression;
    const rows = { truth: Float64Array.from(truth), answers: Float64Array.from(answers), classCount: null };
    for (const metric of numberMetrics) expect(metricScore(metric, rows), metric).toBeCloseTo(expected[metric]!, 12);
  });
});

describe('chooseThreshold', () => {
  it.each(['accuracy', 'balancedAccuracy', 'f1'] as const)('finds the best of all thresholds by %s', (metric) => {
    const random = createRandom(5);
    const truth = Float64Array.from({ length: 300 }, () => Number(random() < 0.15));
    const own = Float64Array.from(truth, (one) => Math.round(100 * (0.1 + 0.3 * one + 0.4 * random())) / 100);
    const probabilities = Float64Array.from([...own].flatMap((share) => [1 - share, share]));
    const scoreOf = (value: number) => {
      return scoreClassification({ truth, probabilities, labels: ['a', 'b'], threshold: { index: 1, value } })[metric];
    };
    const found = chooseThreshold(metric, { probabilities, truth, index: 1 });
    expect(found.score).toBeCloseTo(scoreOf(found.value), 12);
    const best = Math.max(...Array.from({ length: 199 }, (_, step) => scoreOf((step + 1) / 200)));
    expect(found.score).toBeGreaterThanOrEqual(best - 1e-12);
  });

  it('stays at a half where nothing can be told apart', () => {
    const probabilities = Float64Array.from({ length: 20 }, () => 0.5);
    const truth = Float64Array.from({ length: 10 }, (_, row) => row % 2);
    const { value } = chooseThreshold('accuracy', { probabilities, truth, index: 1 });
    expect(value).toBeGreaterThan(0);
    expect(value).toBeLessThan(1);
  });
});

describe('training with a metric', () => {
  it('compares by it, and gives labels by the threshold that did best', async () => {
    const table = await sampleTable(400, 'two');
    const model = await trainModel(table, { target: 'answer', metric: 'f1', seconds: 0 });
    const { report, threshold } = model;
    expect([report.metric, report.chosenBy]).toEqual(['logLoss', 'f1']);
    const scores = report.leaderboard.map(({ score }) => score ?? 0);
    expect(Math.max(...scores.slice(1))).toBeLessThanOrEqual(1);
    expect(report.leaderboard.at(-1)?.algorithm).toBe('baseline');
    expect(threshold).not.toBeNull();
    const { label, value } = threshold!;
    for (const prediction of predict(model, table)) {
      if (prediction.task !== 'classification') throw new Error('expected classes');
      const isAbove = prediction.probabilities[label]! >= value;
      expect(prediction.prediction === label).toBe(isAbove);
      expect(prediction.confidence).toBe(prediction.probabilities[prediction.prediction]);
    }
    expect(parseModel(JSON.stringify(model))).toEqual(model);
  });

  it('obeys a threshold, which is that of the rarer class', async () => {
    const table = await sampleTable(300, 'two');
    const trained = (threshold: number) => trainModel(table, { target: 'answer', algorithm: 'linear', threshold });
    const [eager, shy] = [await trained(0.05), await trained(0.95)];
    expect(eager.threshold).toEqual({ label: 'yes', value: 0.05 });
    const answered = (model: typeof eager) => {
      return model.report.test.task === 'classification' ? model.report.test.confusion.matrix.map((row) => row[1]!) : [];
    };
    expect(answered(eager)[1]).toBeGreaterThan(answered(shy)[1]!);
    expect(answered(eager)[0]).toBeGreaterThan(answered(shy)[0]!);
    // The probabilities are the same: a threshold only gives labels.
    const { logLoss: first } = eager.report.test as { logLoss: number };
    expect((shy.report.test as { logLoss: number }).logLoss).toBe(first);
  });

  it('compares regressions by mean absolute error', async () => {
    const { report } = await trainModel(await sampleTable(200, 'number'), { target: 'answer', metric: 'mae', seconds: 0 });
    expect(report.chosenBy).toBe('mae');
    const scores = report.leaderboard.map(({ score }) => score!);
    expect(scores.slice(1)).toEqual(scores.slice(1).toSorted((a, b) => a - b));
  });

  it.each([
    [{ metric: 'rmse' }, /a metric of classification: logLoss/],
    [{ metric: 'auc' }, new RegExp(metricNames.join(', '))],
    [{ threshold: 1 }, /a number between 0 and 1/],
    [{ threshold: '0.5' }, /a number between 0 and 1/],
  ])('%j is refused', async (options, message) => {
    const refused = trainModel(await sampleTable(60, 'two'), { target: 'answer', ...(options as object) });
    await expect(refused).rejects.toMatchObject({ code: 'OPTIONS_INVALID', message: expect.stringMatching(message) as string });
  });

  it('refuses a threshold for numbers and for three classes', async () => {
    for (const kind of ['three', 'number'] as const) {
      await expect(trainModel(await sampleTable(90, kind), { target: 'answer', threshold: 0.4 })).rejects.toMatchObject({
        code: 'OPTIONS_INVALID',
        message: expect.stringContaining('two classes') as string,
      });
    }
  });
});
