import csvParser from 'csv-parser';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { convertCsv } from '../../src/ingest/convert-csv.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import { readRows } from '../../src/ingest/read-rows.js';
import { cellsOf, collect, csvOf, cutBytes, namesOf, utf8 } from './cells.js';
import { fixtureFiles } from './fixture-files.js';

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.constantFrom('"', ',', '\n', '\r', ' ', ';', 'a', '1', '.', '-', '\ufeff'), { maxLength: 6 })
      .map((parts) => parts.join('')),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('1', '1.0', '007', 'NA', '?', '', ' ', '2020-01-01', '3/4/20', 'yes', '1e5', '-0', '__proto__'),
  },
  { weight: 1, arbitrary: fc.double().map(String) },
);
/** Rows of equal width, the first one with names; a blank row would be none in a table of several columns, so cell 0 is "k". */
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }))
  .map((rows) => rows.map((row) => ['k', ...row]));

describe('any table', () => {
  it('survives RFC 4180 text, reading, converting and reading again', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.boolean(),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.nat(200),
        async (rows, quoteAll, lineEnd, cut) => {
          const width = rows[0]?.length ?? 2;
          const names = Array.from({ length: width }, (_, index) => `n${index}`);
          const bytes = utf8(csvOf([names, ...rows], { quoteAll, lineEnd }));
          const read = await readCsv(cutBytes(bytes, cut), { delimiter: ',' });
          expect(namesOf(read)).toEqual(names);
          expect(cellsOf(read)).toEqual(rows);
          const converted = (await collect(convertCsv(cutBytes(bytes, cut), { delimiter: ',' }))).join('');
          expect(converted).toBe(csvOf([names, ...rows]));
          const objects = await collect(readRows(cutBytes(bytes, cut), { delimiter: ',', kind: 'csv' }));
          expect(objects.map((row) => Object.values(row))).toEqual(rows);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives the same evidence in any order of its rows', async () => {
    const shuffled = table
      .filter((rows) => rows.length > 1)
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, others]) => {
        const [one, two] = await Promise.all(
          [rows, others].map((cells) =>
            readCsv({ text: csvOf([cells[0]!.map((_, index) => `n${index}`), ...cells]) }, { delimiter: ',' }),
          ),
        );
        expect(two!.columns.map(({ evidence, format }) => ({ evidence, format }))).toEqual(
          one!.columns.map(({ evidence, format }) => ({ evidence, format })),
        );
      }),
    );
  });
});

/** What csv-parser alone makes of a file. */
async function reference(text: string, separator: string): Promise<string[][]> {
  const rows = await collect(
    Readable.from([text]).pipe(csvParser({ headers: false, separator })) as AsyncIterable<Record<string, string>>,
  );
  return rows.map((row) => Object.values(row)).filter((row) => row.length > 0);
}

describe('csv-parser, as reference', () => {
  it.each([
    ['plain', 'a,b,c\n1,2,3\n4,5,6\n', ','],
    ['quoted commas and line ends', 'name,note\n"Braund, Mr. Owen","line one\nline two"\n"x ""y"" z",""\n', ','],
    ['windows line ends', 'a,b\r\n1,"p\r\nq"\r\n2,z\r\n', ','],
    ['semicolons', '"a";"b"\n1;"x, y"\n2;z\n', ';'],
    ['multi-byte characters', 'größe,名前\nß,日本語\n', ','],
    ['empty cells', 'a,b,c\n,,\n1,,\n,,2\n', ','],
    ['no last line end', 'a,b\n1,2\n3,4', ','],
  ])('sees the same cells: %s', async (_, text, separator) => {
    const read = await readCsv({ text });
    const expected = await reference(text, separator);
    expect([namesOf(read), ...cellsOf(read)]).toEqual(expected);
    expect((await collect(readRows({ text }))).map((row) => Object.values(row))).toEqual(expected.slice(1));
  });

  it('sees the same cells in any regular table', async () => {
    // Without bare CR, which csv-parser keeps inside unquoted cells, and with everything quoted.
    const regular = table.filter((rows) => rows.length > 0 && rows.flat().every((text) => !text.includes('\r')));
    await fc.assert(
      fc.asyncProperty(regular, async (rows) => {
        const text = csvOf([rows[0]!.map((_, index) => `n${index}`), ...rows], { quoteAll: true });
        const read = await readCsv({ text }, { delimiter: ',' });
        expect(cellsOf(read)).toEqual((await reference(text, ',')).slice(1));
      }),
    );
  });
});

describe('both readers', () => {
  it.each(fixtureFiles())('see the same cells in $name', async ({ path }) => {
    const table = await readCsv({ path });
    const rows = await collect(readRows({ path }, { ...table.source.dialect, encoding: table.source.encoding, kind: 'csv' }));
    // Footnotes and what stands below them are left out once the whole file is known.
    const read = rows.slice(0, table.rowCount);
    expect(read.map((row) => namesOf(table).map((name) => row[name]))).toEqual(cellsOf(table));
    expect(rows.length).toBe(table.rowCount);
  });
});
