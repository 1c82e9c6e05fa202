import type { Association, Profile } from 'tabulyst';

/** Below this, a relation is hardly worth a line. */
const worthNaming = 0.3;
/** From here on, two columns say the same. */
const complete = 0.99;

/** How close two columns are, 0 to 1: numbers that go together by rank only count as well. */
export function strengthOf({ value, spearman }: Association): number {
  return Math.max(Math.abs(value ?? 0), Math.abs(spearman ?? 0));
}

/**
 * The strongest relations between columns other than the target. Pairs that add nothing new are passed over: both columns
 * have been named, or one of a set that say the same has.
 */
export function strongestRelations({ associations, target }: Profile, most: number): readonly Association[] {
  const named = new Set<string>();
  const same = new Set<string>();
  const chosen: Association[] = [];
  const candidates = associations.pairs
    .filter(({ columns }) => target === null || !columns.includes(target.column))
    .filter((pair) => strengthOf(pair) >= worthNaming)
    .sort((first, second) => strengthOf(second) - strengthOf(first));
  for (const pair of candidates) {
    if (chosen.length === most) break;
    const isSame = strengthOf(pair) >= complete;
    const isKnown =
      pair.columns.every((column) => named.has(column)) || (isSame && pair.columns.some((column) => same.has(column)));
    if (isKnown) continue;
    chosen.push(pair);
    for (const column of pair.columns) {
      named.add(column);
      if (isSame) same.add(column);
    }
  }
  return chosen;
}
