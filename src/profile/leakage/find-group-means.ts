import type { Finding } from '../../schema/types.js';
import { showMany } from '../../table/wording.js';
import type { ColumnView } from '../columns/column-view.js';
import type { Clue } from './clue.js';
import { groupOutcomes } from './group-outcomes.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import type { Outcome } from './outcome.js';
import { roundingOf } from './rounding-of.js';

/**
 * Finds columns that hold the target's mean over groups of rows, each row's own among them (a target encoding): rows
 * with one value of the column have a mean target of just that value. Needs all rows, so a sample decides which columns to try.
 */
export function findGroupMeans(
  clues: readonly Clue[],
  views: readonly ColumnView[],
  target: ColumnView,
  outcome: Outcome,
  rows: Uint32Array,
): Finding[] {
  const outcomes = groupOutcomes(target, outcome);
  const byName = new Map(views.map((view) => [view.name, view]));
  return clues.flatMap((clue): Finding[] => {
    const values = byName.get(clue.columns[0]!)?.values;
    const { numbers } = clue;
    if (values == null || numbers === null || clue.temporal || numbers.distinct.length < limits.minGroups) return [];
    for (const { values: answers, mean } of outcomes) {
      for (const unit of [1, 100]) {
        if (!isCalibrated(clue, rows, answers, unit)) continue;
        const groups = countGroups(values, answers, unit);
        if (groups === null) continue;
        return [
          leakageFinding('LEAKAGE_GROUP_MEAN', 'high', {
            columns: clue.columns,
            target: target.name,
            numbers: groups,
            sentence: `${clue.subject} is ${mean} over ${showMany(groups.groups, 'group')} of rows, each row's own answer among them.`,
            suggestion: 'Leave it out of training, or compute it anew from the training rows alone.',
          }),
        ];
      }
    }
    return [];
  });
}

/** Whether the target rises with the column one to one, as it must when the column holds its means. */
function isCalibrated({ numbers }: Clue, rows: Uint32Array, outcome: Float64Array, unit: number): boolean {
  const { values } = numbers!;
  let [count, sumX, sumY, squares, products] = [0, 0, 0, 0, 0];
  for (let index = 0; index < rows.length; index++) {
    const x = values[index]! / unit;
    const y = outcome[rows[index]!]!;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    count++;
    sumX += x;
    sumY += y;
    squares += x * x;
    products += x * y;
  }
  const spread = squares - (sumX * sumX) / count;
  const slope = (products - (sumX * sumY) / count) / spread;
  return count >= limits.minRows && Math.abs(slope - 1) <= limits.calibratedWithin;
}

/** Groups of at least two rows whose mean is their value, when nearly all are; null otherwise. */
function countGroups(values: Float64Array, outcome: Float64Array, unit: number): { groups: number; rows: number } | null {
  const groups = new Map<number, { count: number; sum: number; least: number; most: number }>();
  for (let row = 0; row < values.length; row++) {
    const [x, y] = [values[row]!, outcome[row]!];
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    const group = groups.get(x) ?? { count: 0, sum: 0, least: y, most: y };
    groups.set(x, group);
    group.count++;
    group.sum += y;
    group.least = Math.min(group.least, y);
    group.most = Math.max(group.most, y);
  }
  const repeated = [...groups].filter(([, { count }]) => count > 1);
  // Groups within which the target differs: a copy has none.
  const varied = repeated.filter(([, { least, most }]) => most > least);
  const range =
    outcome.reduce((most, value) => Math.max(most, value), -Infinity) -
    outcome.reduce((least, value) => Math.min(least, value), Infinity);
  const rounding = roundingOf(Float64Array.from(repeated, ([value]) => value)) / unit;
  if (varied.length < limits.minGroups || rounding > range * limits.coarsestMean) return null;
  const held = repeated.filter(([value, { count, sum }]) => Math.abs(value / unit - sum / count) <= rounding + 1e-9 * range);
  if (held.length < repeated.length * limits.groupsHeld) return null;
  return { groups: held.length, rows: held.reduce((sum, [, { count }]) => sum + count, 0) };
}
