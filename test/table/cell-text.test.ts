import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { cellText, isMissing, originalCellText } from '../../src/table/cell-text.js';

const texts = async (text: string) => {
  const table = await readCsv({ text });
  return table.columns.map((column) =>
    Array.from({ length: table.rowCount }, (_, row) => ({
      text: cellText(column, row),
      original: originalCellText(column, row),
      missing: isMissing(column, row),
    })),
  );
};

describe('cellText', () => {
  it("is the file's own text, also of numbers not in canonical form, and null where missing", async () => {
    const [numbers] = await texts('n,x\n1.0,\n2,\n+3,\n ,\nNA,\n,\n-0,\n');
    expect(numbers?.map(({ text }) => text)).toEqual(['1.0', '2', '+3', null, null, null, '-0']);
    expect(numbers?.map(({ original }) => original)).toEqual(['1.0', '2', '+3', ' ', 'NA', '', '-0']);
    expect(numbers?.map(({ missing }) => missing)).toEqual([false, false, false, true, true, true, false]);
  });

  it('keeps the text of datetimes and of texts', async () => {
    const [dates, words] = await texts('d,w\n2020-01-05, a\n2020-01-06T00:00:00.000Z,?\n,NULL\n');
    expect(dates?.map(({ text }) => text)).toEqual(['2020-01-05', '2020-01-06T00:00:00.000Z', null]);
    expect(words?.map(({ text }) => text)).toEqual([' a', '?', null]);
    expect(words?.map(({ original }) => original)).toEqual([' a', '?', 'NULL']);
  });

  it('is null beyond the last row', async () => {
    const table = await readCsv({ text: 'a,b\n1,x\n' });
    expect(table.columns.map((column) => cellText(column, 5))).toEqual([null, null]);
  });
});
