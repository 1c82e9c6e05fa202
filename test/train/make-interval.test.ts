import { describe, expect, it } from 'vitest';
import type { Model, RegressionMetrics, RowInterval } from '../../src/model/types.js';
import { predict } from '../../src/predict/predict.js';
import type { NumberPrediction } from '../../src/predict/types.js';
import { createRandom } from '../../src/table/random.js';
import type { Table } from '../../src/table/types.js';
import { trainModel } from '../../src/train/train-model.js';
import { sampleTable, tableOf } from './make-table.js';
import { withoutTimes } from './without-times.js';

/** Rows of x from 0 to 1 and y, whose noise grows tenfold with x and is exponential above the line, half as far below it. */
function noisyRows(rowCount: number, seed: number): [x: number, group: string, y: number][] {
  const random = createRandom(seed);
  return Array.from({ length: rowCount }, (_, row) => {
    const x = random();
    const size = -Math.log(1 - random()) * (1 + 9 * x);
    return [x, row % 2 === 0 ? 'even' : 'odd', 500 + 100 * x + (random() < 0.5 ? size : -size / 2)];
  });
}

const noisyTable = (rowCount: number, seed: number) => tableOf(['x', 'group', 'y'], noisyRows(rowCount, seed));
const options = { target: 'y', task: 'regression', algorithm: 'linear' } as const;
const learn = async (rowCount: number, seed: number) => trainModel(await noisyTable(rowCount, seed), { ...options, seed });
const predictAll = (model: Model, table: Table) => predict(model, table) as NumberPrediction[];

describe('an interval that goes with the row', () => {
  it('holds the truth in 90% of new rows over models, and about as often where there is much noise as where there is little', async () => {
    const fresh = noisyRows(4000, 999);
    const table = await tableOf(['x', 'group', 'y'], fresh);
    const models = 6;
    const parts = { all: () => true, quiet: (x: number) => x < 0.3, loud: (x: number) => x > 0.7 };
    const covered = { all: 0, quiet: 0, loud: 0 };
    const width = { all: 0, quiet: 0, loud: 0 };
    for (let seed = 1; seed <= models; seed++) {
      const model = await learn(1200, seed);
      expect(model.interval).toMatchObject({ kind: 'by-row', calibrationRows: 180 });
      const found = predictAll(model, table);
      for (const [name, isIn] of Object.entries(parts)) {
        const rows = [...found.keys()].filter((row) => isIn(fresh[row]![0]));
        const inside = rows.filter((row) => found[row]!.lower! <= fresh[row]![2] && fresh[row]![2] <= found[row]!.upper!);
        covered[name as keyof typeof parts] += inside.length / rows.length / models;
        const widths = rows.map((row) => found[row]!.upper! - found[row]!.lower!);
        width[name as keyof typeof parts] += widths.reduce((sum, one) => sum + one, 0) / rows.length / models;
      }
    }
    // Coverage of one model is of a beta distribution with a standard error of sqrt(0.9 * 0.1 / 182) = 0.022, of six 0.009.
    expect(Math.abs(covered.all - 0.9)).toBeLessThan(4 * 0.009);
    expect(Math.abs(covered.quiet - 0.9)).toBeLessThan(0.06);
    expect(Math.abs(covered.loud - 0.9)).toBeLessThan(0.06);
    // The noise is 1 + 9 * 0.85 there, and 1 + 9 * 0.15 here.
    expect(width.loud / width.quiet).toBeGreaterThan(2.5);
    expect(width.loud / width.quiet).toBeLessThan(5);
  });

  it('reaches farther to the side where errors go farther, and never leaves its prediction outside', async () => {
    const found = predictAll(await learn(1500, 3), await noisyTable(500, 77));
    const above = found.reduce((sum, { upper, prediction }) => sum + upper! - prediction, 0);
    const below = found.reduce((sum, { lower, prediction }) => sum + prediction - lower!, 0);
    expect(above).toBeGreaterThan(1.2 * below);
    for (const { lower, prediction, upper } of found) {
      expect(lower).toBeLessThan(prediction);
      expect(prediction).toBeLessThan(upper!);
    }
  });

  it('goes no lower than 0 where nothing does, and lower where something does', async () => {
    const rows = noisyRows(600, 4).map(([x, group]) => [x, group, Math.exp(4 * x) - 1] as const);
    const model = await trainModel(await tableOf(['x', 'group', 'y'], rows), options);
    expect(model.interval?.floor).toBe(0);
    for (const { lower, prediction } of predictAll(model, await noisyTable(300, 5))) {
      expect(lower).toBe(Math.min(prediction, Math.max(0, lower!)));
    }
    const shifted = rows.map(([x, group, y]) => [x, group, y - 1] as const);
    expect((await trainModel(await tableOf(['x', 'group', 'y'], shifted), options)).interval?.floor).toBeNull();
  });

  it('is reported by its widths, and how often it holds by the size of the prediction', async () => {
    const { interval, report } = await learn(1200, 1);
    const { coverage, intervalWidth } = report.test as RegressionMetrics;
    expect((interval as RowInterval).factor).toBeGreaterThan(0.5);
    expect((interval as RowInterval).factor).toBeLessThan(3);
    if (report.curves.task !== 'regression') throw new Error('not a regression');
    const groups = report.curves.predictedAgainstActual;
    const mean = (of: (group: (typeof groups)[number]) => number) =>
      groups.reduce((sum, group) => sum + group.rows * of(group), 0) / 180;
    expect(mean((group) => group.interval!.coverage)).toBeCloseTo(coverage!, 9);
    expect(mean((group) => group.interval!.meanUpper - group.interval!.meanLower)).toBeCloseTo(intervalWidth!.mean, 9);
    const widths = groups.map((group) => group.interval!.meanUpper - group.interval!.meanLower);
    expect(widths.at(-2)!).toBeGreaterThan(2 * widths[1]!);
  });
});

describe('where it can not be learned how far errors go', () => {
  it('the interval is equally wide for all rows: of few rows', async () => {
    const model = await learn(250, 1);
    expect(model.interval).toMatchObject({ kind: 'constant', calibrationRows: 38 });
    expect(model.report.budget.cut).toEqual([]);
  });

  it('for want of time, and says so', async () => {
    const model = await trainModel(await sampleTable(400, 'number'), { target: 'answer', task: 'regression', seconds: 1e-9 });
    expect(model.interval?.kind).toBe('constant');
    expect(model.report.budget.cut).toEqual(['candidates', 'interval']);
    expect(model.report.warnings.join(' ')).toContain('the interval is equally wide for all rows');
  });

  it('where there are no errors', async () => {
    const rows = Array.from({ length: 400 }, (_, row) => [row % 4 === 0 ? 'a' : 'b', String(row % 7), row % 4 === 0 ? '8' : '4']);
    const table = await tableOf(['kind', 'other', 'y'], rows);
    const model = await trainModel(table, { target: 'y', task: 'regression', leakage: 'keep' });
    const found = predictAll(model, table);
    for (const { lower, prediction, upper } of found) {
      expect(lower).toBeLessThanOrEqual(prediction);
      expect(upper).toBeGreaterThanOrEqual(prediction);
      expect(upper! - lower!).toBeLessThan(1);
    }
  });
});

it('the same seed gives the same interval, to the bit', async () => {
  const [one, other] = [await learn(700, 2), await learn(700, 2)];
  expect(withoutTimes(one)).toBe(withoutTimes(other));
  expect(one.interval?.kind).toBe('by-row');
});
