import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../src/table/parse-number.js';

describe('parseNumber', () => {
  it.each([
    ['12', 12],
    ['-0.5', -0.5],
    ['+1e3', 1000],
    ['.5', 0.5],
    ['5.', 5],
    [' 7\t', 7],
    ['1E-2', 0.01],
    ['007', 7],
    ['1 000', 1000],
    ['1,234,567.8', 1234567.8],
    ['12,34,567', 1234567],
    ["1'234.5", 1234.5],
    ['$5', 5],
    ['-$1,234.50', -1234.5],
    ['5 €', 5],
    ['EUR 5', 5],
    ['R$ 12.30', 12.3],
    ['5%', 5],
    ['12.5 %', 12.5],
    ['(1,234.50)', -1234.5],
    ['($5)', -5],
    ['5-', -5],
    ['\u22125', -5],
  ])('reads %j as %d', (text, value) => {
    expect(parseNumber(text, '.')).toBe(value);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1,5',
    '0x10',
    '1e',
    'Infinity',
    '-Infinity',
    'NaN',
    '1e999',
    '1_000',
    '１２',
    '$',
    '1.2.3',
    '1,23,4',
    '12,345,67',
    '5k',
    '12 kg',
    '+49 30 123456',
    '555-1234',
    '(030) 1234',
    '2024-01-31',
  ])('takes %j for no number', (text) => {
    expect(parseNumber(text, '.')).toBeNaN();
  });

  it.each([
    ['1,5', 1.5],
    ['1.234.567,8', 1234567.8],
    ['1.234', 1234],
    ['1 234,5 €', 1234.5],
    ['1,5e3', 1500],
    ['12', 12],
  ])('reads %j with a decimal comma as %d', (text, value) => {
    expect(parseNumber(text, ',')).toBe(value);
  });

  it.each(['1.5', '1,234,567', '12.34'])('takes %j for no number with a decimal comma', (text) => {
    expect(parseNumber(text, ',')).toBeNaN();
  });

  it('is not slow on long texts', () => {
    expect(parseNumber('9'.repeat(10_000_000), '.')).toBeNaN();
    expect(parseNumber(`${'1,234'.repeat(1_000_000)}x`, '.')).toBeNaN();
  });

  it('reads what String writes, to the bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(String(value), '.')).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
