import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import type { TargetSuggestion } from '../../src/schema/types.js';

/** The suggestion for a table of 60 rows; each column is a name and a cell per row. */
async function suggest(columns: Record<string, (row: number) => string | number>): Promise<TargetSuggestion> {
  const rows = Array.from({ length: 60 }, (_, row) =>
    Object.values(columns)
      .map((cell) => String(cell(row)))
      .join(','),
  );
  return inferSchema(await readCsv({ text: [Object.keys(columns).join(','), ...rows].join('\n') })).target;
}

const amount = (row: number) => ((row * 37) % 59) + 0.5;
const kind = (row: number) => 'abc'[row % 3] ?? '';
const yesNo = (row: number) => (row % 3 ? 'yes' : 'no');

describe('the suggested target', () => {
  it('has a telling name, wherever it stands', async () => {
    expect(await suggest({ age: amount, churn: yesNo, region: kind, visits: amount })).toMatchObject({
      column: 'churn',
      task: 'classification',
    });
    expect(await suggest({ price: amount, rooms: (row) => row % 5, area: amount })).toMatchObject({
      column: 'price',
      task: 'regression',
    });
    expect(await suggest({ is_canceled: (row) => row % 2, nights: amount, reservation_status: kind })).toMatchObject({
      column: 'is_canceled',
    });
  });

  it('is otherwise the last column', async () => {
    const { column, task, reason, candidates } = await suggest({ one: amount, two: kind, three: kind });
    expect({ column, task }).toEqual({ column: 'three', task: 'classification' });
    expect(reason).toContain('last column');
    expect(candidates.map(({ score }) => score)).toEqual(
      [...candidates.map(({ score }) => score)].sort((left, right) => right - left),
    );
  });

  it('takes y for a target, but not beside x and z', async () => {
    expect((await suggest({ a: amount, y: yesNo, b: amount })).column).toBe('y');
    expect((await suggest({ price: amount, x: amount, y: amount, z: amount })).column).toBe('price');
  });

  it('is never an identifier, a constant, a datetime or free text', async () => {
    const suggestion = await suggest({
      id: (row) => row + 1,
      label: () => 'same',
      outcome: (row) => `2020-01-${String((row % 28) + 1).padStart(2, '0')}`,
      target: (row) => `a long remark about row ${row}`,
    });
    expect(suggestion).toMatchObject({ column: null, task: null, candidates: [] });
    expect(suggestion.reason).toContain('"id" identifies rows');
  });

  it('says which columns are not considered', async () => {
    const columns = { id: (row: number) => row + 1, when: (row: number) => `2020-01-${10 + (row % 20)}`, kind, churn: yesNo };
    const { reason } = await suggest(columns);
    expect(reason).toBe(
      '"churn" is probably to be predicted: "churn" is a usual name for a target; it is the last column; it has two values; not considered: "id" identifies rows, "when" is a datetime.',
    );
    const many = await suggest({ ...columns, same: () => 'x', mail: (row) => `a${row}@b.org`, target: yesNo });
    expect(many.reason).toMatch(/; not considered: "id" identifies rows, "when" is a datetime, "same" is constant and 1 more\.$/);
  });

  it('says where a column stands', async () => {
    expect((await suggest({ churn: yesNo, a: amount })).reason).toContain('; it is the first column;');
    const behind = await suggest({ id: (row) => row + 1, churn: yesNo, a: amount });
    expect(behind.reason).toContain('; it is the first column that does not identify rows;');
  });

  it.each(['Ziel', 'Zielvariable', 'cible', 'objetivo', 'étiquette', 'alvo', 'целевая', '标签', 'ラベル'])(
    'may have the name "%s"',
    async (name) => {
      expect((await suggest({ a: amount, [name]: yesNo, b: amount, c: amount })).column).toBe(name);
    },
  );

  it('is no place, address or code of where and when', async () => {
    const suggestion = await suggest({
      lat: (row) => 47 + ((row * 7) % 60) / 100,
      lng: (row) => 8 + ((row * 11) % 60) / 100,
      target: (row) => `a${row % 3}@b.org`,
    });
    expect(suggestion).toMatchObject({ column: null, candidates: [] });
    expect(suggestion.reason).toBe(
      'No column can be a target: "lat" is a place, "lng" is a place, "target" holds e-mail addresses.',
    );
    expect((await suggest({ a: amount, b: amount, month: (row) => 1 + (row % 12) })).column).toBeNull();
  });

  it('needs a better name when nearly all its values are the same, or missing', async () => {
    const rare = (row: number) => (row === 7 ? 'yes' : 'no');
    const rows = (cell: (row: number) => string) => Array.from({ length: 300 }, (_, row) => `${row * 0.5},${cell(row)}`);
    const target = async (name: string, cell: (row: number) => string) =>
      inferSchema(await readCsv({ text: [`a,${name}`, ...rows(cell)].join('\n') })).target;
    expect((await target('fraud', rare)).column).toBe('fraud');
    expect((await target('fraud', rare)).reason).toContain('but 99.7% of its values are the same');
    expect((await target('flag', rare)).column).toBeNull();
    expect((await target('flag', (row) => (row % 2 ? 'yes' : 'no'))).column).toBe('flag');
    expect((await target('flag', (row) => (row % 5 === 0 ? 'yes' : row % 5 === 1 ? 'no' : ''))).column).toBeNull();
  });

  it('is null, with the reason, where nothing stands out', async () => {
    const suggestion = await suggest({ first: amount, Price_Each: amount, where: (row) => `place ${row % 55}` });
    expect(suggestion).toMatchObject({ column: null, task: null });
    expect(suggestion.reason).toMatch(/No column stands out/);
    expect(suggestion.candidates.length).toBeGreaterThan(0);
  });

  it('has a task by its values', async () => {
    expect((await suggest({ a: amount, quality: (row) => 3 + (row % 7) })).task).toBe('classification');
    expect((await suggest({ a: amount, default: (row) => 1 + (row % 2) })).task).toBe('classification');
    expect((await suggest({ a: amount, cnt: (row) => row % 40 })).task).toBe('regression');
    expect((await suggest({ a: amount, rating: (row) => (row % 5) / 2 })).task).toBe('regression');
  });
});

describe('samples', () => {
  it.each([
    ['telco-churn.csv', 'Churn', 'classification'],
    ['iris.csv', 'species', 'classification'],
    ['diamonds.csv', 'price', 'regression'],
    ['online-retail.csv', null, null],
  ])('%s: %s', async (file, column, task) => {
    expect(inferSchema(await readCsv({ path: `samples/${file}` })).target).toMatchObject({ column, task });
  });
});
