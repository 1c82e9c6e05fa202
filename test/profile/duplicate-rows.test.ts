import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecords } from '../../src/ingest/read-records.js';
import { countDuplicateRows } from '../../src/profile/duplicate-rows.js';
import { profileText } from './fixtures.js';

test('counts what a set of row keys counts', async () => {
  const row = fc.record({
    code: fc.constantFrom('a', 'b', 'é', null),
    size: fc.constantFrom(0, -1.5, 3, null),
    day: fc.constantFrom('2024-01-01', '2024-01-02', null),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const distinct = new Set(rows.map((one) => JSON.stringify(one))).size;
      expect(countDuplicateRows(await readRecords(rows))).toBe(rows.length - distinct);
    }),
    { numRuns: 60 },
  );
});

test('compares values, so that 1 and 1.0 are equal, and missing equals missing', async () => {
  expect((await profileText('a,b\n1,x\n1.0,x\n1,y\n,x\n,x\n')).duplicateRows).toBe(2);
});

test('many rows of few values', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => ({ a: index % 100, b: `k${index % 7}` }));
  expect(countDuplicateRows(await readRecords(rows))).toBe(20_000 - 700);
});
