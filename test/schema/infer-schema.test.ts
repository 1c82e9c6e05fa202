import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import { inferSchema } from '../../src/schema/infer-schema.js';
import { codesOf as codes, count, describeColumn, repeat } from './describe-column.js';

describe('types', () => {
  it.each([
    ['yes/no', ['yes', 'no', 'yes'], 'boolean'],
    ['Yes/NO in any case', ['Yes', 'NO', 'yes', 'no'], 'boolean'],
    ['true/false', ['true', 'false'], 'boolean'],
    ['t/f', ['t', 'f'], 'boolean'],
    ['y/n with missing', ['y', 'n', '', 'NA'], 'boolean'],
    ['0/1', ['0', '1', '1'], 'boolean'],
    ['1.0/0.0', ['1.0', '0.0', ''], 'boolean'],
    ['1/2', ['1', '2', '1'], 'numerical'],
    ['only 1', ['1', '1'], 'numerical'],
    ['only yes', ['yes', 'yes'], 'categorical'],
    ['yes/no/maybe', ['yes', 'no', 'maybe'], 'categorical'],
    ['yes/false', ['yes', 'false'], 'categorical'],
    ['small whole numbers', repeat(['1', '2', '3'], 10), 'numerical'],
    ['decimals', ['0.5', '1.25'], 'numerical'],
    ['dates', ['2020-01-01', '2020-01-02'], 'datetime'],
    ['codes with leading zeros', repeat(['00501', '10001'], 5), 'categorical'],
    ['few texts', repeat(['a', 'b', 'c'], 10), 'categorical'],
    [
      'many texts that repeat',
      repeat(
        count(200, (index) => `city ${index}`),
        3,
      ),
      'categorical',
    ],
    ['many different texts', count(200, (index) => `some words ${index} here`), 'text'],
    [
      'long texts',
      repeat(
        count(30, (index) => `${index} ${'lorem ipsum '.repeat(8)}`),
        4,
      ),
      'text',
    ],
    ['no values', ['', '', 'NA'], 'categorical'],
  ])('%s', async (_, cells, type) => {
    const column = await describeColumn('c', cells);
    expect(column.type).toBe(type);
    expect(column.reason).toMatch(new RegExp(`^${type}.*\\d`));
    expect(column.overridden).toBe(false);
  });

  it('gives reasons with numbers', async () => {
    const cells = [...count(97, (index) => String(index * 1.5)), 'abc', 'defg', ' '];
    expect((await describeColumn('c', cells)).reason).toBe('numerical: 98% of 99 cells are numbers; 2 are not; missing: 1 blank');
    expect((await describeColumn('c', ['Yes', 'No', 'NULL'])).reason).toBe(
      'boolean: the only values in 2 cells are "No" and "Yes"; missing: 1 "NULL"',
    );
    expect((await describeColumn('c', ['01', '02', 'x'])).reason).toContain('2 codes with leading zeros');
  });

  it('name the layout of dates', async () => {
    expect((await describeColumn('c', ['31/12/2020', '01/02/2021'])).reason).toBe(
      'datetime: 2 cells, all of them dates (day/month/year)',
    );
    expect((await describeColumn('c', ['12/31/2020', '01/02/2021'])).reason).toContain('dates (month/day/year)');
    expect((await describeColumn('c', ['2020-12-31', '2021-01-02'])).reason).toContain('dates (year-month-day)');
  });

  it('are overridden by the caller', async () => {
    const column = await describeColumn('grade', repeat(['1', '2'], 30), { columns: { grade: 'categorical' } });
    expect(column).toMatchObject({ type: 'categorical', overridden: true, min: null, max: null, distinct: 2 });
    expect(column.reason).toContain('chosen by the caller');
  });

  it('refuses types for unknown columns, and unknown types', async () => {
    const table = await readCsv({ text: 'a,b\n1,2\n' });
    expect(() => inferSchema(table, { columns: { c: 'text' } })).toThrow(
      expect.objectContaining({ code: 'INGEST_COLUMN_NOT_FOUND', message: expect.stringContaining('a, b') as string }) as Error,
    );
    expect(() => inferSchema(table, { columns: { constructor: 'text' } } as object)).toThrow('no column "constructor"');
    expect(() => inferSchema(table, { columns: { a: 'number' } } as object)).toThrow('must be one of');
    expect(() => inferSchema(table, { types: {} } as object)).toThrow('no option "types"');
  });
});

