import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadExample } from './load-example.js';

interface Csv {
  readonly parseRows: (text: string, options?: { delimiter?: string; complete?: boolean; limit?: number }) => string[][];
  readonly parseHead: (text: string, expected: string[], limit: number) => { header: string[]; rows: string[][] } | null;
}
interface Format {
  readonly figure: (value: unknown) => string;
  readonly percent: (share: unknown) => string;
  readonly rangeText: (range: { min: number; max: number }) => string;
  readonly bytes: (value: number) => string;
  readonly words: (name: string) => string;
  readonly plural: (value: number, one: string, many?: string) => string;
}
interface Wording {
  readonly nameList: (names: string[], most?: number) => string;
  readonly gapWords: (gaps: {
    unit: string;
    periods: number;
    empty: number;
    longest: { periods: number } | null;
  }) => string | null;
  readonly traitWords: (trait: object, columns: object[]) => { column: string; change: string; here: string; overall: string };
}

interface Explaining {
  readonly moveText: (meanAbsolute: number, unit: string) => string;
  readonly unitName: (unit: string, target: string) => string;
}

const { parseRows, parseHead } = await loadExample<Csv>('public/csv.js');
const { figure, percent, rangeText, bytes, words, plural } = await loadExample<Format>('public/format.js');
const { moveText, unitName } = await loadExample<Explaining>('public/explanation.js');
const { nameList, gapWords, traitWords } = await loadExample<Wording>('public/wording.js');

describe('dashboard: reading the start of a CSV', () => {
  it('reads back whatever was written by RFC 4180', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', ';') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), (table, newline) => {
        const text = table.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + newline).join('');
        expect(parseRows(text)).toEqual(table);
      }),
    );
  });

  it('leaves out a last row that may go on', () => {
    expect(parseRows('a,b\n1,2\n3,', { complete: false })).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(parseRows('a,b\n1,2\n3,')).toHaveLength(3);
  });

  it('finds the delimiter by the names that a model knows', () => {
    expect(parseHead('\uFEFFage;job, title;y\n30;cook;no\n', ['age', 'y'], 10)).toEqual({
      header: ['age', 'job, title', 'y'],
      rows: [['30', 'cook', 'no']],
    });
    expect(parseHead('{"age":30}\n', ['age'], 10)).toBeNull();
  });
});

describe('dashboard: figures for people', () => {
  it.each([
    [null, '–'],
    [NaN, '–'],
    [0, '0'],
    [0.123456, '0.123'],
    [3.14159, '3.14'],
    [1234567.8, '1,234,568'],
    [-0.5, '-0.5'],
    [1.5e-9, '1.50e-9'],
  ])('figure(%s) is %s', (value, text) => expect(figure(value)).toBe(text));

  it.each([
    [null, '–'],
    [0, '0%'],
    [1, '100%'],
    [0.735, '73.5%'],
    [0.00004, '<0.1%'],
    [0.99999, '>99.9%'],
    [0.0123, '1.23%'],
  ])('percent(%s) is %s', (value, text) => expect(percent(value)).toBe(text));

  it('writes years without separators, and other figures with them', () => {
    expect(rangeText({ min: 2015, max: 2017 })).toBe('2015 to 2017');
    expect(rangeText({ min: 18.8, max: 8684.8 })).toBe('18.8 to 8,685');
    expect(rangeText({ min: 326, max: 18_823 })).toBe('326 to 18,823');
  });

  it('says sizes, names and counts as people do', () => {
    expect([bytes(12), bytes(977_501), bytes(48_039_726)]).toEqual(['12 bytes', '978 KB', '48.0 MB']);
    expect(words('random-forest')).toBe('Random forest');
    expect([plural(1, 'row'), plural(2000, 'row')]).toEqual(['1 row', '2,000 rows']);
  });
});

describe('dashboard: contributions in words', () => {
  it.each([
    ['probability', 0.08849, '8.8', 'percentage points'],
    ['log-odds', 0.62345, '0.62', 'log-odds'],
    ['score', 1.26, '1.3', 'score'],
    ['target', 2069.7, '2,100', 'units of price'],
    ['log-target', 0.1, '× 1.11', 'times price'],
  ])('%s: %s is %s (%s)', (unit, value, text, name) => {
    expect([moveText(value, unit), unitName(unit, 'price')]).toEqual([text, name]);
  });
});

describe('dashboard: facts in words', () => {
  it('lists names, and counts those left out unless it is one', () => {
    expect(nameList(['a'])).toBe('a');
    expect(nameList(['a', 'b'])).toBe('a and b');
    expect(nameList(['a', 'b', 'c', 'd'])).toBe('a, b, c and d');
    expect(nameList(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 more');
  });

  it('says where no time lies', () => {
    expect(gapWords({ unit: 'day', periods: 900, empty: 0, longest: null })).toBeNull();
    expect(gapWords({ unit: 'month', periods: 1, empty: 1, longest: { periods: 1 } })).toBe('1 of 1 month');
    expect(gapWords({ unit: 'day', periods: 1200, empty: 30, longest: { periods: 11 } })).toBe(
      '30 of 1,200 days, up to 11 in a row',
    );
  });

  it('says what sets a kind of rows apart', () => {
    const columns = [{ name: 'born', numeric: { min: 1900, max: 2000 } }];
    expect(traitWords({ kind: 'mean', column: 'born', mean: 1980.2, overall: 1960 }, columns)).toEqual({
      column: 'born',
      change: 'higher',
      here: '1980',
      overall: '1960',
    });
    const value = { kind: 'value', column: 'town', value: 'Rome', overall: 0.25 };
    const changeAt = (share: number) => traitWords({ ...value, share }, columns).change;
    expect([1, 0.5, 0.1, 0].map(changeAt)).toEqual(['always Rome', 'more often Rome', 'less often Rome', 'never Rome']);
  });
});
