import type { Levels } from './levels.js';
import type { ValueCount } from '../types.js';

/** The most frequent levels, at most `limit`, ties in level order. Shares are of the present cells. */
export function topValues(levels: Levels, limit: number): ValueCount[] {
  const { counts } = levels;
  const best: number[] = [];
  let present = 0;
  for (let level = 0; level < counts.length; level++) {
    const count = counts[level]!;
    present += count;
    if (count === 0) continue;
    const full = best.length === limit;
    if (full && count <= counts[best[limit - 1]!]!) continue;
    if (full) best.pop();
    let place = best.length;
    while (place > 0 && counts[best[place - 1]!]! < count) place--;
    best.splice(place, 0, level);
  }
  return best.map((level) => ({ value: levels.text(level), count: counts[level]!, share: counts[level]! / present }));
}
