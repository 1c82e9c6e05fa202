import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { cellText } from '../../src/table/cell-text.js';
import { numberRange } from '../../src/table/number-range.js';
import type { Column } from '../../src/table/types.js';
import { csvOf } from './cells.js';

/** One column read from CSV text, beside another so that its cells may be empty. */
async function columnOf(cells: readonly string[]): Promise<Column> {
  const { columns } = await readCsv({ text: csvOf([['k', 'x'], ...cells.map((cell) => ['k', cell])]) }, { delimiter: ',' });
  return columns[1]!;
}

const textsOf = (column: Column, rows: readonly number[]) => rows.map((row) => cellText(column, row));

describe('numbers', () => {
  it('keep their decimals, wherever the first of them stand', async () => {
    const whole = Array.from({ length: 30_000 }, (_, index) => String(index % 500));
    const mixed = await columnOf([...whole, '2.50', '', '3']);
    expect(textsOf(mixed, [0, 29_999, 30_000, 30_001, 30_002])).toEqual(['0', '499', '2.50', null, '3']);
    const other = await columnOf([...whole, '1.5', '$2', '-7.125']);
    expect(textsOf(other, [1, 30_000, 30_001, 30_002])).toEqual(['1', '1.5', '$2', '-7.125']);
  });

  it('become texts late with all of their digits', async () => {
    const whole = Array.from({ length: 20_000 }, (_, index) => String(index % 500));
    const words = Array.from({ length: 20_000 }, (_, index) => `word ${index % 30}`);
    const column = await columnOf([...whole, ...words]);
    expect(column.form).toBe('dictionary');
    expect(textsOf(column, [0, 499, 19_999, 20_000, 39_999])).toEqual(['0', '499', '499', 'word 0', 'word 19']);
  });

  it('have the range that is found while reading, and no other', async () => {
    const cell = fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: -99, max: 99 }).map(String) },
      { weight: 3, arbitrary: fc.constantFrom('', '0.5', '-1.25', '2.50', '1e3', 'NA', '$4', '2024-01-31') },
      { weight: 1, arbitrary: fc.constantFrom('word', 'Total', ' ') },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 40 }), fc.constantFrom(1, 900), async (cells, times) => {
        const column = await columnOf(Array.from({ length: times }, () => cells).flat());
        if (column.form === 'dictionary') return;
        expect(numberRange(column.values)).toEqual(numberRange(column.values.slice()));
      }),
      { numRuns: 60 },
    );
  });

  it('have it without the rows that turn out to be another table', async () => {
    const rows = Array.from({ length: 50 }, (_, index) => `${index},${index % 7}`);
    const { rowCount, columns } = await readCsv({
      text: ['a,b', ...rows, '', 'c,d,e', '999999,888888,1', '777777,666666,2', '555555,444444,3', ''].join('\n'),
    });
    expect(rowCount).toBe(50);
    for (const column of columns) {
      if (column.form === 'dictionary') throw new Error(`${column.name} should hold numbers`);
      expect(numberRange(column.values)).toEqual(numberRange(column.values.slice()));
      expect(numberRange(column.values).max).toBeLessThan(50);
    }
  });
});
