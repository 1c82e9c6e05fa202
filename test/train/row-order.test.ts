import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predict } from '../../src/predict/predict.js';
import { parseModel } from '../../src/model/parse-model.js';
import { assignGroups } from '../../src/train/assign-groups.js';
import { planComparison } from '../../src/train/cross-validate.js';
import type { ResolvedTarget } from '../../src/train/resolve-target.js';
import type { RowOrder } from '../../src/train/row-order.js';
import { splitRows } from '../../src/train/split-rows.js';
import { timeFolds } from '../../src/train/time-blocks.js';
import { trainModel } from '../../src/train/train-model.js';
import type { TrainOptions } from '../../src/train/types.js';
import { normals, tableOf } from './make-table.js';
import { withoutTimes } from './without-times.js';

function numberTarget(rows: number): ResolvedTarget {
  const values = Float64Array.from({ length: rows }, (_, row) => row % 7);
  const usable = Uint32Array.from(values.keys()).filter((row) => row % 11 !== 3);
  return { column: 'y', task: 'regression', reason: '', classes: null, values, usable };
}

const grouped = (groups: readonly number[]): RowOrder => ({ kind: 'group', column: 'g', groups: Int32Array.from(groups) });
const timed = (times: readonly number[]): RowOrder => ({
  kind: 'time',
  column: 't',
  form: 'number',
  times: Float64Array.from(times),
});

describe('a split by group', () => {
  it('puts every row into one part, and no group into two', () => {
    const groups = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 40, maxLength: 200 });
    fc.assert(
      fc.property(groups, fc.integer(), (list, seed) => {
        const target = numberTarget(list.length);
        fc.pre(new Set(Array.from(target.usable, (row) => list[row])).size >= 5);
        const { development, calibration, test } = splitRows(target, grouped(list), seed);
        expect([...development, ...calibration, ...test].sort((a, b) => a - b)).toEqual([...target.usable]);
        const own = [development, calibration, test].map((rows) => new Set(Array.from(rows, (row) => list[row])));
        expect(own.reduce((sum, { size }) => sum + size, 0)).toBe(new Set(own.flatMap((one) => [...one])).size);
        expect(test.length).toBeGreaterThan(0);
      }),
    );
  });

  it('keeps near to the shares, and to those of the classes', () => {
    const random = normals(4);
    const groups = Array.from({ length: 4_000 }, (_, row) => Math.floor(row / (5 + (row % 3))));
    const classes = groups.map((group) => (group % 10 === 0 && random() > -1 ? 1 : 0));
    const rows = { groups: Int32Array.from(groups), target: Float64Array.from(classes), classCount: 2 };
    const parts = assignGroups(rows, [0.6, 0.2, 0.2], 1);
    for (const [part, share] of [0.6, 0.2, 0.2].entries()) {
      const own = Array.from(parts[part]!, (row) => classes[row]!);
      expect(own.length / 4_000).toBeCloseTo(share, 1);
      const ones = (list: readonly number[]) => list.filter((one) => one === 1).length / list.length;
      expect(ones(own)).toBeCloseTo(ones(classes), 1);
    }
  });

  it('has folds of whole groups', () => {
    const list = Array.from({ length: 300 }, (_, row) => row % 17);
    const target = numberTarget(300);
    const problem = { ...target, table: null as never, target: target.values, inputs: [], weights: null };
    const { rows, folds } = planComparison(problem, target.usable, grouped(list), { seed: 3, seconds: 0 });
    const own = folds.map((fold) => new Set(Array.from(fold, (position) => list[rows[position]!])));
    expect(own.reduce((sum, { size }) => sum + size, 0)).toBe(17);
    expect(folds.reduce((sum, { length }) => sum + length, 0)).toBe(target.usable.length);
  });
});

describe('a split by time', () => {
  it('tests on the latest rows, rows of one time together, those without a time learned from', () => {
    const times = fc.array(fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(NaN)), { minLength: 40, maxLength: 200 });
    fc.assert(
      fc.property(times, (list) => {
        const target = numberTarget(list.length);
        const present = Array.from(target.usable, (row) => list[row]!).filter((time) => !Number.isNaN(time));
        fc.pre(new Set(present).size >= 5);
        const { development, calibration, test } = splitRows(target, timed(list), 0);
        expect([...development, ...calibration, ...test].sort((a, b) => a - b)).toEqual([...target.usable]);
        const known = (rows: Uint32Array) => Array.from(rows, (row) => list[row]!).filter((time) => !Number.isNaN(time));
        expect(Math.max(...known(development), ...known(calibration))).toBeLessThan(Math.min(...known(test)));
        if (calibration.length > 0) expect(Math.max(...known(development))).toBeLessThan(Math.min(...known(calibration)));
        expect([...calibration, ...test].every((row) => !Number.isNaN(list[row]))).toBe(true);
      }),
    );
  });

  it('has folds that are blocks of time', () => {
    const times = Float64Array.from({ length: 100 }, (_, row) => (row === 5 ? NaN : Math.floor(((row * 37) % 100) / 4)));
    const folds = timeFolds(Uint32Array.from(times.keys()), times, 5);
    expect(folds.flatMap((fold) => [...fold]).sort((a, b) => a - b)).toEqual([...times.keys()]);
    const spans = folds.map((fold) => Array.from(fold, (row) => times[row]!).filter((time) => !Number.isNaN(time)));
    for (const [index, span] of spans.slice(1).entries()) expect(Math.min(...span)).toBeGreaterThan(Math.max(...spans[index]!));
    expect(folds[0]).toContain(5);
  });
});

