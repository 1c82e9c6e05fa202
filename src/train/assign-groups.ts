import { createRandom } from '../table/random.js';
import { shuffle } from './folds.js';

/** Rows by position: the group of each, and its class number (0 for all where there are no classes). */
export interface GroupedRows {
  readonly groups: ArrayLike<number>;
  readonly classes: ArrayLike<number>;
  readonly classCount: number;
}

/**
 * Puts whole groups into parts that should hold the given shares of the rows, and of each class: the largest group first, each
 * into the part that lacks most of what the group brings among those with room for it, or with the most room where it fits in
 * none. No part but the last ones stays empty while there are as many groups as parts.
 *
 * @param shares of the parts, summing to 1
 * @returns the part of each row
 */
export function assignGroups(rows: GroupedRows, shares: readonly number[], seed: number): Int32Array {
  const { classes, classCount } = rows;
  const rowCount = classes.length;
  const found = gather(rows);
  const order = shuffle(Uint32Array.from(found.keys()), createRandom(seed));
  const bySize = Array.from(order).sort((left, right) => found[right]!.length - found[left]!.length);
  const totals = countIn(
    Array.from({ length: rowCount }, (_, row) => row),
    classes,
    classCount,
  );
  const held = shares.map(() => new Float64Array(classCount));
  const size = shares.map(() => 0);
  const partOf = new Int32Array(rowCount);
  for (const index of bySize) {
    const group = found[index]!;
    const counts = countIn(group, classes, classCount);
    const room = shares.map((share, part) => share * rowCount - size[part]!);
    const fitting = [...room.keys()].filter((part) => room[part]! >= group.length * (1 - 1e-9));
    const lacking = (part: number) => {
      let sum = 0;
      for (let own = 0; own < classCount; own++) {
        if (counts[own]! > 0) sum += counts[own]! * (1 - held[part]![own]! / (shares[part]! * totals[own]!));
      }
      return sum;
    };
    const score = fitting.length > 0 ? lacking : (part: number) => room[part]!;
    const offered = fitting.length > 0 ? fitting : [...room.keys()];
    const part = offered.reduce((best, one) => (score(one) > score(best) + 1e-9 ? one : best));
    for (const row of group) partOf[row] = part;
    counts.forEach((count, own) => (held[part]![own]! += count));
    size[part]! += group.length;
  }
  return partOf;
}

/** The rows of each group, groups in order of first appearance. */
function gather({ groups, classes }: GroupedRows): number[][] {
  const places = new Map<number, number[]>();
  for (let row = 0; row < classes.length; row++) {
    const members = places.get(groups[row]!);
    if (members === undefined) places.set(groups[row]!, [row]);
    else members.push(row);
  }
  return [...places.values()];
}

function countIn(rows: readonly number[], classes: ArrayLike<number>, classCount: number): Float64Array {
  const counts = new Float64Array(classCount);
  for (const row of rows) counts[classes[row]!]!++;
  return counts;
}
