import { describe, expect, it } from 'vitest';
import type { ColumnSchema } from '../../src/schema/types.js';
import { codesOf, count, describeColumn, describeWithEvidence, repeat } from './describe-column.js';

/** Numbers from 60 to 140 that thin out towards both ends, as measurements do. */
const measured = count(41, (index) => String(60 + 2 * index)).flatMap((value) =>
  repeat([value], 1 + Math.round(12 * Math.exp(-(((Number(value) - 100) / 15) ** 2) / 2))),
);
const flagOf = (column: ColumnSchema, code: string) => column.flags.find((flag) => flag.code === code);
const sentinelOf = async (cells: readonly string[], name = 'c') =>
  flagOf(await describeColumn(name, cells), 'SUSPICIOUS_SENTINEL');

describe('sentinels', () => {
  it.each([
    ['0 apart from what is measured', [...measured, ...repeat(['0'], 9)], { value: 0, count: 9, next: 60 }],
    ['most values are 0', [...measured, ...repeat(['0'], 500)], { value: 0, count: 500, next: 60 }],
    ['-999', [...measured, '-999', '-999'], { value: -999, count: 2, next: 60 }],
    ['-9999.0', [...measured, '-9999.0', '-9999'], { value: -9999, count: 2, next: 60 }],
    [
      '-999 among negative ones',
      [...count(90, (index) => String(index - 40.5)), '-999', '-999'],
      { value: -999, count: 2, next: -40.5 },
    ],
    ['9999', [...measured, '9999', '9999', '9999'], { value: 9999, count: 3, next: 140 }],
    ['999.9', [...measured, '999.9', '999.9'], { value: 999.9, count: 2, next: 140 }],
    ['99 among few codes', [...repeat(['1', '2', '3', '7'], 20), '99', '99'], { value: 99, count: 2, next: 7 }],
    ['the largest whole number', [...measured, '2147483647', '2147483647'], { value: 2147483647, count: 2, next: 140 }],
    ['-1 as the only negative value', [...measured, ...repeat(['-1'], 50)], { value: -1, count: 50, next: 60 }],
  ])('%s', async (_, cells, numbers) => {
    const flag = await sentinelOf(cells);
    expect(flag).toMatchObject({ severity: 'medium', columns: ['c'], numbers });
    expect(flag?.numbers.share).toBeCloseTo(numbers.count / cells.length, 10);
  });

  it.each([
    ['counts with many zeros', [...count(300, (index) => String(Math.floor((index % 20) ** 1.2))), ...repeat(['0'], 200)]],
    [
      'amounts that are most often small',
      [...count(300, (index) => String(5 + Math.floor((index / 18) ** 2))), ...repeat(['0'], 200)],
    ],
    ['a 0 or two', [...measured, '0', '0']],
    ['0 between negative and positive ones', [...count(60, (index) => String((index % 30) * 10 - 150)), ...repeat(['0'], 20)]],
    ['one -999', [...measured, '-999']],
    ['-999 on a scale that goes there', count(300, (index) => String(index * 10 - 999))],
    ['999 near the rest', [...count(90, (index) => String(index * 10)), '999', '999']],
    ['-1, 0 and 1', repeat(['-1', '0', '1'], 30)],
    ['-1 among other negative ones', [...count(60, (index) => String(index - 3)), ...repeat(['-1'], 30)]],
    ['a rare -1', [...measured, '-1']],
    ['a frequent smallest value that is measured', [...measured, ...repeat(['10'], 30)]],
    ['yes and no', repeat(['0', '1'], 30)],
    ['two values', repeat(['0', '999'], 30)],
  ])('but not %s', async (_, cells) => {
    expect(await sentinelOf(cells)).toBeUndefined();
  });

  it('say what the next value is and what to do', async () => {
    const flag = await sentinelOf([...measured, ...repeat(['0'], 50)], 'Blood pressure');
    expect(flag?.sentence).toBe(
      `"Blood pressure" is 0 in 50 of its 317 present cells (15.8%), and the next value is 60: 0 may stand for "missing" or "none".`,
    );
    expect(flag?.suggestion).toMatch(/empty these cells/);
  });

  const dates = count(60, (index) => `20${String(10 + (index % 12))}-0${1 + (index % 9)}-15`);
  it.each([
    ['1970-01-01', '2010-01-15'],
    ['1900-01-01', '2010-01-15'],
    ['9999-12-31', '2021-09-15'],
  ])('%s among dates', async (date) => {
    const flag = await sentinelOf([...dates, date, date, date]);
    expect(flag?.numbers).toMatchObject({ value: Date.parse(date), count: 3 });
    expect(flag?.sentence).toContain(`"c" is ${date} in 3 of its 63 present cells (4.8%), and the next value is 20`);
    expect(await sentinelOf([...dates, date])).toBeUndefined();
  });

  it('are no dates that belong to the rest', async () => {
    const sixties = count(60, (index) => `19${65 + (index % 12)}-01-01`);
    expect(await sentinelOf([...sixties, '1970-01-01', '1970-01-01'])).toBeUndefined();
    const seventies = count(60, (index) => `197${index % 10}-01-01`);
    expect(await sentinelOf(seventies)).toBeUndefined();
  });

  it('are found in pima_diabetes where zero is impossible, and not where it is a count', async () => {
    // Log-normal about 125, from 14 on, as the file's serum insulin is; and the file's own pregnancies.
    const serum = count(80, (index) => String(14 + 4 * index)).flatMap((value) =>
      repeat([value], 1 + Math.round(8 * Math.exp(-((Math.log(Number(value) / 110) / 0.6) ** 2) / 2))),
    );
    const insulin = [...serum, ...repeat(['0'], 374)];
    expect((await sentinelOf(insulin, 'Insulin'))?.numbers).toMatchObject({ value: 0, count: 374, next: 14 });
    const pregnancies = [111, 135, 103, 75, 68, 57, 50, 45, 38, 28, 24, 11, 9, 10, 2, 1, 0, 1].flatMap((times, value) =>
      repeat([String(value)], times),
    );
    expect(await sentinelOf(pregnancies, 'Pregnancies')).toBeUndefined();
  });
});

