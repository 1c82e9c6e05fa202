import type { Finding } from '../../schema/types.js';
import { showMany } from '../../table/wording.js';
import { heuristics } from '../heuristics.js';
import type { TargetProfile } from '../types.js';
import { nameList, percent } from '../wording.js';

/** What makes a target hard to learn: blanks, classes of very different size, and rows that contradict each other. */
export function findTargetProblems(target: TargetProfile, rowCount: number): Finding[] {
  return [missingTarget(target, rowCount), imbalance(target), rareClasses(target), conflicts(target, rowCount)].filter(
    (finding) => finding !== null,
  );
}

function missingTarget({ column, missing }: TargetProfile, rowCount: number): Finding | null {
  if (missing === 0) return null;
  const share = missing / rowCount;
  return {
    code: 'TARGET_MISSING',
    severity: share >= heuristics.targetMissingSerious ? 'high' : 'medium',
    columns: [column],
    numbers: { rows: missing, share },
    sentence: `"${column}", the column to predict, is blank in ${showMany(missing, 'row')} (${percent(share)}).`,
    suggestion: 'Rows without an answer teach nothing and are left out of training; fill them in if the answer is known.',
  };
}

function imbalance({ column, classes, balance }: TargetProfile): Finding | null {
  const [largest] = classes ?? [];
  const smallest = classes?.at(-1);
  if (classes == null || largest === undefined || smallest === undefined || largest === smallest) return null;
  // A fair share depends on how many classes there are: half for two, a tenth for ten.
  const relative = smallest.share * classes.length * 0.5;
  if (relative >= heuristics.minorityNoted) return null;
  return {
    code: 'TARGET_IMBALANCED',
    severity: relative < heuristics.minoritySerious ? 'medium' : 'low',
    columns: [column],
    numbers: { smallestShare: smallest.share, largestShare: largest.share, classes: classes.length, balance },
    sentence: `The values of "${column}" are uneven: ${percent(largest.share)} are "${largest.value}", only ${percent(smallest.share)} "${smallest.value}".`,
    suggestion: `Accuracy alone misleads here: always saying "${largest.value}" is already right in ${percent(largest.share)} of the rows.`,
  };
}

function rareClasses({ column, classes }: TargetProfile): Finding | null {
  const rare = (classes ?? []).filter(({ count }) => count < heuristics.rareClassRows);
  if (rare.length === 0) return null;
  const has = rare.length === 1 ? 'has' : 'have';
  return {
    code: 'TARGET_RARE_CLASSES',
    severity: 'medium',
    columns: [column],
    numbers: { classes: rare.length, fewest: Math.min(...rare.map(({ count }) => count)) },
    sentence: `${nameList(rare.map(({ value }) => value))} ${has} fewer than ${heuristics.rareClassRows} rows in "${column}": too few to learn from.`,
    suggestion: 'Collect more such rows, or join rare values into one.',
  };
}

function conflicts({ column, conflicts: found }: TargetProfile, rowCount: number): Finding | null {
  if (found === null || found.groups === 0) return null;
  const share = found.rows / rowCount;
  return {
    code: 'TARGET_CONFLICTS',
    severity: share >= heuristics.conflictShareSerious ? 'medium' : 'low',
    columns: [column],
    numbers: { rows: found.rows, groups: found.groups, share, columnsCompared: found.columns },
    sentence: `${showMany(found.rows, 'row')} (${percent(share)}) are equal to others in all ${showMany(found.columns, 'column')} compared, and yet have another "${column}".`,
    suggestion: 'No model can be right about all of them: what tells them apart is not in this table, or some of them are wrong.',
  };
}
