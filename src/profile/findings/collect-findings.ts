import type { Finding, Schema, Severity } from '../../schema/types.js';
import { findMissing, findOutlierColumns, findSkewed } from './quality-findings.js';
import { findRedundant } from './redundancy-findings.js';
import { findDuplicates, findEmptyRows, findMissingPatterns, findUnusualRows } from './row-findings.js';
import { findTargetProblems } from './target-findings.js';
import type { Profile } from '../types.js';
import { showMany } from '../../table/wording.js';
import { nameList } from '../wording.js';

type Measured = Pick<
  Profile,
  'rowCount' | 'duplicateRows' | 'target' | 'columns' | 'associations' | 'missingness' | 'rowOutliers'
>;

const severityOrder: readonly Severity[] = ['high', 'medium', 'low'];

/**
 * Gathers everything worth knowing, most important first: by severity, then leakage, the target, the schema's flags,
 * and the state of the data. Findings of one kind about many columns become one.
 */
export function collectFindings(
  schema: Schema,
  profile: Measured,
  { leakage, spellings }: { leakage: readonly Finding[]; spellings: readonly Finding[] },
): Finding[] {
  const { target, columns, rowCount, duplicateRows, associations, missingness } = profile;
  const flags = schema.columns.flatMap((column) => column.flags);
  const alreadyMissing = flags.filter(({ code }) => code.includes('MISSING')).flatMap((flag) => flag.columns);
  const except = new Set(target === null ? alreadyMissing : [...alreadyMissing, target.column]);
  const found = [
    ...leakage,
    ...(target === null ? [] : findTargetProblems(target, rowCount)),
    ...joinAlike(flags),
    ...findMissing(columns, except),
    findEmptyRows(missingness, columns.length),
    ...findMissingPatterns(missingness, columns.length),
    findDuplicates(duplicateRows, rowCount),
    ...joinAlike(spellings),
    ...findRedundant(associations.pairs, columns, target?.column ?? null),
    findOutlierColumns(columns),
    findUnusualRows(profile.rowOutliers),
    findSkewed(columns),
  ].filter((finding) => finding !== null);
  return found.toSorted((one, other) => severityOrder.indexOf(one.severity) - severityOrder.indexOf(other.severity));
}

/** Joins findings of equal code and severity: the sentence of the first, and the names of the others. */
function joinAlike(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((group) => {
    const [first, ...others] = group as [Finding, ...Finding[]];
    if (others.length === 0) return first;
    const names = others.flatMap(({ columns }) => columns);
    const sentence = `${first.sentence} The same goes for ${showMany(names.length, 'other column')}: ${nameList(names)}.`;
    return {
      ...first,
      columns: [...first.columns, ...names],
      numbers: { ...first.numbers, columns: names.length + 1 },
      sentence,
    };
  });
}
