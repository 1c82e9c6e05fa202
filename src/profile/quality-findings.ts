import type { Finding, Severity } from '../schema/types.js';
import { heuristics } from './heuristics.js';
import type { ColumnProfile, TargetProfile } from './types.js';
import { showMany } from '../table/wording.js';
import { nameList, percent } from './wording.js';

/** Rows that repeat an earlier one. */
export function findDuplicates(duplicateRows: number, rowCount: number): Finding | null {
  if (duplicateRows === 0) return null;
  const share = duplicateRows / rowCount;
  return {
    code: 'DUPLICATE_ROWS',
    severity: share >= heuristics.duplicateShareSerious ? 'medium' : 'low',
    columns: [],
    numbers: { rows: duplicateRows, share },
    sentence: `${showMany(duplicateRows, 'row repeats', 'rows repeat')} an earlier row in every column (${percent(share)}).`,
    suggestion: 'If each row should be a thing of its own, remove the repeats: they count double in every figure.',
  };
}

/** Columns with missing values, by how many: one finding for those that miss much, one for those that miss some. */
export function findMissing(columns: readonly ColumnProfile[], except: ReadonlySet<string>): Finding[] {
  const share = ({ missing, count }: ColumnProfile): number => missing / Math.max(1, missing + count);
  const missing = columns
    .filter((column) => column.count > 0 && share(column) >= heuristics.missingNoted && !except.has(column.name))
    .toSorted((one, other) => share(other) - share(one));
  const serious = missing.filter((column) => share(column) >= heuristics.missingSerious);
  const noted = missing.slice(serious.length);
  const describe = (found: readonly ColumnProfile[], severity: Severity): Finding[] => {
    const [worst] = found;
    if (worst === undefined) return [];
    const names = found.map(({ name }) => name);
    const sentence =
      found.length === 1
        ? `${nameList(names)} is blank in ${percent(share(worst))} of the rows.`
        : `${showMany(found.length, 'column')} have blanks: ${nameList(names)}; "${worst.name}" most, in ${percent(share(worst))} of the rows.`;
    return [
      {
        code: 'MISSING_VALUES',
        severity,
        columns: names,
        numbers: { columns: found.length, missing: worst.missing, share: share(worst) },
        sentence,
        suggestion: 'Find out why: blanks that mean something ("no contract yet") are worth a value of their own.',
      },
    ];
  };
  return [...describe(serious, 'medium'), ...describe(noted, 'low')];
}

/** Columns of which a notable share lies beyond Tukey's fences. */
export function findOutlierColumns(columns: readonly ColumnProfile[]): Finding | null {
  const share = ({ outliers, count }: ColumnProfile): number => (outliers?.count ?? 0) / Math.max(1, count);
  const found = columns
    .filter((column) => share(column) > heuristics.outlierShareNoted)
    .toSorted((one, other) => share(other) - share(one));
  const [worst] = found;
  if (worst === undefined) return null;
  const names = found.map(({ name }) => name);
  const count = worst.outliers?.count ?? 0;
  const most = `"${worst.name}" has ${showMany(count, 'such value')} (${percent(share(worst))})`;
  return {
    code: 'OUTLIERS',
    severity: 'low',
    columns: names,
    numbers: { columns: found.length, count, share: share(worst) },
    sentence: `${found.length === 1 ? '' : `Unusually low or high values stand out in ${nameList(names)}; `}${most}${found.length === 1 ? ', unusually low or high' : ''}.`,
    suggestion: 'Look at the rows listed: typing errors should be corrected, rare but true cases kept.',
  };
}

/** Columns whose values trail off far to one side. */
export function findSkewed(columns: readonly ColumnProfile[]): Finding | null {
  const skew = ({ numeric }: ColumnProfile): number => numeric?.skewness ?? 0;
  const found = columns
    .filter((column) => Math.abs(skew(column)) > heuristics.skewNoted && column.outliers !== null)
    .toSorted((one, other) => Math.abs(skew(other)) - Math.abs(skew(one)));
  const [worst] = found;
  if (worst === undefined) return null;
  const names = found.map(({ name }) => name);
  return {
    code: 'SKEWED',
    severity: 'low',
    columns: names,
    numbers: { columns: found.length, skewness: skew(worst) },
    sentence: `Most values of ${nameList(names)} lie close together, with a few far to one side.`,
    suggestion: 'Use the median rather than the average to say what is typical.',
  };
}

/** What makes a target hard to learn: blanks, and classes of very different size. */
export function findTargetProblems(target: TargetProfile, rowCount: number): Finding[] {
  return [missingTarget(target, rowCount), imbalance(target), rareClasses(target)].filter((finding) => finding !== null);
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
