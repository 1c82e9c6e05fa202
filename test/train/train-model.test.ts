import { createRandom } from '../../src/table/random.js';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { readRecords } from '../../src/ingest/read-records.js';
import type { ClassificationMetrics, RegressionMetrics } from '../../src/model/types.js';
import type { ProgressEvent } from '../../src/run-options.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import { resolveTarget } from '../../src/train/resolve-target.js';
import { splitRows } from '../../src/train/split-rows.js';
import { trainModel } from '../../src/train/train-model.js';
import { resolveTrainOptions } from '../../src/train/train-options.js';
import { normals, sampleTable, tableOf } from './make-table.js';
import { withoutTimes } from './without-times.js';

const linearOnly = { target: 'answer', algorithm: 'linear' } as const;

describe('trainModel', () => {
  it('learns classes: beats the baseline, and reports on rows that nothing was chosen by', async () => {
    const model = await trainModel(await sampleTable(400, 'two'), { target: 'answer' });
    const { report } = model;
    expect(model.task).toBe('classification');
    expect(model.target.classes).toEqual(['no', 'yes']);
    expect(model.inputs.map(({ name }) => name)).toEqual(['a', 'b', 'color']);
    expect(model.interval).toBeNull();
    expect(report.rows).toEqual({ usable: 400, development: 320, calibration: 0, test: 80 });
    const test = report.test as ClassificationMetrics;
    expect(test.rows).toBe(80);
    expect(test.logLoss).toBeLessThan((report.baseline as ClassificationMetrics).logLoss / 2);
    expect(test.accuracy).toBeGreaterThan(0.85);
    expect(report.metric).toBe('logLoss');
    expect(report.algorithm).toBe(report.leaderboard[0]?.algorithm);
    const scores = report.leaderboard.map(({ score }) => score ?? Infinity);
    expect(scores).toEqual([...scores].sort((a, b) => a - b));
    expect(report.leaderboard.map(({ algorithm }) => algorithm).sort()).toEqual([
      'additive',
      'baseline',
      ...(report.algorithm === 'blend' ? ['blend'] : []),
      'boosting',
      'boosting-shallow',
      'extra-trees',
      'linear',
      'ml-random-forest',
      'naive-bayes',
      'random-forest',
    ]);
    const shares = report.leaderboard.filter(({ algorithm }) => algorithm !== 'blend').map(({ share }) => share);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(report.importance[0]?.column).toBe('a');
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  it('learns numbers, with an interval calibrated on rows of its own', async () => {
    const model = await trainModel(await sampleTable(400, 'number'), { target: 'answer', task: 'regression' });
    const test = model.report.test as RegressionMetrics;
    expect(model.report.rows).toEqual({ usable: 400, development: 280, calibration: 60, test: 60 });
    expect(model.interval).toMatchObject({ kind: 'by-row', coverage: 0.9, calibrationRows: 60, floor: null });
    expect(test.r2).toBeGreaterThan(0.9);
    expect(test.coverage).toBeGreaterThan(0.75);
    expect(model.report.metric).toBe('rmse');
  });

  it('gives the same model, to the bit, for the same seed, and another for another', async () => {
    const table = await sampleTable(150, 'three');
    const [one, two, other] = await Promise.all([4, 4, 5].map((seed) => trainModel(table, { target: 'answer', seed })));
    expect(withoutTimes(one!)).toBe(withoutTimes(two!));
    expect(withoutTimes(one!)).not.toBe(withoutTimes(other!));
  });

  it('leaves the caller’s table and options alone', async () => {
    const table = await sampleTable(60, 'two');
    const copy = structuredClone(table);
    const options = Object.freeze({ ...linearOnly });
    await trainModel(table, options);
    expect(table).toEqual(copy);
  });

  it('finds the target by itself where one stands out', async () => {
    const normal = normals(2);
    const rows = Array.from({ length: 80 }, (_, row) => [normal().toFixed(3), normal().toFixed(3), row % 3 === 0 ? 'Yes' : 'No']);
    const model = await trainModel(await tableOf(['age', 'income', 'churn'], rows), { algorithm: 'linear' });
    expect(model.target.column).toBe('churn');
    expect(model.target.reason.length).toBeGreaterThan(10);
  });

  it('takes labels as they stand in the file, for number columns too', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => [String(row % 7), row % 7 > 3 ? '1.0' : '0.0']);
    const options = { target: 'y', task: 'classification', algorithm: 'linear', leakage: 'keep' } as const;
    const model = await trainModel(await tableOf(['x', 'y'], rows), options);
    expect(model.target.classes).toEqual(['0.0', '1.0']);
    const whole = rows.map(([x = '', y]) => [x, y === '1.0' ? '1' : '0']);
    expect((await trainModel(await tableOf(['x', 'y'], whole), options)).target.classes).toEqual(['0', '1']);
  });

  it('says which columns it does not use, and why', async () => {
    const normal = normals(3);
    const rows = Array.from({ length: 200 }, (_, row) => {
      const y = normal() > 0 ? 'yes' : 'no';
      const many = `t${(row * 7919) % 163}`;
      return [`ID-${row * 13}`, 'same', '', many, normal().toFixed(3), y, y === 'yes' ? 'left' : 'stayed'];
    });
    const table = await tableOf(['customer_id', 'constant', 'empty', 'ticket', 'x', 'y', 'status'], rows);
    const model = await trainModel(table, { target: 'y', algorithm: 'linear' });
    expect(Object.fromEntries(model.dropped.map(({ column, code }) => [column, code]))).toMatchObject({
      customer_id: 'IDENTIFIER',
      constant: 'CONSTANT',
      empty: 'ALL_MISSING',
      status: 'LEAKAGE',
    });
    expect(model.inputs.map(({ name }) => name)).toContain('x');
    expect(model.dropped.every(({ reason }) => reason.length > 10)).toBe(true);
    const leakage = { policy: 'exclude', excluded: ['status'], otherwise: { accuracy: 1 } };
    expect(model.report.leakage).toMatchObject(leakage);
    expect(model.report.warnings.join(' ')).toMatch(
      /Left out because of leakage: "status"\. With it, the accuracy on the test rows would be 100% instead of \d+(\.\d)?%\./,
    );

    const kept = await trainModel(table, { target: 'y', algorithm: 'linear', leakage: 'keep' });
    expect(kept.inputs.map(({ name }) => name)).toContain('status');
    expect(kept.report.leakage).toMatchObject({ policy: 'keep', excluded: [] });
    expect(kept.report.leakage.findings.flatMap(({ columns }) => columns)).toContain('status');
    expect(kept.report.warnings.join(' ')).toContain('status');
    expect((kept.report.test as ClassificationMetrics).accuracy).toBe(1);
    expect((kept.report.leakage.otherwise as ClassificationMetrics).accuracy).toBeLessThan(0.7);
    expect(kept.report.warnings.join(' ')).toMatch(
      /Without it, the accuracy on the test rows would be \d+(\.\d)?% instead of 100%\./,
    );
  });

  it('leaves out all parts of a sum, keeps what is only doubted and warns of it, and says nothing of keys it does not use', async () => {
    const random = createRandom(4);
    const rows = Array.from({ length: 240 }, (_, row) => {
      const [net, tax, x] = [Math.round(random() * 900), Math.round(random() * 90), random()];
      return [String(5000 + row), String(net), String(tax), x.toFixed(3), String(net + tax), x > 0.4 ? 'yes' : 'no'];
    });
    const names = ['id', 'net', 'tax', 'x', 'gross', 'y'];
    const sum = await trainModel(await tableOf(names, rows), { target: 'gross', algorithm: 'linear' });
    expect(sum.report.leakage.excluded).toEqual(['net', 'tax']);
    const mark = await trainModel(await tableOf(names, rows), { target: 'y', algorithm: 'linear' });
    expect(mark.report.leakage).toMatchObject({ excluded: [], findings: [{ columns: ['x'], severity: 'medium' }] });
    expect(mark.inputs.map(({ name }) => name)).toContain('x');
    expect(mark.report.warnings.filter((warning) => warning.includes('may give the target away'))).toEqual([
      expect.stringContaining('"x"'),
    ]);
  });

  it('keeps a column whose only secret is where it is missing', async () => {
    const rows = Array.from({ length: 120 }, (_, row) => [
      row % 3 === 0 ? '' : 'given',
      String((row * 31) % 17),
      row % 3 === 0 ? 'a' : 'b',
    ]);
    const model = await trainModel(await tableOf(['hint', 'noise', 'y'], rows), { target: 'y', leakage: 'keep' });
    expect(model.inputs.map(({ name }) => name)).toContain('hint');
    expect((model.report.test as ClassificationMetrics).accuracy).toBe(1);
  });

  it('drops rows without a target, and says so', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => [
      String((row * row) % 37),
      row % 10 === 0 ? '' : row % 2 === 0 ? 'x' : 'y',
    ]);
    const model = await trainModel(await tableOf(['n', 'y'], rows), { target: 'y', algorithm: 'linear', leakage: 'keep' });
    expect(model.report.rows.usable).toBe(54);
    expect(model.report.warnings.join(' ')).toMatch(/6 rows without a value in "y"/);
  });

  it('takes a class with a single row, and hostile names and labels', async () => {
    const labels = ['__proto__', 'a,"b"', '😀', 'constructor'];
    const normal = normals(8);
    const rows = Array.from({ length: 91 }, (_, row) => {
      const index = row === 90 ? 3 : row % 3;
      return [(index + normal() / 3).toFixed(3), labels[(row * 5) % 2] ?? '', labels[index] ?? ''];
    });
    const model = await trainModel(await tableOf(['__proto__', 'constructor', 'to,"String'], rows), { target: 'to,"String' });
    expect(model.target.classes).toEqual([...labels].sort());
    expect(model.report.leaderboard.filter(({ error }) => error !== null)).toEqual([]);
    expect((model.report.test as ClassificationMetrics).rocAuc).toBeNull();
    expect(model.report.warnings.join(' ')).toContain('constructor');
  });

  it('works on ten rows', async () => {
    const rows = Array.from({ length: 10 }, (_, row) => [String(row * row), String(row)]);
    const number = await trainModel(await tableOf(['x', 'y'], rows), { target: 'y', task: 'regression', leakage: 'keep' });
    expect(number.interval).toBeNull();
    expect(number.report.warnings.join(' ')).toMatch(/calibrate/);
    const classes = rows.map(([x = ''], row) => [x, row % 2 === 0 ? 'even' : 'odd']);
    const model = await trainModel(await tableOf(['x', 'y'], classes), { target: 'y', leakage: 'keep' });
    expect(model.report.rows.test).toBe(2);
  });

  it('learns from dates and yes/no words', async () => {
    const rows = Array.from({ length: 200 }, (_, row) => {
      const day = new Date(Date.UTC(2024, 0, 1) + row * 86_400_000);
      const weekend = [0, 6].includes(day.getUTCDay());
      return [
        day.toISOString().slice(0, 10),
        row % 3 === 0 ? 'yes' : 'no',
        String(100 + (row % 3 === 0 ? 40 : 0) + row / 2 + (weekend ? 9 : 0)),
      ];
    });
    const model = await trainModel(await tableOf(['day', 'promo', 'sales'], rows), { target: 'sales', task: 'regression' });
    expect(model.inputs.map(({ type }) => type)).toEqual(['datetime', 'boolean']);
    expect((model.report.test as RegressionMetrics).r2).toBeGreaterThan(0.9);
  });

  it('keeps 250 columns at most, those with the strongest link to the target', async () => {
    const normal = normals(11);
    const header = [...Array.from({ length: 260 }, (_, index) => `n${index}`), 'y'];
    const rows = Array.from({ length: 60 }, () => {
      const cells = header.slice(1).map(() => normal());
      return [...cells.map((cell) => cell.toFixed(3)), (5 * (cells[255] ?? 0) + normal()).toFixed(3)];
    });
    const model = await trainModel(await tableOf(header, rows), { target: 'y', task: 'regression', algorithm: 'linear' });
    expect(model.inputs.length).toBe(250);
    expect(model.inputs.map(({ name }) => name)).toContain('n255');
    expect(model.dropped.filter(({ code }) => code === 'TOO_MANY_COLUMNS').length).toBe(10);
  });
});

