import type { Levels } from './levels.js';
import type { ColumnProfile } from './types.js';

/** Shortest, mean and longest text over the present cells, in characters; null when there are none. */
export function measureLengths(levels: Levels): ColumnProfile['text'] {
  let minLength = Infinity;
  let maxLength = 0;
  let total = 0;
  let present = 0;
  for (let level = 0; level < levels.counts.length; level++) {
    const count = levels.counts[level]!;
    if (count === 0) continue;
    const length = levels.textLength(level);
    minLength = Math.min(minLength, length);
    maxLength = Math.max(maxLength, length);
    total += length * count;
    present += count;
  }
  return present === 0 ? null : { minLength, meanLength: total / present, maxLength };
}
