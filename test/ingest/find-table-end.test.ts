import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTableEnd, isRepeatedHeader } from '../../src/ingest/find-table-end.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import type { RowsAtEnd } from '../../src/ingest/find-table-end.js';

/** Rows of a file without quotes, by lines; the first holds the names. */
function rowsOf([header = '', ...lines]: readonly string[], looked: number[] = []): RowsAtEnd {
  const names = header.split(',');
  const rows: string[][] = [];
  const afterBlank: number[] = [];
  let isBlank = false;
  for (const line of lines) {
    if (line !== '') {
      if (isBlank) afterBlank.push(rows.length);
      rows.push(line.split(','));
    }
    isBlank = line === '';
  }
  const ragged = rows.flatMap((row, index) => (row.length === names.length ? [] : [index]));
  return {
    rowCount: rows.length,
    width: names.length,
    names,
    ragged: { rows: Uint32Array.from(ragged), cells: Uint32Array.from(ragged, (row) => rows[row]!.length) },
    afterBlank: Uint32Array.from(afterBlank),
    text: (row, column) => {
      looked.push(row);
      return rows[row]?.[column] ?? '';
    },
  };
}

const towns = ['Ulm', 'Bern', 'Rome', 'Oslo', 'Kiel', 'Graz', 'Nice', 'Linz', 'Bonn', 'Genf'];
const three = ['town,men,women', ...towns.map((town, index) => `${town},${index * 7},${index * 9}`)];
const two = ['town,people', ...towns.map((town, index) => `${town},${index * 7}`)];
const texts = ['name,town,street', ...towns.map((town, index) => `Ann ${index},${town},Main St`)];

describe('rows of empty cells', () => {
  it.each([
    ['at the end', [...three, ',,', ', ,'], { rowCount: 10, reason: 'empty-rows' }],
    ['behind a blank line', [...three, '', ',,', '', ',,'], { rowCount: 10, reason: 'empty-rows' }],
    ['in the middle', [...three, ',,', 'Jena,4,5'], null],
    ['alone', ['a,b', ',', ','], null],
    ['of one column', ['a', 'x', ' ', ' '], null],
  ])('%s', (_, file, expected) => {
    expect(findTableEnd(rowsOf(file))).toEqual(expected);
  });

  it('are counted in the warning', async () => {
    const { rowCount, source } = await readCsv({ text: `${three.join('\n')}\n,,\n,,\n` });
    expect([rowCount, source.warnings]).toEqual([10, [expect.objectContaining({ code: 'EMPTY_ROWS_SKIPPED', count: 2 })]]);
    expect((await readCsv({ text: `${three.join('\n')}\n,,\n,,\n` }, { wholeFile: true })).rowCount).toBe(12);
  });
});

describe('footnotes', () => {
  it.each([
    ['a source behind a blank line', [...three, '', 'Source: office'], 10],
    ['a source right below', [...three, 'Source: office'], 10],
    ['a source, padded', [...three, 'Source: office,,'], 10],
    ['several notes', [...three, '', '* preliminary', '** revised', 'Source: office'], 10],
    ['notes with delimiters in them', [...three, '', 'Note: figures, as always, are rounded, and so on', 'Source: office'], 10],
    ['a note of as many cells as the table', [...three, '', 'Note: rounded, as always, by us'], 10],
    ['numbered notes', [...three, '', '1) Without Bern', '2) Estimated'], 10],
    [
      'a line of dashes, as offices write',
      [...three, '__________', 'Population by towns:', 'Since the census.', '© Office, 2021 | made: 2021-02-17'],
      10,
    ],
    ['a total behind a blank line', [...three, '', 'Total,315,405'], 10],
    ['below a table of two columns', [...two, '', 'Source: office'], 10],
    ['a note beginning with a date', [...three, '', '31.12.2020: last count'], 10],
    ['when it was made', [...three, '', 'Stand: 31.12.2020'], 10],
    ['when it was made, in a pair', [...three, '', 'Last updated,2020-12-31'], 10],
    ['a note in the second column', [...three, '', ',Source: office,'], 10],
    ['rows of empty cells before notes', [...three, ',,', 'Source: office,,'], 10],
    ['a number of rows', [...three, '', '(10 rows)'], 10],
    ['a line of words behind texts', [...texts, '', 'Source: the registry of all the towns'], 10],
  ])('%s', (_, lines, rowCount) => {
    expect(findTableEnd(rowsOf(lines))).toEqual(rowCount === null ? null : { rowCount, reason: 'footnotes' });
  });
});