describe('what the report says of the scores', () => {
  it('compares the test loss with the one that chose, and gives intervals from 10 test rows on', async () => {
    const { report } = await trainModel(await sampleTable(400, 'number'), { target: 'answer', task: 'regression' });
    const test = report.test as RegressionMetrics;
    const developmentLoss = report.leaderboard[0]?.score ?? NaN;
    expect(report.overfit).toEqual({ developmentLoss, testLoss: test.rmse, ratio: test.rmse / developmentLoss });
    const [low = NaN, high = NaN] = report.uncertainty?.intervals['rmse'] ?? [];
    expect(low).toBeLessThan(test.rmse);
    expect(high).toBeGreaterThan(test.rmse);
    const few = await trainModel(await sampleTable(40, 'two'), linearOnly);
    expect(few.report.rows.test).toBe(8);
    expect(few.report.uncertainty).toBeNull();
  });

  it('warns when the test rows are answered worse than by chance, and only then', async () => {
    const normal = normals(5);
    const rows = Array.from({ length: 400 }, () => [normal().toFixed(3), normal().toFixed(3)]);
    const table = await tableOf(['x', 'y'], rows);
    const options = { target: 'y', task: 'regression', algorithm: 'linear' } as const;
    const { warnings } = (await trainModel(table, options)).report;
    expect(warnings.join(' ')).not.toMatch(/in the comparison that chose the model/);
    // The rows that this seed tests on get a noise that no other row has.
    const schema = inferSchema(table);
    const { test } = splitRows(resolveTarget(table, schema, resolveTrainOptions(options), null), { kind: 'random' }, 0);
    const noisy = rows.map(([x = '', y = ''], row) => [x, test.includes(row) ? String(5 * Number(y)) : y]);
    const { report } = await trainModel(await tableOf(['x', 'y'], noisy), options);
    expect(report.overfit?.ratio).toBeGreaterThan(3);
    expect(report.warnings.join(' ')).toMatch(/error is \d+% larger than in the comparison that chose the model/);
  });
});

