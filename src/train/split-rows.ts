import type { Task } from '../schema/types.js';
import type { ResolvedTarget } from './resolve-target.js';
import type { RowOrder } from './row-order.js';
import { TabulystError } from '../errors.js';
import { joined } from '../table/joined.js';
import { createRandom } from '../table/random.js';
import { assignGroups } from './assign-groups.js';
import { groupByClass, shuffle } from './folds.js';
import { CALIBRATION_FRACTION, TEST_FRACTION } from './heuristics.js';
import { orderByTime, tieBoundary } from './time-blocks.js';

/** Table row numbers, each ascending; no row is in two of them. */
export interface Split {
  /** Fitted on, and cross-validated to choose. */
  readonly development: Uint32Array;
  /** Regression only: what the interval is measured on. */
  readonly calibration: Uint32Array;
  /** Never used to choose or fit. */
  readonly test: Uint32Array;
}

/**
 * Parts the usable rows. At random: for classification with the same share of each class, a class with one row staying in
 * development. By time: the latest rows are tested on, those before them calibrate; rows of one time stay together, and rows
 * without a time are in development. By group: no group is in two parts, and the shares are as near as that allows.
 *
 * @throws TRAIN_SPLIT_UNSUITABLE when no row is left to test on, or development has a single class
 */
export function splitRows(target: ResolvedTarget, order: RowOrder, seed: number): Split {
  if (order.kind === 'random') return splitAtRandom(target, seed);
  const split = order.kind === 'time' ? splitByTime(target, order.times) : splitByGroup(target, order.groups, seed);
  requireParts(split, target, order.column);
  return split;
}

function splitAtRandom({ task, classes, values, usable }: ResolvedTarget, seed: number): Split {
  const random = createRandom(seed);
  const target = Float64Array.from(usable, (row) => values[row] as number);
  const groups = groupByClass(target, classes?.length ?? null).map((group) => shuffle(group, random));
  const rows = (positions: number[]) => Uint32Array.from(positions, (position) => usable[position] as number).sort();
  const tests = shareOut(groups, Math.max(1, Math.round(usable.length * TEST_FRACTION[task])));
  const calibrations = Math.round(usable.length * calibrationFraction(task));
  const parts = groups.map((group, index) => {
    const first = tests[index] as number;
    return {
      test: group.subarray(0, first),
      calibration: group.subarray(first, first + calibrations),
      rest: group.subarray(first + calibrations),
    };
  });
  return {
    development: rows(parts.flatMap(({ rest }) => [...rest])),
    calibration: rows(parts.flatMap(({ calibration }) => [...calibration])),
    test: rows(parts.flatMap(({ test }) => [...test])),
  };
}

function splitByTime({ task, usable }: ResolvedTarget, times: Float64Array): Split {
  const untimed = usable.filter((row) => Number.isNaN(times[row]!));
  const ordered = orderByTime(usable, times);
  const cut = (share: number) => tieBoundary(ordered, times, ordered.length - Math.round(ordered.length * share));
  const tests = cut(TEST_FRACTION[task]);
  const calibrations = Math.min(tests, cut(TEST_FRACTION[task] + calibrationFraction(task)));
  return {
    development: joined(Uint32Array, [untimed, ordered.subarray(0, calibrations)]).sort(),
    calibration: ordered.slice(calibrations, tests).sort(),
    test: ordered.slice(tests).sort(),
  };
}

function splitByGroup({ task, classes, values, usable }: ResolvedTarget, groups: Int32Array, seed: number): Split {
  const rows = {
    groups: Int32Array.from(usable, (row) => groups[row]!),
    target: Float64Array.from(usable, (row) => values[row]!),
    classCount: classes?.length ?? null,
  };
  const [tested, held] = [TEST_FRACTION[task], calibrationFraction(task)];
  const parts = assignGroups(rows, held > 0 ? [1 - tested - held, tested, held] : [1 - tested, tested], seed);
  const [development, test, calibration] = parts.map((positions) => positions.map((position) => usable[position]!));
  return { development: development!, test: test!, calibration: calibration ?? new Uint32Array(0) };
}

function requireParts({ development, test }: Split, { classes, values, column }: ResolvedTarget, by: string): void {
  const refuse = (problem: string) =>
    new TabulystError('TRAIN_SPLIT_UNSUITABLE', `The rows can't be split by "${by}": ${problem} Split by another column.`, {
      column: by,
      target: column,
    });
  if (test.length === 0 || development.length < 2) throw refuse('one value holds so many rows that no other part is left.');
  const first = values[development[0]!];
  if (classes !== null && development.every((row) => values[row] === first)) {
    throw refuse(`the rows to learn from are all of the class "${classes[first!]}".`);
  }
}

function calibrationFraction(task: Task): number {
  return task === 'regression' ? CALIBRATION_FRACTION : 0;
}

/** How many of each group to take for `wanted` in all: in proportion, largest remainders first, never a group's last row. */
function shareOut(groups: readonly Uint32Array[], wanted: number): number[] {
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  const exact = groups.map((group) => (group.length * wanted) / total);
  const taken = exact.map((size, index) => Math.min(Math.floor(size), Math.max(0, (groups[index]?.length ?? 0) - 1)));
  const order = [...exact.keys()].sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b);
  let left = wanted - taken.reduce((sum, size) => sum + size, 0);
  for (const index of order) {
    if (left <= 0) break;
    if ((taken[index] ?? 0) + 1 >= (groups[index]?.length ?? 0)) continue;
    taken[index] = (taken[index] ?? 0) + 1;
    left--;
  }
  return taken;
}
