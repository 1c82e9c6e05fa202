import type { TextStatistics } from '../types.js';
import { distributionOf, quantile } from './distribution.js';
import type { Levels } from './levels.js';

/** Lengths of the texts over the present cells, in characters; null when there are none. */
export function measureLengths({ counts, textLength }: Levels): TextStatistics | null {
  // How many cells have a text of each length.
  const cells = new Map<number, number>();
  for (let level = 0; level < counts.length; level++) {
    if (counts[level] === 0) continue;
    const length = textLength(level);
    cells.set(length, (cells.get(length) ?? 0) + counts[level]!);
  }
  if (cells.size === 0) return null;
  const lengths = Float64Array.from(cells.keys()).sort();
  const distribution = distributionOf(lengths, {
    values: lengths,
    counts: Uint32Array.from(lengths, (length) => cells.get(length)!),
  });
  let characters = 0;
  for (const [length, count] of cells) characters += length * count;
  return {
    minLength: distribution.values[0]!,
    meanLength: characters / distribution.total,
    medianLength: quantile(distribution, 0.5),
    maxLength: distribution.values.at(-1)!,
  };
}
