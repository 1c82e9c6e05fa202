import type { Finding, Severity } from '../../schema/types.js';
import { heuristics } from '../heuristics.js';
import type { ColumnProfile } from '../types.js';
import { showMany } from '../../table/wording.js';
import { nameList, percent } from '../wording.js';

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
  const share = ({ outliers, count }: ColumnProfile): number => (outliers?.tukey.count ?? 0) / Math.max(1, count);
  const found = columns
    .filter((column) => share(column) > heuristics.outlierShareNoted)
    .toSorted((one, other) => share(other) - share(one));
  const [worst] = found;
  if (worst === undefined) return null;
  const names = found.map(({ name }) => name);
  const count = worst.outliers?.tukey.count ?? 0;
  const sentence =
    found.length === 1
      ? `"${worst.name}" has ${showMany(count, 'unusually low or high value')} (${percent(share(worst))}).`
      : `Unusually low or high values stand out in ${nameList(names)}; "${worst.name}" has most, ${showMany(count, 'value')} (${percent(share(worst))}).`;
  return {
    code: 'OUTLIERS',
    severity: 'low',
    columns: names,
    numbers: { columns: found.length, count, share: share(worst) },
    sentence,
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
