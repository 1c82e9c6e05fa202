import type { ChosenTarget } from './choose-target.js';
import type { ColumnView } from './columns/column-view.js';
import { heuristics } from './heuristics.js';
import { topValues } from './columns/top-values.js';
import { measureBalance } from './columns/balance.js';
import type { Association, Conflicts, TargetProfile } from './types.js';

/** Describes the target: its classes and their balance, rows it contradicts, and how every column relates to it. */
export function profileTarget(
  chosen: ChosenTarget,
  view: ColumnView,
  relations: readonly Association[],
  conflicts: Conflicts | null,
): TargetProfile {
  const isClasses = chosen.task === 'classification';
  const target = { ...chosen, missing: view.schema.missing, conflicts, relations };
  if (!isClasses) return { ...target, classes: null, balance: null };
  const levels = view.levels();
  return { ...target, classes: topValues(levels, heuristics.maxClassesListed), balance: measureBalance(levels.counts) };
}