/** Visits of patients: the diagnosis goes by the patient, and the days go by. */
function visits() {
  const normal = normals(3);
  return tableOf(
    ['patient_id', 'visit date', '__proto__', 'weight', 'ill'],
    Array.from({ length: 600 }, (_, row) => {
      const patient = (row * 7) % 60;
      const weight = 60 + patient + 0.01 * normal();
      const day = new Date(Date.UTC(2024, 0, 1 + Math.floor(row / 2))).toISOString().slice(0, 10);
      return [`P${patient}`, day, row % 5, weight.toFixed(3), (patient * 31) % 60 < 20 ? 'yes' : 'no'];
    }),
  );
}

const quick = { target: 'ill', algorithm: 'boosting-shallow' } as const satisfies TrainOptions;

describe('training with a split', () => {
  it('by group leaves the group out, and is reported', async () => {
    const model = await trainModel(await visits(), { ...quick, split: { group: 'patient_id' } });
    expect(model.report.split).toMatchObject({ kind: 'group', column: 'patient_id', groups: 60 });
    expect(model.dropped.find(({ column }) => column === 'patient_id')?.code).toBe('GROUP');
    expect(model.report.evidentSplits).toEqual([]);
    expect(parseModel(JSON.stringify(model))).toEqual(model);
    // No patient of the test part is known to the model: it can do no better than guess.
    expect(model.report.test).toMatchObject({ task: 'classification' });
    if (model.report.test.task === 'classification') expect(model.report.test.accuracy).toBeLessThan(0.9);
  });

  it('by time tests on the latest rows, and is the same for the same seed', async () => {
    const table = await visits();
    const options = { ...quick, split: { time: 'visit date' } } as const;
    const model = await trainModel(table, options);
    expect(model.report.split).toEqual({ kind: 'time', column: 'visit date', from: '2024-08-28T00:00:00.000Z', withoutTime: 0 });
    expect(model.report.rows.test).toBe(120);
    expect(withoutTimes(await trainModel(table, options))).toBe(withoutTimes(model));
    expect(parseModel(JSON.stringify(model))).toEqual(model);
  });

  it('at random says how the model does by the orders that the rows evidently have', async () => {
    const model = await trainModel(await visits(), quick);
    const { evidentSplits, test, warnings } = model.report;
    expect(evidentSplits.map(({ split }) => [split.kind, split.column])).toEqual([
      ['time', 'visit date'],
      ['group', 'patient_id'],
    ]);
    const [, byGroup] = evidentSplits;
    const lossOf = (metrics: typeof test) => (metrics.task === 'classification' ? metrics.logLoss : NaN);
    expect(lossOf(byGroup!.scores!.test)).toBeGreaterThan(2 * lossOf(test));
    expect(warnings.join(' ')).toMatch(/train it with the split by group "patient_id"/);
    expect(warnings.join(' ')).not.toMatch(/split by time/);
    expect(parseModel(JSON.stringify(model))).toEqual(model);
    expect(predict(model, { weight: 70 }).prediction).toMatch(/yes|no/);
  });

  it.each([
    [{ time: 'visit dat' }, /no column "visit dat".*Did you mean "visit date"/],
    [{ time: 'patient_id' }, /holds text, and no dates/],
    [{ group: 'ill' }, /is the target/],
    [{ group: 'constructor' }, /no column "constructor"/],
  ] as const)('%j is refused', async (split, message) => {
    const refused = trainModel(await visits(), { ...quick, split });
    await expect(refused).rejects.toMatchObject({
      code: 'TRAIN_SPLIT_UNSUITABLE',
      message: expect.stringMatching(message) as string,
    });
  });

  it('takes a column called __proto__, and needs five values', async () => {
    const model = await trainModel(await visits(), { ...quick, split: { group: '__proto__' } });
    expect(model.report.split).toEqual({ kind: 'group', column: '__proto__', groups: 5, testGroups: 1 });
    const few = await tableOf(
      ['g', 'x', 'y'],
      Array.from({ length: 40 }, (_, row) => [`g${row % 4}`, row % 9, row % 2 === 0 ? 'a' : 'b']),
    );
    await expect(trainModel(few, { target: 'y', split: { group: 'g' } })).rejects.toMatchObject({
      code: 'TRAIN_SPLIT_UNSUITABLE',
      message: expect.stringContaining('has 4 groups') as string,
    });
  });

  it('refuses a development part of one class', async () => {
    const rows = Array.from({ length: 50 }, (_, row) => [row, (row * 7) % 11, row < 42 ? 'a' : 'b']);
    const table = await tableOf(['day', 'x', 'y'], rows);
    await expect(trainModel(table, { target: 'y', split: { time: 'day' } })).rejects.toMatchObject({
      code: 'TRAIN_SPLIT_UNSUITABLE',
      message: expect.stringContaining('all of the class "a"') as string,
    });
  });

  it.each(['rocAuc', 'prAuc', 'f1'] as const)('compares by %s where a class only comes up in the latest rows', async (metric) => {
    const rows = Array.from({ length: 300 }, (_, row) => [row, (row * 7) % 11, row > 280 ? 'c' : row % 11 < 5 ? 'a' : 'b']);
    const table = await tableOf(['day', 'x', 'y'], rows);
    const { report } = await trainModel(table, { target: 'y', split: { time: 'day' }, metric, seconds: 0 });
    expect(report.leaderboard.every(({ error }) => error === null)).toBe(true);
    expect(report.leaderboard[0]?.score).toBeGreaterThan(0);
    expect(report.test).toMatchObject({ rows: 60 });
  });

  it.each([[{ time: 'a', group: 'b' }], ['time'], [{}], [{ time: 3 }], [null]])('%j is no split', async (split) => {
    await expect(trainModel(await visits(), { ...quick, split: split as never })).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
    });
  });
});