describe('figures', () => {
  it('counts values, not spellings, and shows the range', async () => {
    const column = await describeColumn('c', ['1', '1.0', '2', '', '-3.5']);
    expect(column).toMatchObject({
      missing: 1,
      missingFraction: 0.2,
      distinct: 3,
      distinctExact: true,
      min: -3.5,
      max: 2,
      examples: ['1', '-3.5', '2'],
    });
    expect(await describeColumn('c', ['02/03/2020', '01/02/2020 10:30'])).toMatchObject({
      min: '2020-01-02T10:30:00.000Z',
      max: '2020-02-03T00:00:00.000Z',
    });
  });

  it('shows frequent texts first, shortened', async () => {
    const column = await describeColumn('c', ['b', 'a', 'b', 'x'.repeat(300), 'c', 'd', 'e']);
    expect(column.examples.slice(0, 2)).toEqual(['b', 'a']);
    expect(column.examples).toHaveLength(5);
    expect(column.examples[2]).toHaveLength(100);
  });

  it('are plain JSON, for a table without rows too', async () => {
    const schema = inferSchema(await readCsv({ text: 'a,b\n' }));
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(schema).toMatchObject({ rowCount: 0, target: { column: null }, warnings: [{ code: 'HEADER_ONLY' }] });
    expect(schema.columns[0]).toMatchObject({ missing: 0, missingFraction: 0, distinct: 0, flags: [] });
  });
});

describe('identifiers', () => {
  it.each([
    ['row numbers', 'c', count(30, (index) => String(index + 1)), 'numerical'],
    ['numbers in any order with a telling name', 'CustomerID', count(30, (index) => String((index * 7) % 30)), 'numerical'],
    ['codes', 'c', count(60, (index) => `${index}-ABC`), 'text'],
    ['few codes with a telling name', 'user_id', ['ab', 'cd', 'ef'], 'categorical'],
    [
      'keys that repeat',
      'InvoiceNo',
      repeat(
        count(150, (index) => String(9000 + index)),
        3,
      ),
      'numerical',
    ],
  ])('%s', async (_, name, cells, type) => {
    const column = await describeColumn(name, cells);
    expect(column).toMatchObject({ semantic: 'identifier', type });
    expect(codes(column)).toContain('IDENTIFIER');
  });

  it.each([
    ['decimals', 'c', count(30, (index) => String(index + 0.5))],
    ['whole numbers in any order', 'c', count(30, (index) => String((index * 7) % 30))],
    ['years', 'year', count(30, (index) => String(1990 + index))],
    ['sorted amounts', 'salary', count(30, (index) => String(1000 + index * index * 10))],
    ['a few stores', 'store_id', repeat(['1', '2', '3'], 20)],
    ['sentences', 'c', count(60, (index) => `this is comment number ${index}`)],
    ['dates', 'id', count(30, (index) => `2020-01-${String(index + 1).padStart(2, '0')}`)],
  ])('but not %s', async (_, name, cells) => {
    expect((await describeColumn(name, cells)).semantic).not.toBe('identifier');
  });

  it('tells free text', async () => {
    expect(
      (
        await describeColumn(
          'c',
          count(60, (index) => `this is comment number ${index}`),
        )
      ).semantic,
    ).toBe('free-text');
  });
});

describe('flags', () => {
  it.each([
    ['CONSTANT', repeat(['x'], 5), { distinct: 1, present: 5 }],
    ['NEAR_CONSTANT', [...repeat(['0'], 299), '5'], { distinct: 2, share: 299 / 300 }],
    ['MOSTLY_MISSING', ['a', 'b', '', '', ''], { missing: 3, fraction: 0.6 }],
    [
      'HIGH_CARDINALITY',
      repeat(
        count(101, (index) => `v${index}`),
        2,
      ),
      { distinct: 101, present: 202 },
    ],
    ['MIXED_TYPES', [...count(50, String), 'abc'], { misfits: 1, present: 50 }],
  ])('%s', async (code, cells, numbers) => {
    const column = await describeColumn('some column', cells);
    const flag = column.flags.find((one) => one.code === code);
    expect(flag).toMatchObject({ columns: ['some column'], numbers });
    expect(flag?.sentence).toMatch(/^"some column" .*\d.*\.$/);
    expect(flag?.suggestion).toMatch(/\.$/);
  });

  it('are not raised without cause', async () => {
    expect((await describeColumn('c', repeat(['a', 'b'], 40))).flags).toEqual([]);
    expect(codes(await describeColumn('c', ['', '', '']))).toEqual(['MOSTLY_MISSING']);
  });
});
