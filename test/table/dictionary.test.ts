import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildDictionary, dictionaryCode, dictionaryText, dictionaryTexts, emptyDictionary } from '../../src/table/dictionary.js';

describe('dictionary', () => {
  it('gives back its texts and codes', () => {
    const texts = fc.uniqueArray(fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(texts, (entries) => {
        const dictionary = buildDictionary(entries);
        expect(dictionaryTexts(dictionary)).toEqual(entries);
        expect(entries.map((entry) => dictionaryCode(dictionary, entry))).toEqual(entries.map((_, code) => code));
      }),
    );
  });

  it('keeps a byte order mark inside a text', () => {
    expect(dictionaryText(buildDictionary(['\ufeffa']), 0)).toBe('\ufeffa');
  });

  it('knows no code for a text it lacks, and no text for a code it lacks', () => {
    expect(dictionaryCode(buildDictionary(['a']), 'constructor')).toBeUndefined();
    expect(() => dictionaryText(buildDictionary(['a']), 1)).toThrow(RangeError);
    expect(() => dictionaryText(emptyDictionary, -1)).toThrow('no code -1');
  });

  it('survives structuredClone', () => {
    expect(dictionaryTexts(structuredClone(buildDictionary(['x', 'ÿ'])))).toEqual(['x', 'ÿ']);
  });
});
