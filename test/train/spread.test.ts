import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/table/random.js';
import { quantile, selectQuantile } from '../../src/train/spread.js';

describe('selectQuantile', () => {
  it('is the quantile of the sorted list, to the bit', () => {
    const random = createRandom(9);
    for (let run = 0; run < 300; run++) {
      const distinct = 1 + Math.floor(random() * 40);
      const values = Float64Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * distinct) / 7);
      for (const share of [0, 0.05, random(), 0.5, 0.9, 1]) {
        expect(selectQuantile(values.slice(), share)).toBe(quantile(values.toSorted(), share));
      }
    }
  });

  it('takes lists in order, backwards, of one value and of none', () => {
    const ascending = Float64Array.from({ length: 1001 }, (_, place) => place);
    expect(selectQuantile(ascending.slice(), 0.3)).toBe(300);
    expect(selectQuantile(ascending.toReversed(), 0.3)).toBe(300);
    expect(selectQuantile(new Float64Array(1000).fill(4), 0.9)).toBe(4);
    expect(selectQuantile(new Float64Array(0), 0.5)).toBe(0);
  });
});
