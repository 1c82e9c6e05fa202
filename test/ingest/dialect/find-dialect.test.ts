import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDialect } from '../../../src/ingest/dialect/find-dialect.js';
import { foundIn, lines, many } from './found.js';

const head = (text: string) => Buffer.from(text);

describe('the head of a file', () => {
  it('has no table when it is empty or blank', () => {
    for (const text of ['', '\n', '\r\n\r\n', '  \n \n']) expect(findDialect('readCsv', head(text), true, {})).toBeNull();
  });

  it('may end within its last row, and in the header', () => {
    const text = lines('a;b', ...many(50, (n) => `${n};${n},5`));
    expect(findDialect('readCsv', head(text.slice(0, -3)), false, {})).toMatchObject({ names: ['a', 'b'], start: 4 });
    expect(findDialect('readCsv', head('name,and a long na'), false, {})?.start).toBe(18);
    expect(findDialect('readCsv', head('name,size\n'), false, {})).toMatchObject({ names: ['name', 'size'], start: 10 });
    expect(findDialect('readCsv', head(''), false, {})).toMatchObject({ start: 0 });
    expect(findDialect('readCsv', head('"a\nb",size\n1,"2'), true, {})).toMatchObject({ start: 11, line: 3 });
  });

  it('is told apart from what was looked at before it', () => {
    const found = () => ['""', 'a\n""\n', '"  "\nb\n'].map((text) => findDialect('readCsv', head(text), true, {}));
    const before = found();
    findDialect('readCsv', head('a,b,c\n1,2,3\n4,5,x'), true, {});
    expect(found()).toEqual(before);
    expect(before[0]).toBeNull();
  });

  it('with more cells in its rows than there may be columns gives no more than their number', () => {
    const text = `title\n${lines(...many(5, () => new Array(40).fill('1').join(',')))}`;
    expect(findDialect('readCsv', head(text), true, { maxColumns: 39 })).toMatchObject({ names: null, width: 40 });
    expect(findDialect('readCsv', head(text), true, { maxColumns: 40 })).toMatchObject({ dialect: { skipLines: 1 }, width: 40 });
  });

  it('counts lines inside quoted cells', () => {
    expect(foundIn('"Title\nof two lines",,\n\n"a\nb",c,d\n1,2,3\n4,5,6\n7,8,9\n')).toMatchObject({
      dialect: { skipLines: 3, headerRows: 1 },
      names: ['a\nb', 'c', 'd'],
      line: 6,
      rest: '1,2,3\n4,5,6\n7,8,9\n',
    });
  });
});

it.each([
  ['delimiter', ''],
  ['delimiter', '\n'],
  ['delimiter', 'ab'],
  ['delimiter', 'é'],
  ['delimiter', '"'],
  ['quote', '""'],
  ['quote', '\r'],
  ['escape', '\\\\'],
  ['headerRows', -1],
  ['headerRows', 1.5],
  ['skipLines', NaN],
  ['wholeFile', 'yes'],
])('refuses %s: %j', (name, value) => {
  const call = () => findDialect('readCsv', head('a,b\n1,2\n'), true, { [name]: value });
  expect(call).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID', message: expect.stringContaining(name) as string }));
});

interface Style {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly end: string;
  readonly quotesAll: boolean;
}

const style: fc.Arbitrary<Style> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|', ', '),
    quoting: fc.constantFrom('""', '"\\', "''", "'\\"),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    quotesAll: fc.boolean(),
  })
  .map(({ quoting, ...rest }) => ({ quote: quoting[0]!, escape: quoting[1]!, ...rest }));

