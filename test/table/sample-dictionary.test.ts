import { describe, expect, it } from 'vitest';
import { buildDictionary } from '../../src/table/dictionary.js';
import { sampleDictionary } from '../../src/table/sample-dictionary.js';

const ones = (length: number) => new Uint32Array(length).fill(1);

describe('sampleDictionary', () => {
  it('takes all of few texts, without blanks around them and without entries that no cell has', () => {
    const sample = sampleDictionary(buildDictionary([' a ', 'b', '']), Uint32Array.of(2, 0, 1));
    expect(sample).toEqual({ texts: ['a', ''], codes: Uint32Array.of(0, 2), complete: true });
  });

  it('takes about a thousand of many, the same ones in any order', () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => `C${String(index).padStart(7, '0')}`);
    const sample = sampleDictionary(buildDictionary(texts), ones(texts.length));
    const reversed = sampleDictionary(buildDictionary(texts.toReversed()), ones(texts.length));
    expect(sample.complete).toBe(false);
    expect(sample.texts.length).toBeGreaterThan(800);
    expect(sample.texts.length).toBeLessThan(1200);
    expect(new Set(reversed.texts)).toEqual(new Set(sample.texts));
    expect(sample.texts[0]).toBe(texts[sample.codes[0] ?? -1]);
  });

  it('takes the beginning of a long text', () => {
    const sample = sampleDictionary(buildDictionary(['x'.repeat(1e6), 'é'.repeat(300)]), ones(2));
    expect(sample.texts).toEqual(['x'.repeat(256), 'é'.repeat(128)]);
  });
});
