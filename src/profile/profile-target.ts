import type { ChosenTarget } from './choose-target.js';
import type { ColumnView } from './column-view.js';
import { heuristics } from './heuristics.js';
import { topValues } from './top-values.js';
import type { Association, TargetProfile } from './types.js';

/** Describes the target: its classes and their balance, and how every column relates to it. */
export function profileTarget(chosen: ChosenTarget, view: ColumnView, relations: readonly Association[]): TargetProfile {
  const isClasses = chosen.task === 'classification';
  const target = { ...chosen, missing: view.schema.missing, relations };
  if (!isClasses) return { ...target, classes: null, balance: null };
  const levels = view.levels();
  return { ...target, classes: topValues(levels, heuristics.maxClassesListed), balance: measureBalance(levels.counts) };
}

/** Shannon entropy of the shares over its maximum, the logarithm of the number of classes; 0 for one class or none. */
export function measureBalance(counts: ArrayLike<number>): number {
  const present = Array.from(counts).filter((count) => count > 0);
  if (present.length < 2) return 0;
  const total = present.reduce((sum, count) => sum + count, 0);
  const entropy = present.reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
  return Math.min(1, entropy / Math.log(present.length));
}
