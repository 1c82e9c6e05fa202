import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from '../../../src/ingest/read-records.js';
import { profileTable } from '../../../src/profile/profile-table.js';
import { csvOf, profileText } from '../fixtures.js';

test('counts what a set of row keys counts', async () => {
  const row = fc.record({
    code: fc.constantFrom('a', 'b', 'é', null),
    size: fc.constantFrom(0, -1.5, 3, null),
    day: fc.constantFrom('2024-01-01', '2024-01-02', null),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const distinct = new Set(rows.map((one) => JSON.stringify(one))).size;
      const { duplicateRows } = await profileTable(await readRecords(rows), { target: null });
      expect(duplicateRows).toBe(rows.length - distinct);
    }),
    { numRuns: 60 },
  );
});

test('compares values, so that 1 and 1.0 are equal, and missing equals missing', async () => {
  expect((await profileText('a,b\n1,x\n1.0,x\n1,y\n,x\n,x\n')).duplicateRows).toBe(2);
});

test('many rows of few values', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ a: index % 100, b: `k${index % 7}` }));
  expect((await profileTable(await readRecords(rows), { target: null })).duplicateRows).toBe(20_000 - 700);
});

test('rows equal in all but the target and the identifier contradict each other', async () => {
  const rows = Array.from({ length: 100 }, (_, row) => row);
  const text = csvOf({
    id: rows.map((row) => `K${1000 + row}`),
    size: rows.map((row) => (row < 4 ? 0.5 : row + 0.25)),
    kind: rows.map((row) => (row < 4 ? 'a' : 'b')),
    won: rows.map((row) => (row < 3 ? ['yes', 'no', 'yes'][row]! : row === 3 ? '' : row % 2 === 0 ? 'yes' : 'no')),
  });
  const { target, findings } = await profileText(text, { target: 'won' });
  // The fourth row has no target and contradicts nobody.
  expect(target?.conflicts).toEqual({ columns: 2, groups: 1, rows: 3, examples: [[0, 1, 2]] });
  expect(findings.find(({ code }) => code === 'TARGET_CONFLICTS')).toMatchObject({ numbers: { rows: 3, groups: 1 } });
});

test('nothing contradicts a number, nor rows that another column tells apart', async () => {
  const rows = Array.from({ length: 60 }, (_, row) => row);
  const text = csvOf({
    size: rows.map((row) => row * 1.5),
    won: rows.map((row) => row % 2),
    amount: rows.map((row) => (row * 37) % 50),
  });
  expect((await profileText(text, { target: 'amount', task: 'regression' })).target?.conflicts).toBeNull();
  expect((await profileText(text, { target: 'won' })).target?.conflicts).toMatchObject({ columns: 2, groups: 0, rows: 0 });
});
