import type { ColumnFacts } from './column-facts.js';
import { HIGH_CARDINALITY, MOSTLY_MISSING_FRACTION, NEAR_CONSTANT_SHARE } from './heuristics.js';
import type { ColumnType, Finding, Severity } from './types.js';
import { showCount, showMany, showShare } from './wording.js';

/** What a reader should know of a column: constant, identifier, mostly missing, too many categories, cells that don't fit. */
export function columnFlags(facts: ColumnFacts, type: ColumnType, identifierReason: string | null): Finding[] {
  return [
    ...missingFlag(facts),
    ...constantFlag(facts),
    ...identifierFlag(facts, identifierReason),
    ...cardinalityFlag(facts, type, identifierReason !== null),
    ...mixedFlag(facts),
  ];
}

function missingFlag({ column, rowCount, missing }: ColumnFacts): Finding[] {
  const fraction = rowCount === 0 ? 0 : missing / rowCount;
  if (fraction <= MOSTLY_MISSING_FRACTION) return [];
  const all = missing === rowCount;
  return flag(column.name, 'MOSTLY_MISSING', 'medium', {
    numbers: { missing, fraction },
    sentence: all
      ? `"${column.name}" has no values: all ${showMany(missing, 'cell')} are missing.`
      : `"${column.name}" is missing in ${showCount(missing)} of ${showMany(rowCount, 'row')} (${showShare(fraction)}).`,
    suggestion: all
      ? 'Leave the column out.'
      : 'Find out why it is missing; that alone may tell something. Otherwise leave it out.',
  });
}

function constantFlag({ column, present, distinct, topCount, examples }: ColumnFacts): Finding[] {
  if (present === 0) return [];
  const share = topCount / present;
  const value = `"${examples[0] ?? ''}"`;
  if (distinct === 1) {
    return flag(column.name, 'CONSTANT', 'medium', {
      numbers: { distinct, present },
      sentence: `"${column.name}" has the same value, ${value}, in all ${showMany(present, 'present cell')}.`,
      suggestion: 'It can explain nothing; leave it out.',
    });
  }
  if (share < NEAR_CONSTANT_SHARE) return [];
  return flag(column.name, 'NEAR_CONSTANT', 'low', {
    numbers: { distinct, share },
    sentence: `"${column.name}" is ${value} in ${showShare(share)} of its ${showMany(present, 'present cell')}.`,
    suggestion: 'The other values are rare; what is learned from them is shaky.',
  });
}

function identifierFlag({ column, distinct }: ColumnFacts, reason: string | null): Finding[] {
  if (reason === null) return [];
  return flag(column.name, 'IDENTIFIER', 'low', {
    numbers: { distinct },
    sentence: `"${column.name}" identifies the rows: ${reason}.`,
    suggestion: 'Leave it out of training: it says which row it is, not what it is like.',
  });
}

function cardinalityFlag({ column, distinct, present }: ColumnFacts, type: ColumnType, identifier: boolean): Finding[] {
  if (type !== 'categorical' || identifier || distinct <= HIGH_CARDINALITY) return [];
  return flag(column.name, 'HIGH_CARDINALITY', 'low', {
    numbers: { distinct, present },
    sentence: `"${column.name}" has ${showCount(distinct)} categories in ${showMany(present, 'cell')}.`,
    suggestion: 'Group rare categories, or use what stands behind them.',
  });
}

function mixedFlag({ column, present }: ColumnFacts): Finding[] {
  const { misfitCount, misfits } = column.evidence;
  if (misfitCount === 0) return [];
  const what = column.form === 'number' ? 'numbers' : 'dates';
  const shown = misfits.slice(0, 3).map(({ text }) => `"${text}"`);
  return flag(column.name, 'MIXED_TYPES', 'medium', {
    numbers: { misfits: misfitCount, present },
    sentence: `"${column.name}" holds ${what}, but ${showMany(misfitCount, 'cell')} ${misfitCount === 1 ? 'is' : 'are'} something else (${shown.join(', ')}) and count as missing.`,
    suggestion: 'Correct or remove these cells, or read the column as text.',
  });
}

function flag(
  column: string,
  code: string,
  severity: Severity,
  rest: Pick<Finding, 'numbers' | 'sentence' | 'suggestion'>,
): Finding[] {
  return [{ code, severity, columns: [column], ...rest }];
}
