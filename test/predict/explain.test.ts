import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearnerKind, Model } from '../../src/model/types.js';
import { explanationCell } from '../../src/predict/explanation-cell.js';
import { predictStream } from '../../src/predict/predict-stream.js';
import { predict } from '../../src/predict/predict.js';
import { predictionColumns, predictionsToCsv } from '../../src/predict/predictions-to-csv.js';
import type { ColumnContribution, Explanation, Prediction } from '../../src/predict/types.js';
import { trainModel } from '../../src/train/train-model.js';
import { classModel, numberModel } from '../model/make-model.js';
import { sampleTable } from '../train/make-table.js';

const explained = { explain: true };

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const total = ({ base, columns }: Explanation) => columns.reduce((sum, { contribution }) => sum + contribution, base);

describe('predict with explain', () => {
  it('says what each column adds to the mean score, the largest part first', () => {
    // 10 + 2 * (7 - 5) / 2 + 3 for "red", which half of the training rows were.
    const { explanation, prediction } = predict(numberModel(), { x: 7, color: 'red' }, explained);
    expect(prediction).toBe(15);
    expect(explanation).toEqual({
      exact: true,
      method: 'linear',
      unit: 'target',
      label: null,
      base: 11.5,
      score: 15,
      columns: [
        { column: 'x', value: '7', contribution: 2 },
        { column: 'color', value: 'red', contribution: 1.5 },
      ],
    });
  });

  it('has no explanation unless it is asked for', () => {
    expect(predict(numberModel(), { x: 7 })).not.toHaveProperty('explanation');
    expect(predict(numberModel(), { x: 7 }, { explain: false })).not.toHaveProperty('explanation');
  });

  it('shows cells as the model read them, and leaves out what has no part', () => {
    const columnsOf = (row: Record<string, unknown>) => predict(numberModel(), row, explained).explanation?.columns;
    expect(columnsOf({ x: '7.50', color: 'blue' })).toEqual([
      { column: 'x', value: '7.5', contribution: 2.5 },
      { column: 'color', value: 'blue', contribution: -1.5 },
    ]);
    expect(columnsOf({ x: 'ten', color: 'violet' })).toEqual([]);
    expect(columnsOf({ color: null })).toEqual([{ column: 'color', value: null, contribution: -1.5 }]);
  });

  it('cuts long texts off between characters, and shows dates in ISO 8601', () => {
    const model = numberModel();
    const levels = ['😀'.repeat(100), 'blue'];
    const features = [model.encoder.features[0]!, { ...model.encoder.features[1]!, levels }];
    const long = { ...model, encoder: { features } } as Model;
    const found = predict(long, { x: 5, color: levels[0] }, explained).explanation?.columns[0];
    expect(found).toMatchObject({ column: 'color', value: `${'😀'.repeat(80)}…` });
    const [first] = model.inputs;
    const format = { form: 'datetime', datetimeFormat: 'iso', nullTokens: [] } as const;
    const dated: Model = { ...model, inputs: [{ ...first!, type: 'datetime', format }, model.inputs[1]!] };
    const [one] = predict(dated, { x: '2024-02-29', color: 'red' }, explained).explanation!.columns;
    expect(one).toMatchObject({ column: 'x', value: '2024-02-29T00:00:00.000Z' });
  });

  it('explains the predicted class, by nothing where the answer is always the same', () => {
    const labels = ['__proto__', '7', '😀'];
    const { explanation } = predict(classModel(labels, [0.2, 0.5, 0.3]), { x: 1, color: 'red' }, explained);
    expect(explanation).toEqual({
      exact: true,
      method: 'constant',
      unit: 'probability',
      label: '7',
      base: 0.5,
      score: 0.5,
      columns: [],
    });
  });

  it.each([
    ['two', 'linear', 'log-odds', 'linear'],
    ['two', 'boosting', 'log-odds', 'tree-shap'],
    ['two', 'naive-bayes', 'log-odds', 'additive'],
    ['two', 'random-forest', 'probability', 'tree-shap'],
    ['three', 'linear', 'score', 'linear'],
    ['three', 'boosting', 'score', 'tree-shap'],
    ['three', 'random-forest', 'probability', 'tree-shap'],
    ['number', 'linear', 'target', 'linear'],
    ['number', 'boosting', 'target', 'tree-shap'],
    ['number', 'random-forest', 'target', 'tree-shap'],
  ] as const)('explains %s by %s exactly, in %s', async (kind, algorithm, unit, method) => {
    const task = kind === 'number' ? 'regression' : 'classification';
    const model = await trainModel(await sampleTable(200, kind), { target: 'answer', task, algorithm });
    const rows = await sampleTable(40, kind, 5);
    for (const { explanation, prediction } of predict(model, rows, explained)) {
      expect(explanation).toMatchObject({ exact: true, method, unit, label: kind === 'number' ? null : prediction });
      expect(Math.abs(total(explanation!) - explanation!.score)).toBeLessThan(1e-9);
      if (unit === 'target') expect(Math.abs(explanation!.score - Number(prediction))).toBeLessThan(1e-9);
      // The predicted class of two has the better odds, whatever the temperature.
      if (unit === 'log-odds') expect(explanation!.score).toBeGreaterThanOrEqual(0);
    }
  });

  it.each(['two', 'three', 'number'] as const)('explains a blend of %s, alike by row, list, table and stream', async (kind) => {
    const task = kind === 'number' ? 'regression' : 'classification';
    const model = await trainModel(await sampleTable(240, kind), { target: 'answer', task });
    const table = await sampleTable(70, kind, 5);
    const found = predict(model, table, explained);
    const rows = Array.from({ length: 70 }, (_, row) => ({
      ...Object.fromEntries(
        table.columns.slice(0, 2).map((column) => [column.name, column.form === 'dictionary' ? null : column.values[row]]),
      ),
      color: ['red', 'green', 'blue'][row % 3],
    }));
    const stripped = (predictions: readonly Prediction[]) => predictions.map(({ explanation: _, ...rest }) => rest);
    expect(stripped(found)).toEqual(predict(model, table));
    expect(predict(model, rows, explained)).toEqual(found);
    expect(await collect(predictStream(model, rows, explained))).toEqual(found);
    for (const index of [0, 31, 32, 69]) expect(predict(model, rows[index]!, explained)).toEqual(found[index]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
    for (const { explanation } of found) {
      expect(Math.abs(total(explanation!) - explanation!.score)).toBeLessThan(1e-9);
      expect(explanation!.columns.map(({ contribution }) => Math.abs(contribution))).toEqual(
        explanation!.columns.map(({ contribution }) => Math.abs(contribution)).toSorted((a, b) => b - a),
      );
      // What the answers were made from: a is worth twice as much as b.
      if (kind === 'number') expect(explanation!.columns.map(({ column }) => column).toSorted()).toEqual(['a', 'b', 'color']);
    }
  });

  it('is null where a learner of a custom kind can’t tell', () => {
    const half: LearnerKind = {
      kind: 'half',
      predict: (_learner, _features, rowCount) => new Float64Array(rowCount).fill(0.5),
      load: () => ({ kind: 'half' }),
    };
    const model = { ...numberModel(), learner: { kind: 'half' } };
    expect(predict(model, { x: 1 }, { learners: [half], explain: true }).explanation).toBeNull();
    const able = {
      ...half,
      explain: (_learner: unknown, { features, rowCount }: { features: Float64Array; rowCount: number }) => ({
        exact: false,
        method: 'additive' as const,
        unit: 'target' as const,
        bases: new Float64Array(rowCount),
        contributions: features.map(() => 0.125),
      }),
    };
    const { explanation } = predict(model, { x: 1 }, { learners: [able], explain: true });
    expect(explanation).toMatchObject({ exact: false, score: 0.5, columns: [{ column: 'color', contribution: 0.375 }, {}] });
  });

  it('refuses what is neither true nor false', async () => {
    const invalid = expect.objectContaining({ code: 'OPTIONS_INVALID' }) as Error;
    expect(() => predict(numberModel(), { x: 1 }, { explain: 'yes' } as never)).toThrow(invalid);
    await expect(collect(predictStream(numberModel(), [], { explain: 1 } as never))).rejects.toThrow(invalid);
    await expect(collect(predictionsToCsv(numberModel(), [], { explain: 'no' } as never))).rejects.toThrow(invalid);
    expect(() => predictionColumns(numberModel(), { explained: true } as never)).toThrow(invalid);
  });

  it('lets others have their turn between rows that are all there at once', async () => {
    let turns = 0;
    let done = false;
    const count = () => (done ? null : (turns++, setImmediate(count)));
    setImmediate(count);
    const rows = Array.from({ length: 600 }, (_, x) => ({ x, color: 'red' }));
    await collect(predictStream(numberModel(), rows, explained));
    done = true;
    expect(turns).toBeGreaterThanOrEqual(Math.floor(600 / 32));
  });
});

describe('an explanation in a CSV file', () => {
  const explanationOf = (columns: readonly ColumnContribution[]): Explanation => ({
    exact: true,
    method: 'linear',
    unit: 'target',
    label: null,
    base: 0,
    score: 0,
    columns,
  });

  it('holds the three largest parts, with the values', () => {
    const cell = explanationCell(
      explanationOf([
        { column: 'Contract', value: 'Month-to-month', contribution: 0.8349 },
        { column: 'tenure', value: '2', contribution: -1234.5 },
        { column: 'Charges', value: null, contribution: 1.2e-9 },
        { column: 'rest', value: 'x', contribution: 1e-12 },
      ]),
    );
    expect(cell).toBe('Contract=Month-to-month (+0.835); tenure=2 (-1230); Charges= (+1.2e-9)');
  });

  it('stands in a last column, only where it is asked for', async () => {
    const predictions = predict(numberModel(), [{ x: 7, color: 'red' }, { x: 5 }], explained);
    const text = (await collect(predictionsToCsv(numberModel(), predictions, explained))).join('');
    expect(text).toBe('prediction,lower,upper,explanation\n15,11,19,x=7 (+2); color=red (+1.5)\n10,6,14,color= (-1.5)\n');
    expect((await collect(predictionsToCsv(numberModel(), predictions))).join('')).toBe(
      'prediction,lower,upper\n15,11,19\n10,6,14\n',
    );
    const bare = predict(numberModel(), [{ x: 7, color: 'red' }]);
    expect((await collect(predictionsToCsv(numberModel(), bare, explained))).join('')).toContain('15,11,19,\n');
  });

  it('never begins as a formula does, and can be taken apart again, whatever names and values are', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('=1+1', '+a', '-5', '@x', '', ' ', '\t=x', 'a; b=2 (+1)', '"', '-2.5'),
    );
    const part = fc.record({
      column: text,
      value: fc.option(text),
      contribution: fc.double({ noNaN: true, noDefaultInfinity: true }),
    });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (columns) => {
        const cell = explanationCell(explanationOf(columns));
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
        const parts = [...cell.matchAll(new RegExp(`(${quoted}|[^;"=]+)=(${quoted}|[^;"=]*?) \\([+-][^)]*\\)(?:; |$)`, 'gsu'))];
        const unquoted = (shown: string) => (shown.startsWith('"') ? (JSON.parse(shown) as string) : shown);
        expect(parts.map(([, column = '']) => unquoted(column))).toEqual(columns.map(({ column }) => column));
        expect(parts.map(([, , value = '']) => (value === '' ? null : unquoted(value)))).toEqual(
          columns.map(({ value }) => value),
        );
      }),
      { numRuns: 500 },
    );
  });
});
