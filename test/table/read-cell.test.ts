import { describe, expect, it } from 'vitest';
import { readNumberCell, readTextCell, valueText } from '../../src/table/read-cell.js';
import type { CellFormat } from '../../src/table/types.js';

const number: CellFormat = { form: 'number', decimal: '.', nullTokens: ['?'] };
const datetime: CellFormat = { form: 'datetime', datetimeFormat: 'day-month-year', nullTokens: [] };
const text: CellFormat = { form: 'dictionary', nullTokens: ['NA'] };

describe('readNumberCell', () => {
  it.each([
    ['12.5', 12.5],
    [' 12 ', 12],
    [12.5, 12.5],
    [12n, 12],
    ['1e3', 1000],
  ])('reads %s', (value, expected) => {
    expect(readNumberCell(value, number)).toBe(expected);
  });

  it.each([null, undefined, '', '  ', '?', ' ? ', 'abc', true, NaN, Infinity, [], {}, new Date(0), () => 1, Symbol('x')])(
    'takes %o for missing',
    (value) => {
      expect(readNumberCell(value, number)).toBeNaN();
    },
  );

  it("reads datetimes in the column's layout, Dates and epoch milliseconds", () => {
    const expected = Date.UTC(2020, 1, 1);
    expect(readNumberCell('01/02/2020', datetime)).toBe(expected);
    expect(readNumberCell(new Date(expected), datetime)).toBe(expected);
    expect(readNumberCell(expected, datetime)).toBe(expected);
    expect(readNumberCell(new Date(NaN), datetime)).toBeNaN();
  });
});

describe('readTextCell', () => {
  it.each([
    ['yes', 'yes'],
    [' yes', ' yes'],
    ['?', '?'],
    [1, '1'],
    [0.1, '0.1'],
    [true, 'true'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [['a', 1], '["a",1]'],
  ])('reads %s as %s', (value, expected) => {
    expect(readTextCell(value, text)).toBe(expected);
  });

  it.each([null, undefined, '', ' ', 'NA', ' NA ', NaN, new Date(NaN)])('takes %o for missing', (value) => {
    expect(readTextCell(value, text)).toBeNull();
  });
});

describe('valueText', () => {
  it('has none for a cyclic object', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    expect(valueText(cyclic)).toBeNull();
  });
});
