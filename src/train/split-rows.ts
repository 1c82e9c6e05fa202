import type { Task } from '../schema/types.js';
import type { ResolvedTarget } from './resolve-target.js';
import { createRandom } from '../table/random.js';
import { groupByClass, shuffle } from './folds.js';
import { CALIBRATION_FRACTION, TEST_FRACTION } from './heuristics.js';

/** Table row numbers, each ascending; no row is in two of them. */
export interface Split {
  /** Fitted on, and cross-validated to choose. */
  readonly development: Uint32Array;
  /** Regression only: what the interval is measured on. */
  readonly calibration: Uint32Array;
  /** Never used to choose or fit. */
  readonly test: Uint32Array;
}

/** Draws the parts at random; for classification with the same share of each class, a class with one row staying in development. */
export function splitRows({ task, classes, values, usable }: ResolvedTarget, seed: number): Split {
  const random = createRandom(seed);
  const target = Float64Array.from(usable, (row) => values[row] as number);
  const groups = groupByClass(target, classes?.length ?? null).map((group) => shuffle(group, random));
  const rows = (positions: number[]) => Uint32Array.from(positions, (position) => usable[position] as number).sort();
  const tests = shareOut(groups, Math.max(1, Math.round(usable.length * TEST_FRACTION[task])));
  const calibrations = calibrationSize(task, usable.length);
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

function calibrationSize(task: Task, rows: number): number {
  return task === 'regression' ? Math.round(rows * CALIBRATION_FRACTION) : 0;
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
