import { dictionaryTexts } from '../table/dictionary.js';
import type { ColumnType, DatetimeFormat } from '../table/types.js';
import { areBooleanWords } from './boolean-words.js';
import type { ColumnFacts } from './column-facts.js';
import {
  BOOLEAN_SPELLINGS,
  CODE_MAX_VALUES,
  CODE_MIN_REPEATS,
  ENTITY_MAX_VALUES,
  LONG_TEXT_LENGTH,
  LONG_TEXT_MIN_DISTINCT,
  TEXT_DISTINCT_SHARE,
  TEXT_MIN_DISTINCT,
} from './heuristics.js';
import { codeName } from './name-words.js';
import type { TextPattern } from './text-pattern.js';
import { showCount, showMany, showShare } from '../table/wording.js';

/** A type with the sentence that gives the reason. */
export interface TypeDecision {
  readonly type: ColumnType;
  readonly reason: string;
}

/** What a column means, from the evidence of all its cells and the pattern of its texts. */
export function inferType(facts: ColumnFacts, pattern: TextPattern | null): TypeDecision {
  const { column } = facts;
  if (facts.present === 0)
    return { type: 'categorical', reason: `categorical for want of values: all ${showMany(facts.rowCount, 'cell')} are missing` };
  if (column.form === 'datetime')
    return decide('datetime', `${formShare(facts, 'dates', layoutNames[formatOf(facts)])}${dayMonthPart(facts)}`, facts);
  const texts = booleanTexts(facts);
  if (texts !== null) {
    const shown = texts.map((text) => `"${text}"`).join(' and ');
    return decide('boolean', `the only values in ${showMany(facts.present, 'cell')} are ${shown}`, facts);
  }
  if (column.form === 'dictionary') return inferTextType(facts, pattern);
  const code = codeReason(facts);
  if (code !== null) return decide('categorical', code, facts);
  return decide('numerical', `${formShare(facts, 'numbers', numberStyle(facts))}${decimalMarkPart(facts)}`, facts);
}

function decide(type: ColumnType, reason: string, facts: ColumnFacts): TypeDecision {
  return { type, reason: `${type}: ${reason}${missingPart(facts)}` };
}

const patternWords: Readonly<Partial<Record<TextPattern, string>>> = {
  email: 'e-mail addresses',
  url: 'web addresses',
  phone: 'phone numbers',
  list: 'lists',
};

/** Text or categories: by how often texts repeat and how long they are. */
function inferTextType(facts: ColumnFacts, pattern: TextPattern | null): TypeDecision {
  const { column, distinct, present } = facts;
  const { meanLength: length, leadingZeros, longIntegers } = column.evidence;
  const meanLength = length ?? 0;
  const share = distinct / present;
  const values = `${showMany(distinct, 'distinct value')} in ${showMany(present, 'cell')}`;
  if (meanLength > LONG_TEXT_LENGTH && distinct > LONG_TEXT_MIN_DISTINCT)
    return decide('text', `${values}, ${showCount(meanLength)} characters long on average`, facts);
  const what = pattern === null ? undefined : patternWords[pattern];
  if (share > TEXT_DISTINCT_SHARE && (distinct > TEXT_MIN_DISTINCT || what !== undefined))
    return decide('text', `${values} (${showShare(share)}), ${what ?? 'too many to be categories'}`, facts);
  const zeros = leadingZeros > 0 ? `; ${showMany(leadingZeros, 'code')} with leading zeros, so not numbers` : '';
  const long = longIntegers > 0 ? `; ${showMany(longIntegers, 'number')} too long to be exact, so kept as text` : '';
  return decide('categorical', `${values}${zeros}${long}`, facts);
}

/** The two texts that make a column boolean, however they are written, or null. */
function booleanTexts({ column, distinct, numbers }: ColumnFacts): readonly string[] | null {
  if (numbers !== null) return distinct === 2 && numbers.range.min === 0 && numbers.range.max === 1 ? ['0', '1'] : null;
  if (column.form !== 'dictionary' || distinct < 2 || distinct > BOOLEAN_SPELLINGS) return null;
  const texts = dictionaryTexts(column.dictionary).sort();
  return areBooleanWords(texts) ? texts : null;
}

/** Why whole numbers are codes rather than quantities: few that repeat, and a name that says so; null when they are not. */
function codeReason({ column, distinct, distinctExact, present, numbers }: ColumnFacts): string | null {
  const { currencies, percents } = column.evidence;
  if (numbers === null || !numbers.range.whole || !distinctExact || currencies.length > 0 || percents > 0) return null;
  const said = codeName(column.name);
  const most = said === 'entity' ? ENTITY_MAX_VALUES : said === 'kind' ? CODE_MAX_VALUES : 0;
  if (distinct < 2 || distinct > most || present < distinct * CODE_MIN_REPEATS) return null;
  return `${showMany(distinct, 'whole number')} in ${showMany(present, 'cell')}, and the name says ${said === 'kind' ? 'code' : 'who or where'}`;
}

function formShare({ column, present }: ColumnFacts, what: string, style: string): string {
  const { misfitCount } = column.evidence;
  const read = present + misfitCount;
  const styled = style === '' ? what : `${what} (${style})`;
  if (misfitCount === 0) return `${showMany(present, 'cell')}, all of them ${styled}`;
  return `${showShare(present / read)} of ${showMany(read, 'cell')} are ${styled}; ${showCount(misfitCount)} are not`;
}

const layoutNames: Readonly<Record<DatetimeFormat, string>> = {
  iso: 'year-month-day',
  'month-day-year': 'month/day/year',
  'day-month-year': 'day/month/year',
  'month-name': 'with the month by name',
  compact: 'yyyymmdd',
  'epoch-seconds': 'seconds since 1970',
  'epoch-milliseconds': 'milliseconds since 1970',
};

function formatOf({ column }: ColumnFacts): DatetimeFormat {
  return column.format.form === 'datetime' ? column.format.datetimeFormat : 'iso';
}

function numberStyle({ column }: ColumnFacts): string {
  const { format, evidence } = column;
  const styles = format.form === 'number' && format.decimal === ',' ? ['decimal comma'] : [];
  const money = evidence.currencies.reduce((sum, { count }) => sum + count, 0);
  const signs = evidence.currencies.slice(0, 3).map(({ text }) => `"${text}"`);
  if (money > 0) styles.push(`${showCount(money)} with ${signs.join(', ')}`);
  if (evidence.percents > 0) styles.push(`${showCount(evidence.percents)} with "%"`);
  return styles.join(', ');
}

function dayMonthPart(facts: ColumnFacts): string {
  if (facts.column.evidence.ambiguous !== 'day-month') return '';
  return `; day and month can't be told apart, read as ${formatOf(facts) === 'day-month-year' ? 'day/month' : 'month/day'}`;
}

function decimalMarkPart({ column }: ColumnFacts): string {
  if (column.evidence.ambiguous !== 'decimal-mark' || column.format.form !== 'number') return '';
  return `; thousands and decimals can't be told apart, read with "${column.format.decimal}" before decimals`;
}

function missingPart({ column }: ColumnFacts): string {
  const { empty, nullTokens } = column.evidence;
  const parts = empty > 0 ? [`${showCount(empty)} blank`] : [];
  for (const { text, count } of nullTokens) parts.push(`${showCount(count)} "${text}"`);
  return parts.length === 0 ? '' : `; missing: ${parts.join(', ')}`;
}
