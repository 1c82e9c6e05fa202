import { createRandom } from '../table/random.js';

/** Puts a list in random order, in place (Fisher-Yates), and returns it. */
export function shuffle<List extends { length: number; [index: number]: number }>(list: List, random: () => number): List {
  for (let last = list.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const kept = list[last] as number;
    list[last] = list[other] as number;
    list[other] = kept;
  }
  return list;
}

/**
 * Parts the positions of a target into folds of nearly equal size, each ascending. For classes every fold gets nearly the
 * same share of each, so long as there are rows enough.
 *
 * @param classCount null for regression
 * @param count at least 1
 */
export function assignFolds(target: Float64Array, classCount: number | null, count: number, seed: number): Uint32Array[] {
  const random = createRandom(seed);
  const order = groupByClass(target, classCount).flatMap((rows) => [...shuffle(rows, random)]);
  return Array.from({ length: Math.max(1, count) }, (_, fold) => {
    return Uint32Array.from(order.filter((_row, position) => position % Math.max(1, count) === fold)).sort();
  });
}

/** Positions by class, in order; a single group for regression. */
export function groupByClass(target: Float64Array, classCount: number | null): Uint32Array[] {
  if (classCount === null) return [Uint32Array.from(target, (_, position) => position)];
  const groups: number[][] = Array.from({ length: classCount }, () => []);
  target.forEach((index, position) => groups[index]?.push(position));
  return groups.map((group) => Uint32Array.from(group));
}

/** All positions below `length` that are not in `rows`, ascending. */
export function without(length: number, rows: Uint32Array): Uint32Array {
  const excluded = new Uint8Array(length);
  for (const row of rows) excluded[row] = 1;
  return Uint32Array.from({ length }, (_, position) => position).filter((position) => excluded[position] === 0);
}
