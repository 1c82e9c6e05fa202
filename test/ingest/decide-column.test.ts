import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryTables } from '../../src/ingest/decide/entry-tables.js';
import { ENTRY_TABLES_BYTES, EntryForm, TEXT_SLACK } from '../../src/kernels/kernels.js';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind } from '../../src/kernels/open-kernels.js';
import { TextDictionary } from '../../src/kernels/text-dictionary.js';
import { readIso } from '../../src/table/read-iso.js';
import { readCsv } from '../../src/ingest/read-csv.js';
import type { ReadCsvOptions } from '../../src/ingest/types.js';
import { isNullLike } from '../../src/table/null-tokens.js';
import { datetimeFormats, parseDatetime } from '../../src/table/parse-datetime.js';
import { parseNumber } from '../../src/table/parse-number.js';
import type { Column } from '../../src/table/types.js';
import { csvOf, utf8 } from './cells.js';

/** The first column of a table with these cells, under a name. */
async function column(cells: readonly string[], options: ReadCsvOptions = {}, name = 'c'): Promise<Column> {
  const text = csvOf([[name, 'row'], ...cells.map((cell, row) => [cell, `r${row}`])]);
  const table = await readCsv({ text }, { delimiter: ',', headerRows: 1, skipLines: 0, wholeFile: true, ...options });
  return table.columns[0] as Column;
}
const values = (found: Column): number[] => (found.form === 'dictionary' ? [] : Array.from(found.values));
const day = (text: string) => Date.parse(text);

describe('numbers', () => {
  it.each([
    ['a decimal comma', ['12,5', '1.234,50', '7'], ',', [12.5, 1234.5, 7]],
    ['thousands with commas', ['1,234,567', '12.5', '999'], '.', [1234567, 12.5, 999]],
    ['plain numbers that are thousands, as another cell shows', ['1.234', '5.000.000', '12'], ',', [1234, 5000000, 12]],
    ['blanks and apostrophes', ['1 234', "5'678", '9'], '.', [1234, 5678, 9]],
    ['currencies', ['$1,200.50', '-$3', '$0.99'], '.', [1200.5, -3, 0.99]],
    ['percents and accounting negatives', ['12.5 %', '(3)', '7%'], '.', [12.5, -3, 7]],
  ])('with %s', async (_, cells, decimal, expected) => {
    const found = await column(cells);
    expect(found.format).toMatchObject({ form: 'number', decimal });
    expect(values(found)).toEqual(expected);
    expect(found.evidence.ambiguous).toBeNull();
  });

  it('say what no cell tells', async () => {
    const found = await column(['1,234', '5,678']);
    expect(values(found)).toEqual([1234, 5678]);
    expect(found.evidence.ambiguous).toBe('decimal-mark');
    const told = await column(['1,234', '5,678'], { decimal: ',' });
    expect(values(told)).toEqual([1.234, 5.678]);
    expect(told.evidence.ambiguous).toBeNull();
    expect((await column(['1.234', '5.678'])).evidence.ambiguous).toBeNull();
  });

  it('keep count of units', async () => {
    const { evidence } = await column(['$5', '$6', '7 €', '8', '9%']);
    expect(evidence.currencies).toEqual([
      { text: '$', count: 2 },
      { text: '€', count: 1 },
    ]);
    expect(evidence.percents).toBe(1);
  });

  it.each([
    ['codes with leading zeros', ['00501', '10001', '60601'], 'c'],
    ['more than 15 digits', ['1234567890123456', '1234567890123457'], 'c'],
    ['hashes with an exponent among them', ['7137e152', '8137e153', '12'], 'c'],
    ['invoice numbers with letters among them', [...Array.from({ length: 60 }, (_, i) => `${536000 + i}`), 'C536379'], 'c'],
    ['postal codes, by name', ['10115', '20095', '80331'], 'customer_zip_code'],
    ['telephone numbers, by name', ['5551234567', '5559876543'], 'Phone'],
    ['versions', ['1.10.2', '1.9.0', '2.0.1'], 'c'],
    ['sizes', ['38', '40', 'S', 'M', 'L', '42'], 'c'],
  ])('are not made of %s', async (_, cells, name) => {
    const found = await column(cells, {}, name);
    expect(found.form).toBe('dictionary');
  });

  it.each(['zip_count', 'phone_sales', 'zipper'])('stay quantities in a column called %s', async (name) => {
    expect((await column(['10115', '20095', '80331'], {}, name)).form).toBe('number');
  });
});