const sentence = fc
  .array(
    fc.constantFrom(
      'tree',
      'river',
      'big',
      'of',
      'North',
      'a',
      'Häuser',
      "John's",
      'left, right',
      'so; then',
      'said "no"',
      '5|6',
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((words) => words.join(' '));
const kinds = [
  fc.integer({ min: -1000, max: 100_000 }).map(String),
  fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value.toFixed(2)),
  fc.double({ min: 0, max: 1000, noNaN: true }).map((value) => value.toFixed(2).replace('.', ',')),
  fc.integer({ min: 10, max: 28 }).map((day) => `2021-03-${day}`),
  fc.integer({ min: 10, max: 28 }).map((day) => `${day}.03.2021 10:${day}`),
  fc.constantFrom('red', 'green', 'blue'),
  sentence,
] as const;

const table = fc
  .record({
    kinds: fc.array(fc.nat(kinds.length - 1), { minLength: 2, maxLength: 7 }),
    rowCount: fc.integer({ min: 6, max: 40 }),
  })
  // A table of text alone can be split in many ways.
  .filter((shape) => shape.kinds.some((kind) => kind !== 6))
  .chain((shape) =>
    fc.record({
      names: fc.constant(
        shape.kinds.map(
          (kind, column) => `${['count', 'price', 'Preis', 'day', 'seen at', 'colour', 'remark'][kind]!} ${column}`,
        ),
      ),
      rows: fc.array(fc.tuple(...shape.kinds.map((kind) => kinds[kind]!)), {
        minLength: shape.rowCount,
        maxLength: shape.rowCount,
      }),
    }),
  );

function written(rows: readonly (readonly string[])[], { delimiter, quote, escape, end, quotesAll }: Style): string {
  const cell = (text: string) => {
    if (!quotesAll && ![delimiter[0]!, '\n', '\r'].some((mark) => text.includes(mark)) && !text.startsWith(quote)) return text;
    const escaped =
      escape === quote ? text.replaceAll(quote, quote + quote) : text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
    return quote + escaped + quote;
  };
  return rows.map((row) => row.map(cell).join(delimiter) + end).join('');
}

describe('generated tables', () => {
  it('are found again in every dialect', () => {
    fc.assert(
      fc.property(table, style, fc.constantFrom('', 'A title', 'A title\n\nand a note'), ({ names, rows }, how, above) => {
        const preamble = above === '' ? '' : `${above.replaceAll('\n', how.end)}${how.end}`;
        const text = preamble + written([names, ...rows], how);
        const found = foundIn(text);
        expect(found.names).toEqual(names);
        expect(found.dialect.delimiter).toBe(how.delimiter);
        expect(found.rest).toBe(written(rows, how));
        if (how.quotesAll) expect(found.dialect.quote).toBe(how.quote);
      }),
      { numRuns: 400 },
    );
  });

  it('are found in spite of short, long and blank rows', () => {
    fc.assert(
      fc.property(table, style, fc.nat(5), ({ names, rows }, how, at) => {
        const ragged = rows.map((row, index) => (index === at ? row.slice(0, -1) : index === at + 7 ? [...row, 'x'] : row));
        const found = foundIn(written([names, ...ragged], how).replace(how.end, how.end + how.end));
        expect(found.names).toEqual(names);
        expect(found.dialect.delimiter).toBe(how.delimiter);
      }),
      { numRuns: 200 },
    );
  });
});

describe('hostile heads', () => {
  const isSound = (text: string, whole: boolean) => {
    const bytes = head(text);
    const found = findDialect('readCsv', bytes, whole, {});
    if (found === null) return;
    expect(found.width).toBeGreaterThan(0);
    expect(found.start).toBeGreaterThanOrEqual(0);
    expect(found.start).toBeLessThanOrEqual(bytes.length);
    expect(found.names?.length ?? found.width).toBe(found.width);
    expect(found.dialect.delimiter[0]).not.toBe(found.dialect.quote);
    // Given back as options, it reads the file the same way.
    expect(findDialect('readCsv', bytes, whole, found.dialect)).toMatchObject({
      width: found.width,
      names: found.names,
      start: found.start,
    });
  };

  it.each([
    ['quotes', '"'.repeat(1001)],
    ['apostrophes', "'".repeat(1000)],
    ['delimiters', ',;\t| '.repeat(2000)],
    ['rows of delimiters', ',,,\n'.repeat(500)],
    ['line ends', '\n\r'.repeat(3000)],
    ['blanks', ' \n\t\n'.repeat(1000)],
    ['a very long line', 'x'.repeat(300_000)],
    ['a very long line of cells', 'x,'.repeat(100_000)],
    ['a quote that is never closed', `a,b\n1,"${'x,y\n'.repeat(5000)}`],
    ['quotes by lines', '"\n'.repeat(2000)],
    ['backslashes', '\\"\\'.repeat(3000)],
    ['names of objects', '__proto__,constructor,toString\n__proto__,1,2\nx,3,4\n'],
  ])('of %s', (_, text) => {
    isSound(text, true);
    isSound(text, false);
  });

  it('of anything', () => {
    const piece = fc.constantFrom(
      'a',
      '1',
      '2,5',
      ',',
      ';',
      '\t',
      '|',
      ' ',
      '"',
      "'",
      '\\',
      '\n',
      '\r\n',
      '\r',
      'ä',
      '#',
      'x y',
      '"",',
      ',"',
      '2020-01-01',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 80 }), fc.boolean(), (pieces, whole) => {
        isSound(pieces.join(''), whole);
      }),
      { numRuns: 1000 },
    );
  });
});
