import type { ValueCount } from '../types.js';
import type { Levels } from './levels.js';

/** Shannon entropy of the shares over its maximum, the logarithm of the number of classes; 0 for one class or none. */
export function measureBalance(counts: ArrayLike<number>): number {
  let [present, total] = [0, 0];
  for (let level = 0; level < counts.length; level++) {
    if (counts[level]! > 0) present++;
    total += counts[level]!;
  }
  if (present < 2) return 0;
  let entropy = 0;
  for (let level = 0; level < counts.length; level++) {
    const share = counts[level]! / total;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.min(1, entropy / Math.log(present));
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
