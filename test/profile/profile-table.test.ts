import { describe, expect, test } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import { profileTable } from '../../src/profile/profile-table.js';
import type { ProgressEvent } from '../../src/run-options.js';
import { createRandom } from '../../src/table/random.js';
import { csvOf, profileSample, profileText } from './fixtures.js';

/** Every number of a JSON-like value that JSON can't hold, by path. */
function notJson(value: unknown, path = '$'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (value === undefined || typeof value === 'function' || ArrayBuffer.isView(value)) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => notJson(inner, `${path}.${key}`));
}

const hostile = ['a,b,c', '1,x,2020-01-01', ',,', 'NA,y,2020-01-02'];

describe('is plain JSON', () => {
  test.each<[string, string]>([
    ['no rows', 'a,b\n'],
    ['one row', 'a,b,when\n1,x,2024-05-06\n'],
    ['two equal rows', 'a,b\n1,x\n1,x\n'],
    ['a column without values', `a,empty\n${Array.from({ length: 20 }, (_, row) => `${row * row},`).join('\n')}\n`],
    ['constant columns', `a,b\n${'5,x\n'.repeat(20)}`],
    ['huge and tiny numbers', `a,b\n${Array.from({ length: 20 }, (_, row) => `${row - 9}e307,${row}e-320`).join('\n')}\n`],
    [
      'hostile names',
      `__proto__,constructor,toString,""\n${Array.from({ length: 20 }, (_, row) => `${row},${row % 2},x${row % 3},${row * row}`).join('\n')}\n`,
    ],
    ['blanks and null tokens', `${hostile.join('\n')}\n`],
  ])('%s', async (_, text) => {
    for (const target of [undefined, null]) {
      const profile = await profileText(text, { target });
      expect(notJson(profile)).toEqual([]);
      expect(profile.columns).toHaveLength(profile.columnCount);
      expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
    }
  });

  test('samples', async () => {
    for (const file of ['iris.csv', 'telco-churn.csv', 'online-retail.csv'])
      expect(notJson(await profileSample(file))).toEqual([]);
  });
});