describe('ambiguous readings', () => {
  it('of dates say how to read them otherwise', async () => {
    const column = await describeWithEvidence('when', ['01/02/2020', '03/04/2021'], { ambiguous: 'day-month' });
    expect(flagOf(column, 'AMBIGUOUS_DATES')).toMatchObject({
      severity: 'medium',
      numbers: { present: 2 },
      sentence: `In "when", day and month can't be told apart in any of 2 cells; they are read as month/day.`,
      suggestion: 'If it is the other way round, read the file with { dayFirst: true }.',
    });
  });

  it('of numbers say how to read them otherwise', async () => {
    const column = await describeWithEvidence('c', ['1234', '5678'], { ambiguous: 'decimal-mark' });
    const flag = flagOf(column, 'AMBIGUOUS_NUMBERS');
    expect(flag).toMatchObject({ severity: 'low', numbers: { present: 2 } });
    expect(flag?.sentence).toContain('"." is taken for the decimal mark, so "1,234" is read as 1234.');
    expect(flag?.suggestion).toContain('{ decimal: "," }');
  });

  it('are none where the cells tell', async () => {
    expect(codesOf(await describeColumn('when', ['01/02/2020', '31/04/2021']))).not.toContain('AMBIGUOUS_DATES');
  });
});

describe('null tokens', () => {
  it('that are unusual are named', async () => {
    const nullTokens = [
      { text: 'unspecified', count: 5 },
      { text: 'NA', count: 3 },
    ];
    const flag = flagOf(await describeWithEvidence('c', ['1', '2', '3'], { nullTokens }), 'NULL_TOKENS');
    expect(flag).toMatchObject({ severity: 'low', numbers: { cells: 5, tokens: 1 } });
    expect(flag?.sentence).toBe('In "c", 5 cells "unspecified" count as missing.');
  });

  it('that are usual are not', async () => {
    expect(codesOf(await describeColumn('c', ['1', '2', 'NA', 'N/A', 'null', '']))).not.toContain('NULL_TOKENS');
  });
});

describe('mixed types', () => {
  it('are told of texts that are mostly numbers', async () => {
    const column = await describeColumn('Ticket', [
      ...count(60, (index) => String(1000 + (index % 40))),
      ...repeat(['A/5', 'PC 17'], 15),
    ]);
    expect(flagOf(column, 'MIXED_TYPES')).toMatchObject({ severity: 'low', numbers: { numbers: 60, others: 30, present: 90 } });
  });

  it.each([
    ['codes with leading zeros', 'c', repeat(['007', '008', '12', '15', 'x'], 10)],
    ['what is called a code', 'product_code', repeat(['12', '15', '19', 'x'], 10)],
    ['texts with few numbers', 'c', repeat(['12', 'x', 'y'], 10)],
    ['whole numbers', 'c', repeat(['12', '15'], 10)],
  ])('but not of %s', async (_, name, cells) => {
    expect(codesOf(await describeColumn(name, cells))).not.toContain('MIXED_TYPES');
  });
});

describe('estimated counts', () => {
  it('are called so', async () => {
    const column = await describeColumn(
      'c',
      count(70_000, (index) => String(Math.sqrt(((index * 7919) % 69_997) + 0.5))),
    );
    expect(column.distinctExact).toBe(false);
    expect(column.distinct).toBeGreaterThan(65_536);
    expect(column.distinct).toBeLessThanOrEqual(70_000);
    expect(column.semantic).toBeNull();
    expect(column.examples).toHaveLength(5);
  });
});