it('takes the day to be first in dates with points, and says that no cell tells', async () => {
  const found = await column(['03.04.2024', '05.06.2024']);
  expect(found.format).toMatchObject({ form: 'datetime', datetimeFormat: 'day-month-year' });
  expect(found.evidence.ambiguous).toBe('day-month');
  expect((await column(['03/04/2024', '05/06/2024'])).format).toMatchObject({ datetimeFormat: 'month-day-year' });
  expect((await column(['03.04.2024', '05.06.2024'], { dayFirst: false })).format).toMatchObject({
    datetimeFormat: 'month-day-year',
  });
});

describe('dates', () => {
  it.each([
    ['iso with zones', ['2024-01-31T10:00:00+01:00', '2024-02-01T00:00:00Z'], 'iso', '2024-01-31T09:00:00Z'],
    ['day first, as one cell shows', ['03/04/2024', '25/12/2023'], 'day-month-year', '2024-04-03'],
    ['month first, as one cell shows', ['03/04/2024', '12/25/2023'], 'month-day-year', '2024-03-04'],
    ['half days', ['1/31/2024 8:30 a.m.', '2/1/2024 12:05 P.M.', '1/31/2024 8:30am'], 'month-day-year', '2024-01-31T08:30:00Z'],
    ['names of months', ['31 Jan 2024', 'February 1, 2024'], 'month-name', '2024-01-31'],
    ['digits alone', ['20240131', '20231225', '19991231'], 'compact', '2024-01-31'],
  ])('as %s', async (_, cells, datetimeFormat, first) => {
    const found = await column(cells);
    expect(found.format).toMatchObject({ form: 'datetime', datetimeFormat });
    expect(values(found)[0]).toBe(day(first));
    expect(found.evidence).toMatchObject({ ambiguous: null, datetimes: cells.length, misfitCount: 0 });
  });

  it('say when no cell tells the day from the month', async () => {
    const cells = ['03/04/2024', '05/06/2024'];
    const found = await column(cells);
    expect(found.format).toMatchObject({ datetimeFormat: 'month-day-year' });
    expect(found.evidence.ambiguous).toBe('day-month');
    const told = await column(cells, { dayFirst: true });
    expect(values(told)[0]).toBe(day('2024-04-03'));
    expect(told.evidence.ambiguous).toBeNull();
    expect((await column(['03/03/2024', '04/04/2024'])).evidence.ambiguous).toBeNull();
  });

  it('count seconds since 1970 only where the name speaks of time', async () => {
    const cells = ['1700000000', '1700000060'];
    expect(values(await column(cells, {}, 'created_at'))[0]).toBe(1_700_000_000_000);
    expect((await column(cells, {}, 'amount')).form).toBe('number');
    expect(values(await column(['1700000000000', '1700000060000'], {}, 'timestamp'))[0]).toBe(1_700_000_000_000);
  });

  it.each([
    ['eight digits with impossible months', ['20190455', '20199912', '20191301']],
    ['years', ['2019', '2020', '2021']],
  ])('are not made of %s', async (_, cells) => {
    expect((await column(cells)).form).toBe('number');
  });
});

describe('null tokens', () => {
  it('are found per column, and reported', async () => {
    const found = await column(['1', '2', 'unknown', 'n/a', '-', '3', 'unknown']);
    expect(found.form).toBe('number');
    expect(found.evidence.nullTokens).toEqual([
      { text: 'unknown', count: 2 },
      { text: '-', count: 1 },
      { text: 'n/a', count: 1 },
    ]);
    expect(found.evidence.present).toBe(3);
  });

  it('are values among words', async () => {
    const masonry = await column(['None', 'BrkFace', '-', 'Stone', 'unknown', 'NA']);
    expect(masonry.format.nullTokens).toEqual(['NA']);
    expect((await column(['Yes', 'No', '?', 'Yes'])).format.nullTokens).toEqual(['?']);
  });
});

const cell = fc.oneof(
  fc.constantFrom(
    '1',
    '2.50',
    '-7',
    '1.234',
    '0',
    '007',
    'NA',
    '?',
    '',
    ' ',
    'x',
    '1,5',
    '$3',
    '5%',
    '2024-01-31',
    '20240131',
    'yes',
  ),
  fc.integer({ min: -9999, max: 9999 }).map(String),
);

it('decides the same whatever the order of the rows, and however many plain numbers came first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 80 }), async (cells) => {
      const summary = ({ form, format, evidence }: Column) => ({ form, format, evidence });
      const found = summary(await column(cells));
      expect(summary(await column([...cells].reverse()))).toEqual(found);
      // Sorted, all the plain numbers stand together.
      expect(summary(await column([...cells].sort()))).toEqual(found);
    }),
    { numRuns: 150 },
  );
});

