import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import type { Column } from '../../src/table/types.js';
import { cellsOf, namesOf } from './cells.js';

const read = (text: string, options?: Parameters<typeof readCsv>[1]) => readCsv({ text }, options);
const column = async (cells: readonly string[], options?: Parameters<typeof readCsv>[1]): Promise<Column> => {
  const table = await read(['c,z', ...cells.map((cell) => `${cell},z`)].join('\n'), options);
  return table.columns[0] as Column;
};
const warning = async (text: string, code: string) => (await read(text)).source.warnings.find((one) => one.code === code);

describe('cells', () => {
  it.each([
    [
      'quotes, commas, doubled quotes and line ends',
      'a,b\n"1,2","x ""y"" z"\n"p\nq",\n',
      [
        ['1,2', 'x "y" z'],
        ['p\nq', ''],
      ],
    ],
    [
      'a quote inside an unquoted cell',
      'a,b\n5" pipe,x\n6" pipe,"y"\n',
      [
        ['5" pipe', 'x'],
        ['6" pipe', 'y'],
      ],
    ],
    [
      'CRLF, CR and a missing last line end',
      'a,b\r\n1,2\r3,4',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'blank lines',
      '\n\na,b\n\n1,2\n   \n3,4\n\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'rows of empty cells',
      'a,b\n,\n1,2\n',
      [
        ['', ''],
        ['1', '2'],
      ],
    ],
    ['a column alone, with empty cells', 'a\n1\n""\n \n2\n', [['1'], [''], [' '], ['2']]],
  ])('%s', async (_, text, cells) => {
    expect(cellsOf(await read(text))).toEqual(cells);
  });

  it.each([
    ['a;b;c\n1,5;2,5;3,5\n4,1;5,1;6,1\n', ';', 3],
    ['a\tb\n1\t2\n', '\t', 2],
    ['a|b|c\nx, y|2|3\n', '|', 3],
    ['a,b\n"x;y;z",2\n"p;q;r",3\n', ',', 2],
    ['name\nAda\nGrace\n', ',', 1],
  ])('finds the delimiter of %j', async (text, delimiter, width) => {
    const table = await read(text);
    expect(table.source.dialect?.delimiter).toBe(delimiter);
    expect(table.columns.length).toBe(width);
  });

  it('takes the dialect it is told', async () => {
    const table = await read("a:b\n'x:y':2\n", { delimiter: ':', quote: "'" });
    expect(cellsOf(table)).toEqual([['x:y', '2']]);
    expect(cellsOf(await read('a,b\n"x,2\n', { quote: '' }))).toEqual([['"x', '2']]);
    expect(namesOf(await read('1,x\n2,y\n', { headerRows: 0 }))).toEqual(['column_1', 'column_2']);
    expect(cellsOf(await read('1,x\n2,y\n', { headerRows: 0 }))).toEqual([
      ['1', 'x'],
      ['2', 'y'],
    ]);
  });
});

describe('header', () => {
  it('makes empty and repeated names unique, and never takes a name of the file', async () => {
    const table = await read('price,,price,price_2,price, x \n1,2,3,4,5,6\n');
    expect(namesOf(table)).toEqual(['price', 'column_2', 'price_3', 'price_2', 'price_4', 'x']);
    expect(table.source.warnings.find(({ code }) => code === 'HEADER_RENAMED')?.count).toBe(3);
  });

  it('takes hostile names for ordinary ones', async () => {
    const table = await read('__proto__,constructor,toString,hasOwnProperty\n1,a,true,2020-01-01\n');
    expect(namesOf(table)).toEqual(['__proto__', 'constructor', 'toString', 'hasOwnProperty']);
    expect(cellsOf(table)).toEqual([['1', 'a', 'true', '2020-01-01']]);
    expect(({} as Record<string, unknown>)['1']).toBeUndefined();
  });

  it('warns of a header without rows', async () => {
    const table = await read('a,b\n');
    expect(table.rowCount).toBe(0);
    expect(namesOf(table)).toEqual(['a', 'b']);
    expect(table.source.warnings.map(({ code }) => code)).toEqual(['HEADER_ONLY']);
  });
});

describe('ragged rows', () => {
  it('fills up short ones and counts them', async () => {
    const text = 'a,b,c\n1,2,3\n4\n5,6\n';
    expect(cellsOf(await read(text))).toEqual([
      ['1', '2', '3'],
      ['4', '', ''],
      ['5', '6', ''],
    ]);
    expect(await warning(text, 'ROWS_SHORT')).toMatchObject({ count: 2, line: 3 });
  });

  it('drops the surplus of long ones and counts it, unless it is blank', async () => {
    const text = 'a,b\n1,2,\n"x\ny",2\n3,4,5\n';
    expect(cellsOf(await read(text))).toEqual([
      ['1', '2'],
      ['x\ny', '2'],
      ['3', '4'],
    ]);
    expect(await warning(text, 'ROWS_LONG')).toMatchObject({ count: 1, line: 5 });
  });

  it('counts text behind a closing quote', async () => {
    expect(await warning('a,b\n1,2\n"x"y,3\n', 'QUOTE_REPAIRED')).toMatchObject({ count: 1, line: 3 });
  });
});

