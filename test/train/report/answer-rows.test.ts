import { describe, expect, it } from 'vitest';
import { tableSource } from '../../../src/model/cell-values.js';
import { encode } from '../../../src/model/encode.js';
import { answer } from '../../../src/train/problem.js';
import { answerFeatures, answerRows } from '../../../src/train/report/answer-rows.js';
import { trainModel } from '../../../src/train/train-model.js';
import { sampleTable } from '../make-table.js';

describe.each(['three', 'number'] as const)('answers in pieces: %s', (kind) => {
  const task = kind === 'number' ? 'regression' : 'classification';
  const trained = async () => {
    const table = await sampleTable(900, kind);
    const model = await trainModel(table, { target: 'answer', task, algorithm: 'boosting-shallow' });
    const { classes } = model.target;
    const target = new Float64Array(900);
    const problem = { table, task, classes, target, inputs: model.inputs, weights: null } as const;
    const rows = Uint32Array.from({ length: 900 }, (_, row) => 899 - row);
    return { problem, pair: { ...model, fittedRows: 0 }, rows };
  };

  it('are those of all rows at once, to the bit', async () => {
    const { problem, pair, rows } = await trained();
    const whole = answer(problem, pair, rows);
    expect(await answerRows(problem, pair, rows, undefined)).toEqual(whole);
    const features = encode(pair.encoder, problem.inputs, tableSource(problem.table, rows));
    expect(await answerFeatures(problem, pair, { features, rowCount: rows.length }, undefined)).toEqual(whole);
    expect((await answerRows(problem, pair, rows.subarray(0, 0), undefined)).length).toBe(0);
  });

  it('stop between two pieces when the run is cancelled', async () => {
    const { problem, pair, rows } = await trained();
    const controller = new AbortController();
    const run = answerRows(problem, pair, rows, controller.signal);
    setImmediate(() => controller.abort());
    await expect(run).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });
});
