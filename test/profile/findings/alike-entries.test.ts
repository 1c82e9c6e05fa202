import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAlikeEntries } from '../../../src/profile/findings/alike-entries.js';
import { spellingKey } from '../../../src/profile/findings/spelling-findings.js';
import type { Dictionary } from '../../../src/table/types.js';

function dictionaryOf(texts: readonly string[]): Dictionary {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const offsets = Uint32Array.from([
    0,
    ...parts.map((_, index) => parts.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0)),
  ]);
  return { size: texts.length, offsets, bytes: Uint8Array.from(parts.flatMap((part) => [...part])) };
}

test('texts with one spelling key are marked, others hardly', () => {
  const letter = fc.constantFrom(...'abAB12 .-_/&"');
  const texts = fc.uniqueArray(
    fc.array(letter, { minLength: 1, maxLength: 5 }).map((letters) => letters.join('')),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(texts, (all) => {
      const alike = findAlikeEntries(dictionaryOf(all))!;
      const keys = all.map(spellingKey);
      keys.forEach((key, entry) => {
        if (key !== '' && keys.indexOf(key) !== keys.lastIndexOf(key)) expect(alike[entry]).toBe(1);
      });
    }),
  );
  const different = Array.from({ length: 1000 }, (_, index) => `name ${index}`);
  expect(findAlikeEntries(dictionaryOf(different))!.filter((is) => is === 1).length).toBeLessThan(300);
});

test('where letters are not told by bytes, nothing is said', () => {
  expect(findAlikeEntries(dictionaryOf(['Cafe', 'Café']))).toBeNull();
  expect([...findAlikeEntries(dictionaryOf(['N.Y.', 'ny', 'la']))!]).toEqual([1, 1, 0]);
});
