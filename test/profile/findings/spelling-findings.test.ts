import { expect, test } from 'vitest';
import { spellingKey } from '../../../src/profile/findings/spelling-findings.js';
import { csvOf, profileText } from '../fixtures.js';

test.each([
  ['NY', 'ny '],
  ['NY', 'N.Y.'],
  ['New York', 'new-york'],
  ['Málaga', 'MALAGA'],
  ['Ｔｏｋｙｏ', 'Tokyo'],
  ["Land's End", 'Lands End'],
])('%s and %s are one value', (one, other) => {
  expect(spellingKey(one)).toBe(spellingKey(other));
});

test.each([
  ['A+', 'A-'],
  ['C', 'C++'],
  ['1.5', '15'],
  ['10-20', '1020'],
  ['<50K', '>50K'],
  ['A-1', 'A1'],
  ['yes', 'no'],
])('%s and %s are two', (one, other) => {
  expect(spellingKey(one)).not.toBe(spellingKey(other));
});

test('a column with several ways of writing a value is named, with the most frequent ones', async () => {
  const cities = ['Paris', 'Paris', 'PARIS', 'Lyon', 'lyon', 'Nice'];
  const rows = Array.from({ length: 120 }, (_, row) => row);
  const { findings } = await profileText(csvOf({ city: rows.map((row) => cities[row % 6]!), size: rows }), { target: null });
  expect(findings.find(({ code }) => code === 'INCONSISTENT_SPELLING')).toMatchObject({
    columns: ['city'],
    numbers: { values: 2, cells: 40 },
    sentence: '"city" writes what seems to be one value in several ways: "Paris" and "PARIS", and 1 other value likewise.',
  });
});