describe('a candidate that fails', () => {
  it('is entered with its error, and the others go on', async () => {
    // Every level is too rare to learn, so that no feature is left, which some of the candidates can't do without.
    const rows = Array.from({ length: 60 }, (_, row) => [`level ${row % 40}`, row % 3 === 0 ? 'a' : 'b']);
    const model = await trainModel(await tableOf(['c', 'y'], rows), { target: 'y', leakage: 'keep' });
    const failed = model.report.leaderboard.filter(({ error }) => error !== null);
    expect(failed.map(({ algorithm, score }) => [algorithm, score]).sort()).toEqual([
      ['boosting', null],
      ['boosting-shallow', null],
      ['extra-trees', null],
      ['ml-random-forest', null],
      ['naive-bayes', null],
      ['random-forest', null],
    ]);
    expect(model.report.leaderboard.slice(-6)).toEqual(failed);
    expect(model.report.warnings.filter((warning) => warning.includes('failed')).length).toBe(6);
    expect(model.report.warnings.join(' ')).toMatch(/no better than always giving the same answer/);
  });
});

describe('progress, budget and cancelling', () => {
  it('tells the stage and every candidate, in order', async () => {
    const events: ProgressEvent[] = [];
    await trainModel(await sampleTable(80, 'two'), { target: 'answer', onProgress: (event) => events.push(event) });
    expect(events[0]).toEqual({ type: 'stage-start', stage: 'train' });
    expect(events.at(-1)).toEqual({ type: 'stage-end', stage: 'train' });
    const inner = events.slice(1, -1);
    const total = 9;
    const told = inner.map((event) => ('name' in event ? [event.type, event.index, event.total] : []));
    expect(told).toEqual(
      Array.from({ length: total }, (_, index) => [
        ['candidate-start', index, total],
        ...Array.from({ length: 5 }, () => ['candidate-fold', index, total]),
        ['candidate-end', index, total],
      ]).flat(),
    );
    const ends = inner.filter((event) => event.type === 'candidate-end');
    const folds = inner.filter((event) => event.type === 'candidate-fold');
    expect(folds.slice(0, 5).map(({ fold, best }) => [fold, best])).toEqual([0, 1, 2, 3, 4].map((fold) => [fold, null]));
    expect(folds[5]).toMatchObject({ name: 'linear', fold: 0, folds: 5, best: 'baseline', bestScore: ends[0]?.score });
    expect(ends.every(({ metric, score }) => metric === 'logLoss' && typeof score === 'number')).toBe(true);
    expect(ends[0]).toMatchObject({ best: 'baseline', bestScore: ends[0]?.score });
  });

  it('begins nothing further once the budget is spent, but baseline and linear', async () => {
    const model = await trainModel(await sampleTable(80, 'two'), { target: 'answer', seconds: 1e-9 });
    const names = model.report.leaderboard.map(({ algorithm }) => algorithm);
    expect(names.filter((name) => name !== 'blend')).toEqual(['linear', 'baseline']);
    expect(model.report.leaderboard.find(({ algorithm }) => algorithm === 'linear')?.share).toBeGreaterThan(0.5);
    expect(model.report.warnings.join(' ')).toMatch(/time ran out before: boosting, random-forest, additive, boosting-shallow/);
  });

  it('says what the budget was and what it cut; 0 is no limit', async () => {
    const table = await sampleTable(80, 'two');
    const cut = await trainModel(table, { target: 'answer', seconds: 1e-9 });
    expect(cut.report.budget).toMatchObject({ seconds: 1e-9, cut: ['candidates'] });
    expect(cut.report.budget.skipped).toContain('boosting');
    const whole = await trainModel(table, { target: 'answer', seconds: 0 });
    expect(whole.report.budget).toEqual({ seconds: null, cut: [], skipped: [] });
    expect(whole.report.leaderboard.length).toBeGreaterThanOrEqual(9);
    expect(whole.report.leaderboard.every(({ algorithm, seconds }) => algorithm === 'blend' || seconds! >= 0)).toBe(true);
  });

  it('stops when it is cancelled: beforehand, and midway', async () => {
    const table = await sampleTable(300, 'two');
    const aborted = { code: 'RUN_ABORTED' };
    await expect(trainModel(table, { target: 'answer', signal: AbortSignal.abort() })).rejects.toMatchObject(aborted);
    for (const name of ['linear', 'random-forest']) {
      const controller = new AbortController();
      const onProgress = (event: ProgressEvent) => {
        if (event.type === 'candidate-start' && event.name === name) setImmediate(() => controller.abort());
        if (event.type === 'candidate-end' && event.name === name) throw new Error('went on');
      };
      await expect(trainModel(table, { target: 'answer', signal: controller.signal, onProgress })).rejects.toMatchObject(aborted);
    }
  });

  it('lets timers through meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await trainModel(await sampleTable(400, 'two'), { target: 'answer' });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });
});

describe('what is refused', () => {
  const rejects = async (run: Promise<unknown>, code: string, ...words: string[]) => {
    const error = await run.then(
      () => null,
      (caught: unknown) => caught as { code: string; message: string },
    );
    expect(error?.code).toBe(code);
    for (const word of words) expect(error?.message).toContain(word);
  };

  it('a target that is no column, with the closest name', async () => {
    const run = trainModel(await sampleTable(40, 'two'), { target: 'anwser' });
    await rejects(run, 'TRAIN_TARGET_NOT_FOUND', '"anwser"', 'Did you mean "answer"?', 'a, b, color, answer');
  });

  it('no target given, and none that stands out', async () => {
    const rows = Array.from({ length: 40 }, (_, row) => [`k-${row * 7}x`, `m/${row * 11}`]);
    await rejects(trainModel(await tableOf(['p', 'q'], rows)), 'TRAIN_TARGET_NOT_INFERRED', 'p, q');
  });

  it('too few rows, with the counts', async () => {
    const rows = Array.from({ length: 12 }, (_, row) => [String(row), row < 9 ? String(row % 2) : '']);
    await rejects(trainModel(await tableOf(['x', 'y'], rows), { target: 'y' }), 'TRAIN_TOO_FEW_ROWS', '12 rows', '9 have', '10');
    const empty = await readCsv({ text: 'x,y\n' });
    await rejects(trainModel(empty, { target: 'y' }), 'TRAIN_TOO_FEW_ROWS', '0 rows');
    await rejects(trainModel(empty), 'TRAIN_TOO_FEW_ROWS', '0 rows');
  });

  it('a target that never changes', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => [String(row), 'yes', '7']);
    const table = await tableOf(['x', 'y', 'z'], rows);
    await rejects(trainModel(table, { target: 'y' }), 'TRAIN_TARGET_CONSTANT', '"y"', '"yes"', '30 rows');
    await rejects(trainModel(table, { target: 'z', task: 'regression' }), 'TRAIN_TARGET_CONSTANT', '"z"', '7');
  });

  it('targets that no task suits', async () => {
    const rows = Array.from({ length: 300 }, (_, row) => [
      String(row % 9),
      `c${row % 120}`,
      `d${row % 170}`,
      'abc'[row % 3] ?? '',
    ]);
    const table = await tableOf(['x', 'many', 'rows', 'text'], rows);
    const train = (target: string, task: 'classification' | 'regression') => trainModel(table, { target, task });
    await rejects(train('many', 'classification'), 'TRAIN_TARGET_UNSUITABLE', '120 different values', '100');
    await rejects(train('text', 'regression'), 'TRAIN_TARGET_UNSUITABLE', 'not numbers', 'classification');
    const small = await tableOf(
      ['x', 'y'],
      Array.from({ length: 30 }, (_, row) => [String(row % 4), `v${row % 20}`]),
    );
    await rejects(trainModel(small, { target: 'y', task: 'classification' }), 'TRAIN_TARGET_UNSUITABLE', 'class of its own');
  });

  it('a table without a column to learn from', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => ['same', row % 2 === 0 ? 'a' : 'b']);
    await rejects(trainModel(await tableOf(['x', 'y'], rows), { target: 'y' }), 'TRAIN_NO_FEATURES', '"x"', 'same value');
    await rejects(
      trainModel(
        await tableOf(
          ['y'],
          rows.map(([, y = '']) => [y]),
        ),
        { target: 'y' },
      ),
      'TRAIN_NO_FEATURES',
      'no other column',
    );
  });

  it('algorithms that are not there, or not for this task', async () => {
    const table = await sampleTable(40, 'number');
    await rejects(
      trainModel(table, { target: 'answer', algorithm: 'magic' }),
      'TRAIN_ALGORITHM_NOT_FOUND',
      '"magic"',
      'random-forest',
    );
    const run = trainModel(table, { target: 'answer', task: 'regression', algorithm: 'naive-bayes' });
    await rejects(run, 'TRAIN_ALGORITHM_NOT_FOUND', 'regression', 'linear');
  });

  it.each([
    [{ task: 'clustering' }, 'task'],
    [{ leakage: 'maybe' }, 'leakage'],
    [{ seconds: -1 }, 'seconds'],
    [{ seed: Number.NaN }, 'seed'],
    [{ target: 7 }, 'target'],
    [{ epochs: 3 }, 'epochs'],
  ])('options that are wrong: %o', async (options, word) => {
    await rejects(trainModel(await sampleTable(20, 'two'), options as never), 'OPTIONS_INVALID', word);
  });
});

describe('tables from records', () => {
  it('train as those from text do', async () => {
    const records = Array.from({ length: 60 }, (_, row) => ({ x: row % 10, y: row % 10 > 4 }));
    const model = await trainModel(await readRecords(records), { target: 'y', algorithm: 'linear', leakage: 'keep' });
    expect(model.target.classes).toEqual(['false', 'true']);
  });
});
