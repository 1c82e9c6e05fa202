import { describe, expect, it } from 'vitest';
import type { ModelInput } from '../../../src/model/types.js';
import { createRandom } from '../../../src/table/random.js';
import type { Problem } from '../../../src/train/problem.js';
import { findWeakSegments } from '../../../src/train/report/find-weak-segments.js';
import { trainModel } from '../../../src/train/train-model.js';
import { normals, tableOf } from '../make-table.js';

const options = { seed: 0, signal: undefined };
const count = 600;

/** A table of a number, a category, a day and the category in other words, some cells missing, and exponential losses that `heavier` makes larger. */
async function problemOf(seed: number, heavier: (cells: { number: number; color: string; row: number }) => number) {
  const [random, normal] = [createRandom(seed), normals(seed)];
  const losses = new Float64Array(count);
  const rows = Array.from({ length: count }, (_, row) => {
    const [number, color] = [normal(), ['red', 'green', 'blue', 'grey'][Math.floor(random() * 4)] ?? ''];
    losses[row] = -Math.log(1 - random()) * heavier({ number, color, row });
    const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(random() * 300))).toISOString().slice(0, 10);
    return [row % 10 === 0 ? '' : number.toFixed(4), color, day, `${color}ish`];
  });
  const table = await tableOf(['number', 'color', 'day', 'shade'], rows);
  const inputs = table.columns.map(({ name, format }, index): ModelInput => {
    return { name, format, type: (['numerical', 'categorical', 'datetime', 'categorical'] as const)[index]!, example: '' };
  });
  const target = new Float64Array(count);
  const problem: Problem = { table, task: 'classification', classes: ['a', 'b'], target, inputs, weights: null };
  return { problem, unseen: { rows: Uint32Array.from({ length: count }, (_, row) => row), losses } };
}

describe('weak segments', () => {
  it('are found where they were planted: a level, a quarter of a number, missing cells', async () => {
    const level = await problemOf(1, ({ color }) => (color === 'blue' ? 2.5 : 1));
    const [blue, ...none] = await findWeakSegments(level.problem, level.unseen, options);
    expect(blue).toMatchObject({ column: 'color', range: null, value: 'blue' });
    const rows = level.unseen.losses.length;
    expect(blue!.overall).toBeCloseTo(level.unseen.losses.reduce((sum, loss) => sum + loss, 0) / rows, 12);
    expect(blue!.loss / blue!.overall).toBeGreaterThan(1.5);
    expect(none).toEqual([]);

    const quarter = await problemOf(2, ({ number }) => (number > 0.7 ? 3 : 1));
    const [top] = await findWeakSegments(quarter.problem, quarter.unseen, options);
    expect(top).toMatchObject({ column: 'number', value: null });
    expect(top!.range![0]).toBeGreaterThan(0.5);
    expect(top!.range![1]).toBeNull();
    expect(top!.rows).toBeCloseTo(135, -1);

    const missing = await problemOf(3, ({ row }) => (row % 10 === 0 ? 4 : 1));
    expect(await findWeakSegments(missing.problem, missing.unseen, options)).toMatchObject([
      { column: 'number', range: null, value: null, rows: 60 },
    ]);
  });

  it('are the costliest first, do not share most of their rows, and are in units of the metric', async () => {
    const both = await problemOf(
      4,
      ({ number, color }) => (color === 'red' || color === 'grey' ? 3 : 1) * (number < -0.7 ? 3 : 1),
    );
    const found = await findWeakSegments({ ...both.problem, task: 'regression', classes: null }, both.unseen, options);
    expect(found.map(({ column }) => column).sort()).toEqual(['color', 'number']);
    const cost = found.map(({ rows, loss, overall }) => rows * (loss ** 2 - overall ** 2));
    expect(cost).toEqual([...cost].sort((a, b) => b - a));
    const mean = both.unseen.losses.reduce((sum, loss) => sum + loss, 0) / count;
    expect(found[0]!.overall).toBeCloseTo(Math.sqrt(mean), 12);
  });

  it('are none in noise', async () => {
    let named = 0;
    for (let seed = 10; seed < 40; seed++) {
      const { problem, unseen } = await problemOf(seed, () => 1);
      named += (await findWeakSegments(problem, unseen, options)).length;
    }
    expect(named).toBeLessThanOrEqual(2);
  });

  it('are in the report of a model that can’t know one group', async () => {
    const [random, normal] = [createRandom(7), normals(7)];
    const rows = Array.from({ length: 1_500 }, () => {
      const [x, region] = [normal(), ['north', 'south', 'west'][Math.floor(random() * 3)] ?? ''];
      const isHigh = region === 'west' ? random() < 0.5 : x + normal() / 4 > 0;
      return [x.toFixed(3), region, isHigh ? 'high' : 'low'];
    });
    const model = await trainModel(await tableOf(['x', 'region', 'y'], rows), { target: 'y', algorithm: 'boosting-shallow' });
    expect(model.report.weakSegments).toMatchObject([{ column: 'region', value: 'west' }]);
    const [west] = model.report.weakSegments;
    expect(west!.loss).toBeGreaterThan(0.6);
    expect(west!.overall).toBeLessThan(0.5);
  });
});
