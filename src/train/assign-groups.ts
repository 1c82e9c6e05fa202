import { createRandom } from '../table/random.js';
import { shuffle } from './folds.js';

/** Rows by position. */
export interface GroupedRows {
  /** The number of the group of each, from 0 up. */
  readonly groups: Int32Array;
  /** Class numbers, where there are classes. */
  readonly target: Float64Array;
  /** Null for regression. */
  readonly classCount: number | null;
}

/**
 * Puts whole groups into parts that should hold the given shares of the rows, and of each class: the largest group first, each
 * into the part that lacks most of what the group brings among those with room for it, or into the one with the most room where
 * it fits in none.
 *
 * @param shares of the parts, summing to 1
 * @returns the positions in each part, ascending; a part may be empty
 */
export function assignGroups(rows: GroupedRows, shares: readonly number[], seed: number): Uint32Array[] {
  const { target } = rows;
  const classCount = rows.classCount ?? 1;
  const classOf = (row: number) => (rows.classCount === null ? 0 : target[row]!);
  const { starts, members } = gather(rows.groups);
  const totals = new Float64Array(classCount);
  for (let row = 0; row < target.length; row++) totals[classOf(row)]!++;
  const held = shares.map(() => new Float64Array(classCount));
  const room = shares.map((share) => share * target.length);
  const parts = new Uint8Array(target.length);
  for (const group of largestFirst(starts, seed)) {
    const [start, end] = [starts[group]!, starts[group + 1]!];
    let best = -1;
    let [most, fits] = [-Infinity, false];
    for (let part = 0; part < shares.length; part++) {
      const isFitting = room[part]! >= (end - start) * (1 - 1e-9);
      if (fits && !isFitting) continue;
      let score = room[part]!;
      if (isFitting) {
        score = 0;
        for (let place = start; place < end; place++) {
          const own = classOf(members[place]!);
          score += 1 - held[part]![own]! / (shares[part]! * totals[own]!);
        }
      }
      if (isFitting === fits && score <= most + 1e-9) continue;
      [best, most, fits] = [part, score, isFitting];
    }
    for (let place = start; place < end; place++) {
      parts[members[place]!] = best;
      held[best]![classOf(members[place]!)]!++;
    }
    room[best]! -= end - start;
  }
  const positions = Uint32Array.from(parts.keys());
  return shares.map((_, part) => positions.filter((position) => parts[position] === part));
}

/** The positions group by group: those of group `i` are `members[starts[i] .. starts[i + 1])`. */
function gather(groups: Int32Array): { readonly starts: Uint32Array; readonly members: Uint32Array } {
  const starts = new Uint32Array(groups.reduce((most, group) => Math.max(most, group + 1), 0) + 1);
  for (const group of groups) starts[group + 1]!++;
  for (let group = 1; group < starts.length; group++) starts[group]! += starts[group - 1]!;
  const next = starts.slice();
  const members = new Uint32Array(groups.length);
  for (let row = 0; row < groups.length; row++) members[next[groups[row]!]!++] = row;
  return { starts, members };
}

/** The groups that have rows, the largest first; those of one size in random order. */
function largestFirst(starts: Uint32Array, seed: number): Uint32Array {
  const sizeOf = (group: number) => starts[group + 1]! - starts[group]!;
  const groups = Uint32Array.from({ length: starts.length - 1 }, (_, group) => group).filter((group) => sizeOf(group) > 0);
  return shuffle(groups, createRandom(seed)).sort((left, right) => sizeOf(right) - sizeOf(left));
}
