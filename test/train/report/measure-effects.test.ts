import { describe, expect, it } from 'vitest';
import { predict } from '../../../src/predict/predict.js';
import { cellText } from '../../../src/table/cell-text.js';
import { createRandom } from '../../../src/table/random.js';
import type { Table } from '../../../src/table/types.js';
import { measureEffects } from '../../../src/train/report/measure-effects.js';
import { trainModel } from '../../../src/train/train-model.js';
import { normals, tableOf } from '../make-table.js';

/** A number with gaps, one of few values, a category with gaps, a yes or no, a day, and an answer that depends on all of them. */
function table(kind: 'two' | 'three' | 'number'): Promise<Table> {
  const [normal, random] = [normals(6), createRandom(6)];
  const rows = Array.from({ length: 200 }, (_, row) => {
    const [size, stars, day] = [normal(), Math.floor(random() * 5), Math.floor(random() * 700)];
    const [color, fresh] = [['red', 'green', 'blue', ''][Math.floor(random() * 4)] ?? '', random() < 0.4];
    const signal = 2 * size - stars / 2 + (color === 'red' ? 1.5 : 0) + (fresh ? 1 : 0) + day / 400 + normal() / 4;
    const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
    const answer = {
      two: signal > 1.2 ? 'yes' : 'no',
      three: signal > 2 ? 'high' : signal > 0 ? 'middle' : 'low',
      number: signal.toFixed(4),
    }[kind];
    return [row % 9 === 0 ? '' : size.toFixed(3), stars, color, fresh ? 'true' : 'false', date, answer];
  });
  return tableOf(['size', 'stars', 'color', 'fresh', 'day', 'answer'], rows);
}

describe.each(['two', 'three', 'number'] as const)('effects of columns on %s', (kind) => {
  it('equal the mean answer when each row gets the value, for every kind of column', async () => {
    const data = await table(kind);
    const task = kind === 'number' ? 'regression' : 'classification';
    const model = await trainModel(data, { target: 'answer', task, leakage: 'keep' });
    const { classes } = model.target;
    const answer = data.columns.findIndex(({ name }) => name === 'answer');
    const texts = Array.from({ length: data.rowCount }, (_, row) => cellText(data.columns[answer]!, row) ?? '');
    const target = Float64Array.from(texts, (text) => (classes === null ? Number(text) : classes.indexOf(text)));
    const rows = Uint32Array.from({ length: data.rowCount }, (_, row) => row);
    const importance = model.inputs.map(({ name }) => ({ column: name, increase: 1 }));
    const effects = await measureEffects(
      { table: data, task, classes, target, inputs: model.inputs, weights: null },
      { ...model, fittedRows: 0 },
      { rows, importance },
      { seed: 0, signal: undefined },
    );
    expect(effects.map(({ column }) => column)).toEqual(['size', 'stars', 'color', 'fresh', 'day']);
    const counts = (classes ?? []).map((label) => ({ label, rows: texts.filter((text) => text === label).length }));
    const byRows = counts.toSorted((one, other) => one.rows - other.rows);
    const label = {
      two: byRows[0]?.label,
      three: counts.toSorted((one, other) => other.rows - one.rows)[0]?.label,
      number: null,
    }[kind];
    expect(effects.map((effect) => effect.label)).toEqual(effects.map(() => label));
    for (const { column, points, ...effect } of effects) {
      expect(points.length).toBeGreaterThan(1);
      expect(points.length).toBeLessThanOrEqual(12);
      for (const { value, answer: found } of points) {
        const changed = Array.from(rows, (row) => {
          const cells = data.columns.map((own): [string, unknown] => [own.name, cellText(own, row)]);
          return { ...Object.fromEntries(cells), [column]: value };
        });
        const sum = predict(model, changed).reduce((total, one) => {
          return total + (one.task === 'regression' ? one.prediction : one.probabilities[effect.label ?? '']!);
        }, 0);
        expect(Math.abs(sum / changed.length - found)).toBeLessThan(1e-9);
      }
      const answers = points.map((point) => point.answer);
      expect([answers[effect.low], answers[effect.high]]).toEqual([Math.min(...answers), Math.max(...answers)]);
    }
  });
});

describe('effects', () => {
  it('are of the columns that count most: values in order, levels by frequency', async () => {
    for (const kind of ['two', 'three'] as const) {
      const model = await trainModel(await table(kind), { target: 'answer', algorithm: 'additive', leakage: 'keep' });
      const { effects } = model.report;
      expect(effects.length).toBeGreaterThan(2);
      expect(effects.length).toBeLessThanOrEqual(5);
      expect(effects.map(({ column }) => column)).toEqual(
        model.report.importance
          .filter(({ increase }) => increase > 0)
          .map(({ column }) => column)
          .slice(0, effects.length),
      );
      for (const { type, points, direction } of effects) {
        const values = points.map(({ value }) => value);
        if (type === 'numerical' || type === 'datetime') {
          expect(values).toEqual([...values].sort((a, b) => (a! < b! ? -1 : 1)));
          expect(direction).not.toBeNull();
        } else {
          const counts = points.map(({ rows }) => rows);
          expect(counts).toEqual([...counts].sort((a, b) => b - a));
          expect(direction).toBeNull();
        }
      }
    }
    const number = await trainModel(await table('number'), {
      target: 'answer',
      task: 'regression',
      algorithm: 'linear',
      leakage: 'keep',
    });
    const directions = new Map(number.report.effects.map(({ column, direction }) => [column, direction]));
    expect([directions.get('size'), directions.get('stars')]).toEqual(['rises', 'falls']);
    const color = number.report.effects.find(({ column }) => column === 'color');
    expect(color?.points[color.high]?.value).toBe('red');
  });

  it('are none where no column counts', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => [`level ${row % 40}`, row % 3 === 0 ? 'a' : 'b']);
    const model = await trainModel(await tableOf(['c', 'y'], rows), { target: 'y', leakage: 'keep' });
    expect(model.report.effects).toEqual([]);
  });
});
