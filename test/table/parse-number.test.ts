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
  ])('reads %j as %d', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1,5',
    '1 000',
    '0x10',
    '1e',
    'Infinity',
    '-Infinity',
    'NaN',
    '1e999',
    '$5',
    '5%',
    '1_000',
    '１２',
  ])('takes %j for no number', (text) => {
    expect(parseNumber(text)).toBeNaN();
  });

  it('reads what String writes, to the bit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