it('suspects every number, date, token and yes/no word, and the same in both kinds of kernels', () => {
  const piece = fc.constantFrom(
    '1',
    '23',
    '2024',
    '-',
    '/',
    '.',
    ',',
    ' ',
    'Jan',
    'am',
    '$',
    'EUR',
    '%',
    'e',
    'T',
    'Z',
    ':',
    '1st',
    'May',
    'Sunday',
    'of',
    'de',
    '2024-01-31',
    '202401311015',
    '10:15',
    '+01:00',
    ' GMT+0100',
    ' (Central European Standard Time)',
    '(',
    ')',
    'kg',
    ' a.m.',
    'P.M',
    'R$',
    '€',
    'März',
    'janvier',
    '1er février',
    '\u00a0août',
    'n/a',
    'None',
    'YES',
    'неизвестно',
    '\u00a0',
  );
  fc.assert(
    fc.property(fc.uniqueArray(fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''))), (texts) => {
      const [suspects, byReference] = (['webassembly', 'reference'] as const).map((kind) => suspectsAmong(texts, kind));
      expect(suspects).toEqual(byReference);
      for (const text of texts) {
        const isMore =
          !Number.isNaN(parseNumber(text, '.')) ||
          !Number.isNaN(parseNumber(text, ',')) ||
          datetimeFormats.some((format) => !Number.isNaN(parseDatetime(text, format))) ||
          ['', 'yes'].includes(text.trim().toLowerCase()) ||
          isNullLike(text.trim());
        if (isMore) expect(suspects?.texts, text).toContain(text);
      }
    }),
    { numRuns: 800 },
  );
});

it('suspects dates whose words and letters stand close together', () => {
  const texts = [
    '2024-1-1Z',
    '202401311015Z',
    '1stMay2024',
    '2024-01-31T10:15Z',
    'Wed Jan 31 2024 10:15:00 GMT+0100 (Central European Standard Time)',
  ];
  for (const text of texts)
    expect(
      datetimeFormats.some((format) => !Number.isNaN(parseDatetime(text, format))),
      text,
    ).toBe(true);
  for (const kind of ['webassembly', 'reference'] as const) expect(suspectsAmong(texts, kind).texts).toEqual(texts);
});

it('suspects no names, codes and sentences', () => {
  const texts = [
    'C0000001',
    'Anna Smith',
    'Nadine',
    '85123A',
    '85123B',
    '8P',
    'WHITE METAL LANTERN',
    'x'.repeat(1000),
    '12 rue de la Paix',
    '84029E',
    '35591T',
    '90214Z',
    'gift_0001_40',
    'Dotcomgiftshop Gift Voucher £40.00',
  ];
  expect(suspectsAmong(texts, 'webassembly').texts).toEqual([]);
  const characters = ['ä', '日本語', '😀', 'abcdefgh', 'abcdefghi'];
  expect(suspectsAmong(characters, 'webassembly').totals.characters).toBe(1 + 3 + 1 + 8 + 9);
});

/** What the kernels list of distinct texts. */
function suspectsAmong(texts: readonly string[], kind: KernelKind) {
  const space = openKernels(kind);
  const { memory } = space;
  const dictionary = new TextDictionary(space);
  const cells = memory.allocate(texts.length * 8 + 8);
  texts.map(utf8).forEach((bytes, index) => {
    const address = memory.allocate(bytes.length + TEXT_SLACK);
    memory.uint8.set(bytes, address);
    memory.uint32.set([address, address + bytes.length], (cells >>> 2) + index * 2);
  });
  dictionary.code(cells, 8, 0, texts.length, memory.allocate(texts.length * 4 + 4));
  const tables = memory.allocate(ENTRY_TABLES_BYTES);
  memory.uint8.set(entryTables(), tables);
  const survey = dictionary.survey(tables);
  const found = texts.filter(
    (_, entry) => survey.open.includes(entry) || (survey.forms[entry] ?? EntryForm.text) !== EntryForm.text,
  );
  return { texts: found, ...survey };
}

it('reads ISO dates from bytes as from text', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
  const date = fc
    .tuple(fc.integer({ min: 0, max: 9999 }), two(13), two(32))
    .map(([y, m, d]) => `${String(y).padStart(4, '0')}-${m}-${d}`);
  const time = fc.tuple(fc.constantFrom(' ', 'T'), two(24), two(60), two(60)).map(([by, h, m, s]) => `${by}${h}:${m}:${s}`);
  fc.assert(
    fc.property(date, fc.oneof(fc.constant(''), time), (first, second) => {
      const bytes = utf8(first + second);
      const fast = readIso(bytes, 0, bytes.length);
      if (!Number.isNaN(fast)) expect(fast).toBe(parseDatetime(first + second, 'iso'));
      else if (Number(first.slice(0, 4)) >= 100) expect(parseDatetime(first + second, 'iso')).toBeNaN();
    }),
    { numRuns: 2000 },
  );
});
