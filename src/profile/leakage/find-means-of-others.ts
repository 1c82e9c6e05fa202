import type { Finding } from '../../schema/types.js';
import type { ColumnView } from '../columns/column-view.js';
import type { Clue } from './clue.js';
import { groupOutcomes, type GroupOutcome } from './group-outcomes.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import type { Outcome } from './outcome.js';
import { roundingOf } from './rounding-of.js';

/** Groups of rows by the value of a column. */
interface Groups {
  /** Group of each row; missing = -1. */
  readonly codes: Int32Array;
  /** Rows with a target in each group, and their targets' sum. */
  readonly rows: Uint32Array;
  readonly sums: Float64Array;
}

/**
 * Finds columns that hold the target's mean over the *other* rows of a group (leave-one-out target encoding). Within a
 * group such a mean is low where the target is high, one to one, so that the two together give the target away. Groups
 * need all rows; the columns are tried on the rows examined.
 */
export function findMeansOfOthers(
  clues: readonly Clue[],
  views: readonly ColumnView[],
  target: ColumnView,
  outcome: Outcome,
  rows: Uint32Array,
): Finding[] {
  const candidates = clues
    .filter(({ numbers, temporal }) => numbers !== null && !temporal && numbers.distinct.length >= limits.minGroups)
    .map((clue) => ({ clue, rounding: roundingOf(clue.numbers!.values) }));
  const grouping = views
    .filter(
      ({ column, schema }) => column.form === 'dictionary' && schema.distinct * limits.minRowsPerGroup <= column.evidence.present,
    )
    .toSorted((one, other) => other.schema.distinct - one.schema.distinct)
    .slice(0, limits.maxGroupings);
  return groupOutcomes(target, outcome).flatMap((answers) =>
    grouping.flatMap((view) => {
      const groups = sumGroups(view, answers);
      return candidates
        .filter(({ clue }) => clue.columns[0] !== view.name)
        .flatMap(({ clue, rounding }) => {
          const held = countHeld(clue.numbers!.values, rounding, groups, answers, rows);
          if (held === null) return [];
          return leakageFinding('LEAKAGE_GROUP_MEAN', 'high', {
            columns: clue.columns,
            target: target.name,
            numbers: { rows: held },
            sentence: `${clue.subject} is ${answers.mean} over the other rows of the same "${view.name}", so what is missing from the group's mean is each row's own answer.`,
            suggestion: 'Leave it out of training, or compute it anew from the training rows alone.',
          });
        });
    }),
  );
}

function sumGroups({ levels }: ColumnView, { values }: GroupOutcome): Groups {
  const { codes, counts } = levels();
  const groups: Groups = { codes, rows: new Uint32Array(counts.length), sums: new Float64Array(counts.length) };
  for (let row = 0; row < values.length; row++) {
    const group = codes[row]!;
    if (group < 0 || Number.isNaN(values[row]!)) continue;
    groups.rows[group]!++;
    groups.sums[group]! += values[row]!;
  }
  return groups;
}

/** Rows in which the column, the target and the group's sum agree; null with too many exceptions or too little evidence. */
function countHeld(
  values: Float64Array,
  rounding: number,
  groups: Groups,
  { values: answers }: GroupOutcome,
  rows: Uint32Array,
): number | null {
  let [held, failures] = [0, 0];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index]!;
    const group = groups.codes[row]!;
    const others = group < 0 ? 0 : groups.rows[group]! - 1;
    const answer = answers[row]!;
    if (others < 1 || Number.isNaN(values[index]!) || Number.isNaN(answer)) continue;
    const mean = (groups.sums[group]! - answer) / others;
    // A mean that this row hardly moves says nothing of the row.
    const moved = Math.abs(groups.sums[group]! / (others + 1) - mean);
    const tolerance = rounding + 1e-9 * Math.abs(mean);
    if (Math.abs(values[index]! - mean) > tolerance) {
      if (++failures > limits.meansSlack + index * limits.formulaExceptions) return null;
    } else if (moved > 2 * tolerance) held++;
  }
  return held >= limits.minRows && held >= rows.length * limits.minMovedShare ? held : null;
}