test('every column of a table with hostile names can be the target', async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${row % 2},${row % 3},x${row % 2},${row * row}`);
  const table = await readCsv({ text: `__proto__,constructor,hasOwnProperty,valueOf\n${rows.join('\n')}\n` });
  for (const { name } of table.columns) {
    const profile = await profileTable(table, { target: name });
    expect(profile.target?.column).toBe(name);
    expect(profile.columns.map((column) => column.name)).toEqual(table.columns.map((column) => column.name));
  }
});

test('an empty table has empty statistics', async () => {
  const profile = await profileText('a,b\n', { target: 'a' });
  expect(profile).toMatchObject({ rowCount: 0, columnCount: 2, duplicateRows: 0, projection: null, leakage: [] });
  expect(profile.columns[0]).toMatchObject({ count: 0, missing: 0, distinct: 0, top: [], histogram: null, numeric: null });
});

test('each type gets the statistics that suit it', async () => {
  const text = csvOf({
    when: Array.from({ length: 30 }, (_, row) => `2024-01-${String(row + 1).padStart(2, '0')}`),
    kind: Array.from({ length: 30 }, (_, row) => ['ä', 'bcd', 'ef'][row % 3]!),
    few: Array.from({ length: 30 }, (_, row) => (row % 4) + 0.5),
  });
  const { columns } = await profileText(text, { target: null });
  expect(columns[0]).toMatchObject({
    type: 'datetime',
    datetime: { first: '2024-01-01T00:00:00.000Z', last: '2024-01-30T00:00:00.000Z', spanDays: 29 },
    numeric: null,
    top: [],
  });
  expect(columns[0]).toMatchObject({
    monotonicity: 'increasing',
    datetime: { granularity: 'day', gaps: { unit: 'day', periods: 30, empty: 0, longest: null } },
  });
  expect(columns[1]).toMatchObject({ rest: { distinct: 0, count: 0 }, balance: 1, rarest: { value: 'ef', count: 10 } });
  expect(columns[0]?.histogram?.edges[0]).toBe(Date.UTC(2024, 0, 1));
  expect(columns[1]).toMatchObject({
    type: 'categorical',
    text: { minLength: 1, meanLength: 2, medianLength: 2, maxLength: 3 },
    histogram: null,
  });
  expect(columns[1]?.top).toEqual(['ä', 'bcd', 'ef'].map((value) => ({ value, count: 10, share: 10 / 30 })));
  expect(columns[2]?.top.map(({ value, count }) => [value, count])).toEqual([
    ['0.5', 8],
    ['1.5', 8],
    ['2.5', 7],
    ['3.5', 7],
  ]);
});

test('what the most frequent values leave out is counted', async () => {
  const { columns } = await profileText(
    csvOf({
      a: Array.from({ length: 300 }, (_, row) => `v${row % 3 === 0 ? row % 50 : 0}`),
      b: Array.from({ length: 300 }, (_, row) => row),
    }),
    { target: null },
  );
  const [column] = columns;
  expect(column?.top).toHaveLength(20);
  expect(column?.rest).toEqual({
    distinct: column!.distinct - 20,
    count: 300 - column!.top.reduce((sum, { count }) => sum + count, 0),
  });
});

describe('target', () => {
  test('an unknown one is refused with the columns and the closest name', async () => {
    const failure = profileSample('iris.csv', { target: 'specie' });
    await expect(failure).rejects.toMatchObject({ code: 'PROFILE_TARGET_NOT_FOUND', details: { closest: 'species' } });
    await expect(failure).rejects.toThrow(/Did you mean "species"\?.*petal_width/);
  });

  test('the task can be chosen where the values allow it', async () => {
    const text = csvOf({
      a: Array.from({ length: 60 }, (_, row) => row * 1.5),
      grade: Array.from({ length: 60 }, (_, row) => row % 5),
      name: new Array<string>(60).fill('x'),
    });
    expect((await profileText(text, { target: 'grade', task: 'classification' })).target?.classes).toHaveLength(5);
    expect((await profileText(text, { target: 'grade', task: 'regression' })).target?.classes).toBeNull();
    await expect(profileText(text, { target: 'name', task: 'regression' })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  test('labels of a 0/1 target are the text of the file', async () => {
    const text = csvOf({ a: Array.from({ length: 30 }, (_, row) => row), won: Array.from({ length: 30 }, (_, row) => row % 2) });
    const { target } = await profileText(text, { target: 'won' });
    expect(target).toMatchObject({ task: 'classification', balance: 1 });
    expect(target?.classes?.map(({ value }) => value)).toEqual(['0', '1']);
  });
});

describe('options', () => {
  test.each<[string, object]>([
    ['unknown', { colour: 'red' }],
    ['seed', { seed: NaN }],
    ['task', { task: 'clustering' }],
    ['target', { target: 5 }],
  ])('a wrong %s is refused', async (_, options) => {
    await expect(profileText('a,b\n1,2\n', options)).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  test('a schema of another table is refused', async () => {
    const schema = inferSchema(await readCsv({ text: 'x,y\n1,2\n' }));
    await expect(profileText('a,b\n1,2\n', { schema })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  test('a chosen type is followed, also where the cells were kept as text', async () => {
    const table = await readCsv({
      text: csvOf({
        code: Array.from({ length: 40 }, (_, row) => `0${row}`),
        b: Array.from({ length: 40 }, (_, row) => row % 3),
      }),
    });
    const schema = inferSchema(table, { columns: { code: 'numerical', b: 'categorical' } });
    const { columns } = await profileTable(table, { schema, target: null });
    expect(columns[0]?.numeric).toMatchObject({ mean: 19.5, max: 39 });
    expect(columns[1]).toMatchObject({ type: 'categorical', numeric: null, distinct: 3 });
  });
});

describe('a run', () => {
  test('gives the same JSON for the same seed, and another sample for another', async () => {
    const random = createRandom(1);
    const column = (): number[] => Array.from({ length: 3000 }, () => Math.round(random() * 1e6));
    const text = csvOf({ a: column(), b: column(), c: column() });
    const [one, same, other] = await Promise.all([1, 1, 2].map((seed) => profileText(text, { seed, target: null })));
    expect(JSON.stringify(same)).toBe(JSON.stringify(one));
    expect(other?.projection?.points).not.toEqual(one?.projection?.points);
    expect(other?.columns).toEqual(one?.columns);
  });

  test('tells its stage and the parts of it', async () => {
    const events: ProgressEvent[] = [];
    await profileSample('iris.csv', { onProgress: (event) => events.push(event) });
    const parts = ['schema', 'columns', 'associations', 'missingness', 'equal-rows', 'row-outliers', 'clusters', 'leakage'];
    expect(events.at(0)).toEqual({ type: 'stage-start', stage: 'profile' });
    expect(events.at(-1)).toEqual({ type: 'stage-end', stage: 'profile' });
    const told = events.filter((event) => event.type === 'part-progress');
    expect([...new Set(told.map(({ part }) => part))]).toEqual(parts);
    const fractions = told.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...new Set(fractions)].toSorted((one, other) => one - other));
    expect(fractions.at(-1)).toBeGreaterThan(0.9);
  });

  test('stops when aborted, before and between columns', async () => {
    await expect(profileSample('iris.csv', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    const controller = new AbortController();
    const table = await readCsv({ path: 'samples/telco-churn.csv' });
    const run = profileTable(table, { signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(run).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });

  test('leaves the event loop free between columns', async () => {
    const table = await readCsv({ path: 'samples/telco-churn.csv' });
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await profileTable(table);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });
});

test('numbers whose differences overflow are profiled as any others', async () => {
  const rows = ['-1e308,0', ',', '-1e308,1', '1e308,0', '0.1,0', '0.1,2', ',0', ',', '1e308,', ',1', '5,3', '6,2'];
  const profile = await profileTable(await readCsv({ text: ['a,b', ...rows].join('\n') }), { target: null });
  expect(profile.projection?.columns).toEqual(['a', 'b']);
  expect(profile.projection?.points.flatMap(({ x, y }) => [x, y]).every(Number.isFinite)).toBe(true);
});

describe('large tables', () => {
  test('pairs keep to their budget, those of the columns nearest the target first', async () => {
    const random = createRandom(4);
    const columns = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [`c${index}`, Array.from({ length: 40 }, () => Math.round(random() * 1e6) / 7)]),
    );
    const target = columns['c119']!.map((value, row) => value + columns['c118']![row]! / 5);
    const { associations, target: profiled } = await profileText(csvOf({ ...columns, target }), { target: 'target' });
    expect(associations.pairs).toHaveLength(3000);
    expect(associations.omittedPairs).toBe((121 * 120) / 2 - 3000);
    expect(associations.pairs.some((pair) => pair.columns.includes('c119') && pair.columns.includes('target'))).toBe(true);
    expect(profiled?.relations).toHaveLength(120);
  });

  test('many rows are sampled for associations, and said so', async () => {
    const rows = 60_000;
    const text = csvOf({
      a: Array.from({ length: rows }, (_, row) => (row * 7919) % 1000),
      b: Array.from({ length: rows }, (_, row) => row % 977),
    });
    const { associations, columns } = await profileText(text, { target: null });
    expect(associations.rowsUsed).toBe(20_000);
    expect(associations.pairs[0]?.count).toBe(20_000);
    expect(columns[0]?.count).toBe(rows);
  });
});

describe('size and patience', () => {
  test('the JSON of 20 columns keeps below 300 kB, that of 1,000 below 3 MB', async () => {
    const random = createRandom(8);
    const table = (width: number, rows: number) =>
      csvOf(
        Object.fromEntries(
          Array.from({ length: width }, (_, index) => [
            `a column with a rather long name ${index}`,
            Array.from({ length: rows }, (): string | number => {
              const value = random();
              if (index % 3 === 0) return Math.round(value * 1e9) / 1e3;
              if (index % 3 === 1) return `a category of the table ${Math.floor(value * 30)}`;
              return value < 0.3 ? '' : Math.round(value * 1e7) / 1e4;
            }),
          ]),
        ),
      );
    const sizeOf = async (width: number, rows: number) =>
      JSON.stringify(await profileText(table(width, rows), { target: null })).length;
    expect(await sizeOf(20, 2000)).toBeLessThan(300_000);
    expect(await sizeOf(1000, 100)).toBeLessThan(3_000_000);
  }, 30_000);
});
