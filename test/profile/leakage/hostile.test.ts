import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from '../../../src/ingest/read-records.js';
import { profileTable } from '../../../src/profile/profile-table.js';
import { leakageOf, throwDice, type Cells } from './rows.js';

const cells = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('', '0', '1', 'yes', 'no', 'NA', '-1', '999') },
  { weight: 2, arbitrary: fc.integer().map(String) },
  fc.double().map(String),
  fc.constantFrom('1e308', '-1e308', '5e-324', '1e999', '2024-01-31', '31/12/2023', '2024-01-31T10:00:00Z', '9999-12-31'),
  fc.string(),
  fc.constantFrom('a b c', 'é'.repeat(300), 'A-1', 'x,y', '"', '😀', '__proto__', 'constructor'),
);

/** Columns of one or few kinds of cells, so that types come out. */
const column = fc
  .array(cells, { minLength: 1, maxLength: 4 })
  .chain((kinds) => fc.array(fc.constantFrom(...kinds), { minLength: 45, maxLength: 45 }));

test('any table is examined for any target, with plain figures and real columns', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(column, { minLength: 2, maxLength: 6 }), fc.nat(), async (columns, chosen) => {
      const names = columns.map((_, index) => ['constructor', 'end_date', 'start_date', 'year', 'month', 'day'][index]!);
      const records = Array.from({ length: 45 }, (_, row) =>
        Object.fromEntries(names.map((name, index) => [name, columns[index]![row]])),
      );
      const table = await readRecords(records);
      const target = table.columns[chosen % table.columns.length]!.name;
      const { leakage } = await profileTable(table, { target });
      for (const { columns: accused, numbers, sentence, severity } of leakage) {
        expect(accused).not.toContain(target);
        expect(table.columns.map(({ name }) => name)).toEqual(expect.arrayContaining([...accused]));
        expect(Object.values(numbers).every((value) => value === null || Number.isFinite(value))).toBe(true);
        expect(sentence).not.toMatch(/NaN|undefined|Infinity|null/);
        expect(['high', 'medium', 'low']).toContain(severity);
      }
    }),
    { numRuns: 150 },
  );
});

test.each<[string, (row: number) => string | number]>([
  ['every value different', (row) => `v${row}`],
  ['nothing at all', () => ''],
  ['one value', () => 'same'],
  ['numbers too large to square', (row) => (row % 2 === 0 ? 1e308 : -1e308)],
  ['numbers too small to tell', (row) => 5e-324 * (row % 3)],
  ['numbers that differ in their last digit', (row) => 9007199254740000 + row],
])('a target or a column of %s', async (_, make) => {
  const dice = throwDice(90, 2);
  const odd: Cells = dice.each(make);
  const columns = { odd, twin: odd, other: dice.each(() => dice.whole(1, 9)), kind: dice.each(() => dice.pick(['a', 'b'])) };
  for (const target of Object.keys(columns)) {
    for (const { numbers } of await leakageOf(columns, target)) {
      expect(Object.values(numbers).every((value) => value === null || Number.isFinite(value))).toBe(true);
    }
  }
});
