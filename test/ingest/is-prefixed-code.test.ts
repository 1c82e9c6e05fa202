import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPrefixedCode } from '../../src/ingest/decide/is-prefixed-code.js';
import { buildDictionary } from '../../src/table/dictionary.js';

const isCode = (text: string) => isPrefixedCode(buildDictionary([text]), 0);

it('knows codes by a few letters and digits behind them', () => {
  expect(['C570867', 'ab-12', 'SKU-0001', ' C57 ', '\u00a0C57'].filter((text) => !isCode(text))).toEqual([]);
  expect(
    ['570867', 'C5', 'C-', 'C57-0', 'toolong12', 'C--57', 'Ç57', 'C57é', '-12', `C${'5'.repeat(40)}`].filter(isCode),
  ).toEqual([]);
});

it('finds what a regular expression finds', () => {
  const piece = fc.constantFrom('C', 'z', '5', '07', '-', ' ', '\u00a0', 'é', '\0', '\t', '.');
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 9 }), (pieces) => {
      const text = pieces.join('');
      expect(isCode(text)).toBe(/^[A-Za-z]{1,4}-?\d{2,}$/.test(text.trim()));
    }),
  );
});