describe('form of a column', () => {
  it('is decided by all rows, the last as much as the first', async () => {
    expect((await column([...Array<string>(30).fill('1'), 'x', 'y', 'z'])).form).toBe('dictionary');
    expect((await column(['x', ...Array<string>(30).fill('1')])).form).toBe('number');
  });

  it('reads misfits as missing, keeps their text and says so', async () => {
    const numbers = await column([...Array<string>(60).fill('7'), 'abc', 'x', 'x']);
    expect(numbers.evidence.misfits).toEqual([
      { text: 'x', count: 2 },
      { text: 'abc', count: 1 },
    ]);
    expect(numbers.evidence.misfitCount).toBe(3);
    const table = await read(`c\n${'7\n'.repeat(60)}x\n`);
    expect(table.source.warnings.map(({ code, count }) => [code, count])).toEqual([['CELLS_MISFIT', 1]]);
    expect(cellsOf(table)[60]).toEqual(['x']);
  });

  it.each([
    ['leading zeros', ['00501', '10001', '60601']],
    ['whole numbers beyond 15 digits', ['1234567890123456', '1']],
    ['codes with letters among numbers', [...Array.from({ length: 95 }, (_, i) => String(536365 + i)), 'C536379', 'C536383']],
  ])('is text for %s', async (_, cells) => {
    expect((await column(cells)).form).toBe('dictionary');
  });

  it.each([
    ['decimals below one', ['0.5', '0', '0.25']],
    ['long decimals', ['-122.23299999999999', '47.721000000000004']],
    ['signs, exponents and blanks around', ['+1', ' -2 ', '1e3']],
  ])('is number for %s', async (_, cells) => {
    expect((await column(cells)).form).toBe('number');
  });

  it.each([
    ['ambiguous dates', ['01/02/2020', '03/04/2020'], 'month-day-year'],
    ['a day above 12 in front', ['01/02/2020', '13/04/2020'], 'day-month-year'],
    ['a day above 12 behind', ['01/02/2020', '04/13/2020'], 'month-day-year'],
    ['ISO with zones', ['2020-01-05T10:00:00+01:00', '2020-01-05'], 'iso'],
  ])('is datetime for %s', async (_, cells, layout) => {
    expect((await column(cells)).format).toMatchObject({ form: 'datetime', datetimeFormat: layout });
  });

  it('takes null tokens by column: ambiguous ones only among numbers and dates', async () => {
    const numbers = await column(['1', '?', '-', 'None', 'NA', 'NULL', 'nan', '', ' ', '2']);
    expect(numbers.form).toBe('number');
    expect(numbers.format.nullTokens).toEqual(['-', '?', 'NA', 'NULL', 'None', 'nan']);
    expect(numbers.evidence).toMatchObject({ cells: 10, empty: 2, present: 2, numbers: 2, integers: 2 });
    const texts = await column(['a', '?', '-', 'None', 'NA', 'N/A', 'null', 'b']);
    expect(texts.format).toEqual({ form: 'dictionary', nullTokens: ['N/A', 'NA', 'null'] });
    expect(texts.evidence).toMatchObject({ present: 5 });
  });

  it('is what the caller says', async () => {
    expect((await column(['1', '2'], { columns: { c: 'categorical' } })).form).toBe('dictionary');
    const forced = await column(['1', 'x', 'y'], { columns: { c: 'numerical' } });
    expect(forced.form).toBe('number');
    expect(forced.evidence.misfitCount).toBe(2);
    expect((await column(['x'], { columns: { c: 'datetime' } })).form).toBe('datetime');
    await expect(read('a,b\n1,2\n', { columns: { d: 'text' } })).rejects.toMatchObject({
      code: 'INGEST_COLUMN_NOT_FOUND',
      details: { column: 'd', columns: ['a', 'b'] },
    });
  });

  it('counts lengths in characters', async () => {
    expect((await column(['äö', '😀', '日本語'])).evidence.meanLength).toBe(2);
  });

  it('is a dictionary without entries for a column without values', async () => {
    expect(await column(['', '', ''])).toMatchObject({
      form: 'dictionary',
      dictionary: { size: 0 },
      evidence: { present: 0, empty: 3 },
    });
  });

  it('holds many distinct texts', async () => {
    const cells = Array.from({ length: 5000 }, (_, i) => `k${(i * 7919) % 5000}`);
    expect(cellsOf(await read(`c\n${cells.join('\n')}`)).flat()).toEqual(cells);
  });
});