describe('rows that belong to the table', () => {
  it.each([
    ['all', three],
    ['one blank line in the middle', [...three.slice(0, 5), '', ...three.slice(5)]],
    ['many blank lines', three.flatMap((line) => [line, ''])],
    ['a blank line before the last row', [...three.slice(0, 10), '', three[10]!]],
    ['a blank line before the last row of texts', [...texts.slice(0, 10), '', texts[10]!]],
    ['a short row', [...three.slice(0, 5), 'Ulm', ...three.slice(5)]],
    ['a short last row with a value', [...three, 'Mainz,5']],
    ['a last row with missing values', [...three, 'Mainz,,']],
    ['a last row of a long name', [...three, 'New York City,5,7']],
    ['short rows throughout', three.map((line, index) => (index % 2 === 1 ? line.split(',').slice(0, 2).join(',') : line))],
    ['a total right below', [...three, 'Total,315,405']],
    ['a column alone', ['remark', 'a', 'b', '', 'Source: office']],
    [
      'values that are mostly missing',
      ['name,x,y', ...towns.map((town, index) => (index % 4 === 0 ? `${town},1,2` : `${town},,`))],
    ],
    ['section titles throughout', ['name,x,y', 'North', 'Ulm,1,2', 'Kiel,2,3', '', 'South', 'Rome,1,2', 'Nice,3,4']],
    ['sections behind blank lines', ['name,x,y', 'North,,', 'Ulm,1,2', 'Kiel,2,3', '', 'South,,', 'Rome,1,2', 'Nice,3,4']],
    ['two rows of notes alone', ['name,x,y', 'Note: one,,', 'Note: two,,']],
    ['no rows', ['a,b,c']],
    ['surplus delimiters in the second half', [...three, ...three.slice(1).map((line) => `${line},`)]],
  ])('%s', (_, lines) => {
    expect(findTableEnd(rowsOf(lines))).toBeNull();
  });

  it('are never cut off when they all have values', () => {
    const cell = fc.oneof(fc.integer().map(String), fc.constantFrom('Ulm', 'Source: x', 'Total', 'name'));
    const line = fc
      .tuple(fc.constantFrom('Ulm', 'Total', 'Note', '7'), fc.integer().map(String), cell)
      .map((cells) => cells.join(','));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), (lines) => {
        expect(findTableEnd(rowsOf(['town,people,note', ...lines]))).toBeNull();
      }),
    );
  });
});

describe('further tables', () => {
  it.each([
    ['with more columns', [...three, '', 'name,a,b,c', ...many(6, (n) => `x${n},1,2,3`)], 10],
    ['with fewer columns', [...three, '', ...two], 10],
    ['with a title', [...three, '', 'Table 2: people', 'town,people', ...two.slice(1)], 10],
    ['with a title behind a blank line', [...three, '', 'Table 2: people', '', ...two], 10],
    [
      'with as many columns and other names',
      [...three, '', 'year,births,deaths', ...many(6, (n) => `${2000 + n},${n},${n}`)],
      10,
    ],
    [
      'with a title, as many columns and other names',
      [...three, '', 'Table 2,,', 'year,births,deaths', ...many(6, (n) => `${2000 + n},${n},${n}`)],
      10,
    ],
    ['after notes', [...three, 'Source: office', '', 'name,a,b,c', ...many(6, (n) => `x${n},1,2,3`)], 10],
    ['before notes', [...three, '', ...two, '', 'Source: office'], 10],
  ])('%s', (_, lines, rowCount) => {
    expect(findTableEnd(rowsOf(lines))).toEqual({ rowCount, reason: 'tables' });
  });
});

it('looks at few rows of many', () => {
  const looked: number[] = [];
  const lines = ['town,men,women', ...many(20_000, (n) => `Ulm,${n},${n}`), 'Source: office'];
  expect(findTableEnd(rowsOf(lines, looked))?.rowCount).toBe(20_000);
  expect(new Set(looked).size).toBeLessThan(200);
});

it('takes no long time over many blank lines', () => {
  const lines = ['a,b,c', ...many(20_000, (n) => `x,${n},${n}`).flatMap((line) => [line, ''])];
  const start = performance.now();
  expect(findTableEnd(rowsOf(lines))).toBeNull();
  expect(performance.now() - start).toBeLessThan(2000);
});

it('looks at few cells, however wide the table is and however many blank lines it has', () => {
  const width = 2000;
  const looked: number[] = [];
  const names = Array.from({ length: width }, (_, column) => `n${column}`).join(',');
  const values = Array<string>(width).fill('7').join(',');
  const words = Array<string>(width).fill('y').join(',');
  const lines = Array.from({ length: 900 }, (_, row) => (row % 3 === 0 ? ['', words] : [values])).flat();
  expect(findTableEnd(rowsOf([names, ...lines], looked))).toBeNull();
  expect(looked.length).toBeLessThan(5_000_000);
});

describe('a repeated header', () => {
  const names = ['town', 'men', 'women', 'all'];
  it.each([
    ['is the header itself', names, names, true],
    ['has half of the names', names, ['town', 'men', 'x', 'y'], true],
    ['has more cells', names, [...names, 'more'], true],
    ['has one of four', names, ['town', '1', '2', '3'], false],
    ['has names at other places', names, ['men', 'town', 'all', 'women'], false],
    ['has both of two', ['a', 'b'], ['a', 'b'], true],
    ['has one of two', ['a', 'b'], ['a', '1'], false],
    ['has the only name', ['a'], ['a'], false],
    ['has empty names in common', ['a', '', '', ''], ['x', '', '', ''], false],
    ['has none', names, ['', '', '', ''], false],
    ['has two of five', ['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'x', 'y', 'z'], false],
  ])('%s', (_, header, cells, expected) => {
    expect(isRepeatedHeader(header, cells)).toBe(expected);
  });
});

function many(count: number, line: (number: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => line(index + 1));
}
