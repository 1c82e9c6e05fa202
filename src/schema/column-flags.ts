import type { ColumnFacts } from './column-facts.js';
import { findSentinel } from './find-sentinel.js';
import {
  HIGH_CARDINALITY,
  IDENTIFIER_NAMED_SHARE,
  MIXED_NUMBERS_SHARE,
  MOSTLY_MISSING_FRACTION,
  NEAR_CONSTANT_SHARE,
} from './heuristics.js';
import { codeName } from './name-words.js';
import type { ColumnType, Finding, Semantic, Severity } from './types.js';
import { showCount, showDistinct, showMany, showShare } from '../table/wording.js';

/** What has been found out about a column. */
export interface ColumnMeaning {
  readonly type: ColumnType;
  readonly semantic: Semantic | null;
  /** Why it identifies rows; null when it does not. */
  readonly identifierReason: string | null;
}

/** What a reader should know of a column: constant, identifier, mostly missing, too many categories, cells that don't fit, doubtful values and readings. */
export function columnFlags(facts: ColumnFacts, meaning: ColumnMeaning): Finding[] {
  return [
    ...missingFlag(facts),
    ...nullTokenFlag(facts),
    ...constantFlag(facts),
    ...identifierFlag(facts, meaning),
    ...cardinalityFlag(facts, meaning),
    ...mixedFlag(facts),
    ...textMixFlag(facts, meaning),
    ...ambiguousFlag(facts),
    ...sentinelFlag(facts, meaning),
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
      : 'Find out why so much is missing; that alone may tell something. Otherwise leave it out.',
  });
}

/** In lower case: what everybody takes for "missing". */
const usualNullTokens: ReadonlySet<string> = new Set(['na', 'n/a', '#n/a', 'null', 'nan', 'none', 'nil', '?', '-', '--', '.']);

function nullTokenFlag({ column }: ColumnFacts): Finding[] {
  const unusual = column.evidence.nullTokens.filter(({ text }) => !usualNullTokens.has(text.toLowerCase()));
  if (unusual.length === 0) return [];
  const cells = unusual.reduce((sum, { count }) => sum + count, 0);
  const shown = unusual.slice(0, 3).map(({ text, count }) => `${showMany(count, 'cell')} "${text}"`);
  return flag(column.name, 'NULL_TOKENS', 'low', {
    numbers: { cells, tokens: unusual.length },
    sentence: `In "${column.name}", ${shown.join(' and ')} ${cells === 1 ? 'counts' : 'count'} as missing.`,
    suggestion: 'If that is a value of its own, write it another way in the file.',
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
      suggestion: 'Leave out what never changes: it can explain nothing.',
    });
  }
  if (share < NEAR_CONSTANT_SHARE) return [];
  return flag(column.name, 'NEAR_CONSTANT', 'low', {
    numbers: { distinct, share },
    sentence: `"${column.name}" is ${value} in ${showShare(share)} of its ${showMany(present, 'present cell')}.`,
    suggestion: 'The other values are rare; what is learned from them is shaky.',
  });
}

function identifierFlag({ column, distinct, present }: ColumnFacts, { identifierReason }: ColumnMeaning): Finding[] {
  if (identifierReason === null) return [];
  const repeats = distinct < present * IDENTIFIER_NAMED_SHARE;
  return flag(column.name, 'IDENTIFIER', 'low', {
    numbers: { distinct, present },
    sentence: `"${column.name}" ${repeats ? 'identifies what the rows are about' : 'identifies the rows'}: ${identifierReason}.`,
    suggestion: 'Leave it out of training: it says which one it is, not what it is like.',
  });
}

