import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRecords } from '../../../src/ingest/read-records.js';
import { profileTable } from '../../../src/profile/profile-table.js';
import { createRandom } from '../../../src/table/random.js';
import { csvOf, profileText } from '../fixtures.js';

const rows = Array.from({ length: 400 }, (_, row) => row);
const noise = createRandom(9);
const number = (): number => Math.round(noise() * 1e6) / 1e3;

test('patterns and complete rows are those of the rows', async () => {
  const cell = fc.constantFrom(1.5, 2.5, null);
  const row = fc.record({ a: cell, b: cell, c: cell, d: fc.constantFrom('x', null) });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 70 }), async (records) => {
      const { missingness } = await profileTable(await readRecords(records), { target: null });
      const expected = new Map<string, number>();
      for (const record of records) {
        const missing = Object.entries(record)
          .filter(([, value]) => value === null)
          .map(([name]) => name);
        expected.set(missing.join(), (expected.get(missing.join()) ?? 0) + 1);
      }
      expect(missingness.completeRows).toBe(expected.get('') ?? 0);
      for (const { columns, rows: count } of missingness.patterns) expect(count).toBe(expected.get(columns.join()));
      expect(missingness.patterns).toHaveLength(Math.min(10, [...expected.keys()].filter((key) => key !== '').length));
    }),
    { numRuns: 60 },
  );
});

describe('columns', () => {
  test('missing together are named with their rows', async () => {
    const away = (row: number): boolean => row % 7 === 0;
    const text = csvOf({
      a: rows.map((row) => (away(row) ? '' : number())),
      b: rows.map((row) => (away(row) ? '' : number())),
      c: rows.map((row) => (row % 11 === 0 ? '' : number())),
    });
    const { missingness, findings } = await profileText(text, { target: null });
    expect(missingness.together).toEqual([{ columns: ['a', 'b'], rows: 58 }]);
    expect(findings.find(({ code }) => code === 'MISSING_TOGETHER')?.sentence).toBe('"a" and "b" are blank in the same 58 rows.');
  });

  test('missing by another column are named with where', async () => {
    const text = csvOf({
      status: rows.map((row) => (row % 3 === 0 ? 'active' : 'ended')),
      size: rows.map((row) => row + 0.5),
      endReason: rows.map((row) => (row % 3 === 0 ? '' : ['price', 'service'][row % 2]!)),
      score: rows.map((row) => (row >= 300 ? '' : number())),
      free: rows.map((row) => (row % 5 === 0 ? '' : number())),
    });
    const { missingness } = await profileText(text, { target: null });
    expect(missingness.dependent).toEqual([
      {
        column: 'endReason',
        by: 'status',
        where: 'active',
        strength: expect.closeTo(1, 2) as number,
        share: 1,
        shareElsewhere: 0,
      },
      {
        column: 'score',
        by: 'size',
        where: '> 200',
        // The correlation ratio of a number with a split at three quarters of its ranks: sqrt(3 / 4 * 1 / 4 * 3).
        strength: expect.closeTo(0.75, 2) as number,
        share: 0.5,
        shareElsewhere: 0,
      },
    ]);
  });

  test('a table without blanks has nothing to tell', async () => {
    const { missingness } = await profileText(csvOf({ a: rows, b: rows.map(number) }), { target: null });
    expect(missingness).toEqual({ completeRows: 400, patterns: [], together: [], dependent: [], rowsUsed: 400 });
  });
});
