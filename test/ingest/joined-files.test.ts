import { describe, expect, it } from 'vitest';
import { convertCsv } from '../../src/ingest/convert-csv.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import { readRows } from '../../src/ingest/read-rows.js';
import type { ReadCsvOptions } from '../../src/ingest/types.js';
import { cellsOf, collect } from './cells.js';

/** Lines of a table of an id and a value. */
const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index},v${(from + index) % 3}`);
const header = 'id,value';

async function read(lines: readonly string[], options?: ReadCsvOptions) {
  const table = await readCsv({ text: `${lines.join('\n')}\n` }, options);
  return { ...table, ids: cellsOf(table).map(([id]) => id), warnings: table.source.warnings };
}

describe('files put together, header and all', () => {
  const joined = [header, ...rows(0, 20), header, ...rows(20, 30), header, '30', ...rows(31, 40)];

  it('are one table, without the headers in between', async () => {
    const { ids, warnings } = await read(joined);
    expect(ids).toEqual(Array.from({ length: 40 }, (_, id) => String(id)));
    expect(warnings).toMatchObject([
      { code: 'ROWS_SHORT', count: 1, line: 34 },
      { code: 'HEADER_REPEATED', count: 2, line: 22 },
    ]);
  });

  it('give the same rows one by one, and as text', async () => {
    const text = `${joined.join('\n')}\n`;
    expect((await collect(readRows({ text }))).map(({ id }) => id)).toEqual((await read(joined)).ids);
    expect((await collect(convertCsv({ text }))).join('').split('\n')).toHaveLength(42);
  });

  it('keep every row when asked', async () => {
    const { rowCount, warnings } = await read(joined, { wholeFile: true });
    expect(rowCount).toBe(42);
    expect(warnings.map(({ code }) => code)).not.toContain('HEADER_REPEATED');
  });

  it('may be very many', async () => {
    const lines = [header, ...rows(0, 1000), ...Array<string>(600_000).fill(header), ...rows(1000, 1010)];
    const { rowCount, warnings } = await read(lines);
    expect(rowCount).toBe(1010);
    expect(warnings).toMatchObject([{ code: 'HEADER_REPEATED', count: 600_000, line: 1002 }]);
  });
});

describe('another table below', () => {
  it('is left out where the header stands once more', async () => {
    const { ids, warnings } = await read([header, ...rows(0, 20), header, ...rows(20, 30)]);
    expect(ids).toHaveLength(20);
    expect(warnings).toMatchObject([{ code: 'TABLES_SKIPPED', count: 10, line: 22 }]);
    expect((await read([header, ...rows(0, 20), header, ...rows(20, 30)], { wholeFile: true })).rowCount).toBe(31);
  });

  it('is left out where its header has names of the first', async () => {
    const { rowCount, warnings } = await read(['a,b,c,d', ...Array<string>(9).fill('1,2,3,4'), 'a,b,c', '5,6,7']);
    expect(rowCount).toBe(9);
    expect(warnings).toMatchObject([{ code: 'TABLES_SKIPPED', line: 11 }]);
  });
});

it('columns without name and values are left out, others keep a name', async () => {
  const table = await readCsv({ text: 'a,,b,\n1,x,2,\n3,,4,\n' });
  expect(table.columns.map(({ name }) => name)).toEqual(['a', 'column_2', 'b']);
  expect(table.source.warnings.map(({ code }) => code)).toEqual(['HEADER_RENAMED', 'COLUMN_DROPPED']);
});

it('a header that ends the file begins no table: it is left out, and said', async () => {
  const table = await readCsv({ text: 'name,age\nAda,36\nBob,41\nname,age\n' });
  expect(table.rowCount).toBe(2);
  expect(table.source.warnings).toMatchObject([{ code: 'HEADER_REPEATED', count: 1, line: 4 }]);
});

it('columns without names and values stay where there are no others', async () => {
  const table = await readCsv({ text: ',,\n,,\n,,\n' }, { delimiter: ',', headerRows: 1 });
  expect(table.columns.map(({ name }) => name)).toEqual(['column_1', 'column_2', 'column_3']);
  expect(table.rowCount).toBe(2);
});
