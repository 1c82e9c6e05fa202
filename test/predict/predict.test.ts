import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { predict } from '../../src/predict/predict.js';
import type { NumberPrediction, Row } from '../../src/predict/types.js';
import { trainModel } from '../../src/train/train-model.js';
import { classModel, numberModel, rowIntervalModel } from '../model/make-model.js';
import { sampleTable, tableOf } from '../train/make-table.js';

describe('predict', () => {
  it('answers a row with a prediction, and a list or a table with a list', async () => {
    const row = { x: 7, color: 'red' };
    const one = predict(numberModel(), row);
    // 10 + 2 * (7 - 5) / 2 + 3
    expect(one).toEqual({ task: 'regression', prediction: 15, confidence: 0.9, lower: 11, upper: 19, warnings: [] });
    expect(predict(numberModel(), [row, { x: '5', color: 'blue' }]).map(({ prediction }) => prediction)).toEqual([15, 10]);
    expect(predict(numberModel(), [])).toEqual([]);
    const table = await tableOf(
      ['color', 'x'],
      [
        ['red', '7'],
        ['blue', '5'],
      ],
    );
    expect(predict(numberModel(), table).map(({ prediction }) => prediction)).toEqual([15, 10]);
  });

  it('answers classes with probabilities by label, hostile labels included', () => {
    const labels = ['__proto__', 'a,"b"', 'constructor', '😀'];
    const found = predict(classModel(labels, [0.1, 0.2, 0.3, 0.4]), { x: 1 });
    if (found.task !== 'classification') throw new Error('not a class');
    expect(found.prediction).toBe('😀');
    expect(Object.keys(found.probabilities)).toEqual(labels);
    expect(found.confidence).toBeCloseTo(0.4, 12);
    expect(Object.values(found.probabilities).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(Object.keys(JSON.parse(JSON.stringify(found.probabilities)) as object)).toEqual(labels);
  });

  it('has no interval where the model has none', () => {
    const found = predict({ ...numberModel(), interval: null }, { x: 5, color: 'blue' });
    expect(found).toEqual({ task: 'regression', prediction: 10, confidence: null, lower: null, upper: null, warnings: [] });
  });

  it('gives each row an interval as wide as errors go on rows like it', () => {
    const endsOf = (row: Row) => {
      const { prediction, lower, upper } = predict(rowIntervalModel(), row) as NumberPrediction;
      return [prediction, lower, upper];
    };
    // 10 + (x - 5): 1 below it and 2 above it, or 6 where x is more than 10, and then 3 below it.
    expect(endsOf({ x: 7, color: 'blue' })).toEqual([12, 11, 14]);
    expect(endsOf({ x: 12, color: 'blue' })).toEqual([17, 14, 23]);
    // No lower end is below 0, but where the prediction is.
    expect(endsOf({ x: -4.5, color: 'blue' })).toEqual([0.5, 0, 2.5]);
    expect(endsOf({ x: -7, color: 'blue' })).toEqual([-2, -2, 0]);
    const { lower, upper } = predict(rowIntervalModel(), { x: null, color: 'red' }) as NumberPrediction;
    expect([lower, upper]).toEqual([12, 15]);
  });

  it('says what is odd about a row', () => {
    const warningsOf = (row: Row) => predict(numberModel(), row).warnings;
    expect(warningsOf({ x: 5, color: 'red', extra: 'ignored' })).toEqual([]);
    expect(warningsOf({ x: null, color: '' })).toEqual([]);
    expect(warningsOf({ x: 'NA', color: undefined })).toEqual([]);
    expect(warningsOf({ color: 'red' })).toEqual(['The column "x" is absent, and counts as missing.']);
    expect(warningsOf({ x: 'ten', color: 'red' })).toEqual(['"x" should be a number, but is "ten", and counts as missing.']);
    expect(warningsOf({ x: 1, color: 'pink' })).toEqual([
      '"color" has the value "pink", which is new to the model or was too rare to learn.',
    ]);
    expect(warningsOf({ x: 'y'.repeat(100), color: 'red' })[0]).toMatch(/"y{40}…"/);
    expect(warningsOf({})).toHaveLength(2);
  });

  it('says the same about the rows of a table', async () => {
    const table = await readCsv({ text: 'x\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n17\n18\n19\nten\n' });
    const found = predict(numberModel(), table);
    expect(found[0]?.warnings).toEqual(['The column "color" is absent, and counts as missing.']);
    expect(found[19]?.warnings).toEqual([
      '"x" should be a number, but is "ten", and counts as missing.',
      'The column "color" is absent, and counts as missing.',
    ]);
  });

  it('takes own properties only: a row of Object.prototype’s names is absent', () => {
    const model = numberModel();
    const inputs = [{ ...model.inputs[0]!, name: 'constructor' }];
    const features = [{ ...model.encoder.features[0]!, column: 'constructor' }, model.encoder.features[1]!];
    const changed = { ...model, inputs: [...inputs, model.inputs[1]!], encoder: { features } };
    expect(predict(changed, { color: 'red' }).warnings).toEqual(['The column "constructor" is absent, and counts as missing.']);
    expect(predict(changed, { constructor: 7, color: 'red' }).prediction).toBe(15);
    const bare = Object.assign(Object.create(null) as Record<string, unknown>, { constructor: 7, color: 'red' });
    expect(predict(changed, bare).prediction).toBe(15);
  });

  it('reads values as their cell text: numbers, booleans, dates', async () => {
    const rows = Array.from({ length: 90 }, (_, row) => [
      row % 2 === 0 ? 'true' : 'false',
      String(row % 9),
      row % 2 === 0 ? 'p' : 'q',
    ]);
    const model = await trainModel(await tableOf(['flag', 'n', 'y'], rows), {
      target: 'y',
      leakage: 'keep',
      algorithm: 'linear',
    });
    expect(predict(model, { flag: true, n: 3 })).toEqual(predict(model, { flag: 'true', n: '3' }));
    expect(predict(model, { flag: true, n: 3 }).prediction).toBe('p');
    expect(predict(model, { flag: true, n: 3 }).warnings).toEqual([]);
  });

  it.each(['text', 7, null, undefined, true, new Date(), new Map(), () => 1])('refuses what can’t be a row: %o', (value) => {
    const invalid = expect.objectContaining({ code: 'PREDICT_INPUT_INVALID' }) as Error;
    expect(() => predict(numberModel(), value as never)).toThrow(invalid);
    expect(() => predict(numberModel(), [{ x: 1 }, value] as never)).toThrow(invalid);
    expect(() => predict(numberModel(), [{ x: 1 }, value] as never)).toThrow(/Row 2/);
  });

  it('refuses options that do not exist', () => {
    expect(() => predict(numberModel(), { x: 1 }, { learner: [] } as never)).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID' }),
    );
  });

  it.each(['two', 'three', 'number'] as const)('answers every row of %s alike: alone, in a list, in a table', async (kind) => {
    const task = kind === 'number' ? 'regression' : 'classification';
    const model = await trainModel(await sampleTable(120, kind), { target: 'answer', task });
    const fresh = await sampleTable(700, kind, 77);
    const columns = fresh.columns.map((column) => (column.form === 'dictionary' ? null : column.values));
    const colors = ['red', 'green', 'blue'];
    const rows = Array.from({ length: 700 }, (_, row) => ({
      a: columns[0]?.[row],
      b: columns[1]?.[row],
      color: colors[row % 3],
    }));
    const listed = predict(model, rows);
    expect(predict(model, fresh)).toEqual(listed);
    for (const index of [0, 511, 512, 699]) expect(predict(model, rows[index]!)).toEqual(listed[index]);
    expect(JSON.parse(JSON.stringify(listed))).toEqual(listed);
  });

  it('answers a row in which everything is missing or unseen', async () => {
    for (const kind of ['two', 'number'] as const) {
      const task = kind === 'number' ? 'regression' : 'classification';
      const model = await trainModel(await sampleTable(120, kind), { target: 'answer', task });
      for (const row of [{}, { a: null, b: '', color: null }, { a: 1e308, b: -1e308, color: 'violet' }]) {
        const found = predict(model, row);
        expect(JSON.stringify(found)).not.toContain('null');
        expect(found.warnings.length).toBe('color' in row && row.color === null ? 0 : 'a' in row ? 1 : 3);
      }
    }
  });
});
