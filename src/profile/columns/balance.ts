import type { ValueCount } from '../types.js';
import type { Levels } from './levels.js';

/** Shannon entropy of the shares over its maximum, the logarithm of the number of classes; 0 for one class or none. */
export function measureBalance(counts: ArrayLike<number>): number {
  const present = Array.from(counts).filter((count) => count > 0);
  if (present.length < 2) return 0;
  const total = present.reduce((sum, count) => sum + count, 0);
  const entropy = present.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return Math.min(1, entropy / Math.log(present.length));
}

/** The least frequent level, the last one among equals; null without any. */
export function rarestValue({ counts, text }: Levels): ValueCount | null {
  let rarest = -1;
  let total = 0;
  for (let level = 0; level < counts.length; level++) {
    if (counts[level] === 0) continue;
    total += counts[level]!;
    if (rarest < 0 || counts[level]! <= counts[rarest]!) rarest = level;
  }
  return rarest < 0 ? null : { value: text(rarest), count: counts[rarest]!, share: counts[rarest]! / total };
}
