import { describe, expect, it } from 'vitest';
import { predict } from '../../../src/predict/predict.js';
import type { ForestLearner } from '../../../src/model/learners/forest.js';
import type { FittedPair, Problem } from '../../../src/train/problem.js';
import { measureShap } from '../../../src/train/report/measure-shap.js';
import { answer } from '../../../src/train/problem.js';
import { trainModel } from '../../../src/train/train-model.js';
import { sampleTable } from '../make-table.js';

const options = { seed: 4, signal: undefined };

async function prepare(kind: 'two' | 'three' | 'number', algorithm?: string) {
  const table = await sampleTable(260, kind);
  const task = kind === 'number' ? 'regression' : 'classification';
  const model = await trainModel(table, { target: 'answer', task, algorithm });
  const { classes } = model.target;
  const target = new Float64Array(table.rowCount);
  const problem: Problem = { table, task, classes, target, inputs: model.inputs, weights: null };
  const pair: FittedPair = { encoder: model.encoder, learner: model.learner, fittedRows: 0 };
  const rows = Uint32Array.from({ length: 37 }, (_, row) => 5 * row + 3);
  return { model, problem, pair, rows, answers: answer(problem, pair, rows) };
}

describe.each([
  ['two', undefined],
  ['three', undefined],
  ['number', undefined],
  ['three', 'boosting'],
  ['two', 'naive-bayes'],
] as const)('the mean contributions to %s by %s', (kind, algorithm) => {
  it('are those of single predictions, averaged', async () => {
    const { model, problem, pair, rows, answers } = await prepare(kind, algorithm);
    const found = (await measureShap(problem, pair, { rows, answers, threshold: null }, options))!;
    const explained = predict(model, problem.table, { explain: true });
    const [first] = explained;
    expect(found).toMatchObject({
      exact: first!.explanation!.exact,
      method: first!.explanation!.method,
      unit: first!.explanation!.unit,
      rows: 37,
    });
    expect(found.columns.map(({ column }) => column).toSorted()).toEqual(['a', 'b', 'color']);
    for (const { column, meanAbsolute } of found.columns) {
      const sizes = Array.from(rows, (row) => {
        const own = explained[row]!.explanation!.columns.find((one) => one.column === column);
        return Math.abs(own?.contribution ?? 0);
      });
      expect(meanAbsolute).toBeCloseTo(sizes.reduce((sum, size) => sum + size, 0) / 37, 9);
    }
    // The answers were made with twice as much of a as of b.
    expect(found.columns[0]!.column).toBe('a');
  });
});

describe('the summary of contributions', () => {
  it('stands in the report, over test rows', async () => {
    const { model } = await prepare('number', 'boosting');
    const { shap, rows } = model.report;
    expect(shap).toMatchObject({ exact: true, method: 'tree-shap', unit: 'target', rows: rows.test });
    expect(shap!.columns[0]!.column).toBe('a');
  });

  it('is over fewer rows where a model has very many nodes', async () => {
    const { problem, pair, rows, answers } = await prepare('number', 'random-forest');
    const learner = pair.learner as ForestLearner;
    const [tree] = learner.trees;
    const many = { ...pair, learner: { ...learner, trees: new Array(Math.ceil(400_000 / tree!.feature.length)).fill(tree) } };
    const found = await measureShap(problem, many, { rows, answers, threshold: null }, options);
    expect(found!.rows).toBeLessThan(37);
    expect(found!.rows).toBeGreaterThanOrEqual(20);
  });

  it('is null without rows, and stops when it is cancelled', async () => {
    const { problem, pair, rows, answers } = await prepare('two', 'linear');
    const none = { rows: new Uint32Array(0), answers: new Float64Array(0), threshold: null };
    expect(await measureShap(problem, pair, none, options)).toBeNull();
    const cancelled = measureShap(problem, pair, { rows, answers, threshold: null }, { seed: 0, signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });
});