function cardinalityFlag(facts: ColumnFacts, { type, identifierReason }: ColumnMeaning): Finding[] {
  const { column, distinct, present } = facts;
  if (type !== 'categorical' || identifierReason !== null || distinct <= HIGH_CARDINALITY) return [];
  return flag(column.name, 'HIGH_CARDINALITY', 'low', {
    numbers: { distinct, present },
    sentence: `"${column.name}" has ${showDistinct(facts)} categories in ${showMany(present, 'cell')}.`,
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
    sentence: `"${column.name}" holds ${what}, but ${showMany(misfitCount, 'cell')} ${misfitCount === 1 ? 'is' : 'are'} something else (${shown.join(', ')}) and ${misfitCount === 1 ? 'counts' : 'count'} as missing.`,
    suggestion: 'Correct or remove these cells, or read the column as text.',
  });
}

/** Texts most of which are numbers. */
function textMixFlag({ column, present }: ColumnFacts, { type, semantic }: ColumnMeaning): Finding[] {
  const { numbers, leadingZeros, longIntegers } = column.evidence;
  const codes = semantic !== null || leadingZeros > 0 || longIntegers > 0 || codeName(column.name) !== null;
  if (column.form !== 'dictionary' || type === 'boolean' || codes) return [];
  if (numbers >= present || numbers < present * MIXED_NUMBERS_SHARE || numbers === 0) return [];
  const others = present - numbers;
  return flag(column.name, 'MIXED_TYPES', 'low', {
    numbers: { numbers, others, present },
    sentence: `"${column.name}" holds ${showMany(numbers, 'number')} and ${showMany(others, 'text')}, so all of its ${showMany(present, 'cell')} are read as text.`,
    suggestion: 'If it should hold numbers, correct the texts, or give it the type numerical: the texts then count as missing.',
  });
}

function ambiguousFlag({ column, present }: ColumnFacts): Finding[] {
  const { format, evidence } = column;
  if (evidence.ambiguous === 'day-month' && format.form === 'datetime') {
    const dayFirst = format.datetimeFormat === 'day-month-year';
    return flag(column.name, 'AMBIGUOUS_DATES', 'medium', {
      numbers: { present },
      sentence: `In "${column.name}", day and month can't be told apart in any of ${showMany(present, 'cell')}; they are read as ${dayFirst ? 'day/month' : 'month/day'}.`,
      suggestion: `If it is the other way round, read the file with { dayFirst: ${!dayFirst} }.`,
    });
  }
  if (evidence.ambiguous !== 'decimal-mark' || format.form !== 'number') return [];
  const [mark, other, example] = format.decimal === '.' ? ['.', ',', '1234'] : [',', '.', '1.234'];
  return flag(column.name, 'AMBIGUOUS_NUMBERS', 'low', {
    numbers: { present },
    sentence: `In "${column.name}", thousands and decimals can't be told apart in any of ${showMany(present, 'cell')}; "${mark}" is taken for the decimal mark, so "1,234" is read as ${example}.`,
    suggestion: `If "${other}" is the decimal mark, read the file with { decimal: "${other}" }.`,
  });
}

function sentinelFlag(facts: ColumnFacts, { type, semantic }: ColumnMeaning): Finding[] {
  if (type === 'boolean' || semantic === 'identifier') return [];
  const found = findSentinel(facts);
  if (found === null) return [];
  const { column, present } = facts;
  const { value, count, next } = found;
  const share = count / present;
  const nothing = value === 0 || value === -1 ? '"missing" or "none"' : '"missing"';
  const show = (number: number) => (column.form === 'datetime' ? new Date(number).toISOString().slice(0, 10) : String(number));
  return flag(column.name, 'SUSPICIOUS_SENTINEL', 'medium', {
    numbers: { value, count, share, next },
    sentence: `"${column.name}" is ${show(value)} in ${showCount(count)} of its ${showMany(present, 'present cell')} (${showShare(share)}), and the next value is ${show(next)}: ${show(value)} may stand for ${nothing}.`,
    suggestion: `If it does, empty these cells; as they are, they count as ${column.form === 'datetime' ? 'dates' : 'measured values'}.`,
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
