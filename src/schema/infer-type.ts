import type { ColumnType } from '../table/types.js';
import { dictionaryTexts } from '../table/dictionary.js';
import type { ColumnFacts } from './column-facts.js';
import {
  BOOLEAN_SPELLINGS,
  LONG_TEXT_LENGTH,
  LONG_TEXT_MIN_DISTINCT,
  TEXT_DISTINCT_SHARE,
  TEXT_MIN_DISTINCT,
} from './heuristics.js';
import { showCount, showMany, showShare } from './wording.js';

/** A type with the sentence that gives the reason. */
export interface TypeDecision {
  readonly type: ColumnType;
  readonly reason: string;
}

const booleanPairs: readonly (readonly [string, string])[] = [
  ['no', 'yes'],
  ['false', 'true'],
  ['f', 't'],
  ['n', 'y'],
  ['0', '1'],
];

/** What a column means, from the evidence of all its cells. */
export function inferType(facts: ColumnFacts): TypeDecision {
  const { column } = facts;
  if (facts.present === 0)
    return { type: 'categorical', reason: `categorical for want of values: all ${cells(facts)} are missing` };
  if (column.form === 'datetime')
    return { type: 'datetime', reason: `datetime: ${formShare(facts, 'dates')}${missingPart(facts)}` };
  const texts = booleanTexts(facts);
  if (texts !== null) {
    const shown = texts.map((text) => `"${text}"`).join(' and ');
    return {
      type: 'boolean',
      reason: `boolean: the only values in ${showMany(facts.present, 'cell')} are ${shown}${missingPart(facts)}`,
    };
  }
  if (column.form === 'number')
    return { type: 'numerical', reason: `numerical: ${formShare(facts, 'numbers')}${missingPart(facts)}` };
  return inferTextType(facts);
}

/** Text or categories: by how often texts repeat and how long they are. */
function inferTextType(facts: ColumnFacts): TypeDecision {
  const { column, distinct, present } = facts;
  const { meanLength, leadingZeros, longIntegers } = column.evidence;
  const share = distinct / present;
  const values = `${showMany(distinct, 'distinct value')} in ${showMany(present, 'cell')}`;
  if (meanLength > LONG_TEXT_LENGTH && distinct > LONG_TEXT_MIN_DISTINCT) {
    return { type: 'text', reason: `text: ${values}, ${showCount(meanLength)} characters long on average${missingPart(facts)}` };
  }
  if (share > TEXT_DISTINCT_SHARE && distinct > TEXT_MIN_DISTINCT) {
    return { type: 'text', reason: `text: ${values} (${showShare(share)}), too many to be categories${missingPart(facts)}` };
  }
  const zeros = leadingZeros > 0 ? `; ${showMany(leadingZeros, 'code')} with leading zeros, so not numbers` : '';
  const long = longIntegers > 0 ? `; ${showMany(longIntegers, 'number')} too long to be exact, so kept as text` : '';
  return { type: 'categorical', reason: `categorical: ${values}${zeros}${long}${missingPart(facts)}` };
}

/** The two texts that make a column boolean, however they are written, or null. */
function booleanTexts({ column, distinct, range }: ColumnFacts): readonly string[] | null {
  if (column.form === 'number') return distinct === 2 && range?.min === 0 && range.max === 1 ? ['0', '1'] : null;
  if (column.form !== 'dictionary' || distinct < 2 || distinct > BOOLEAN_SPELLINGS) return null;
  const texts = dictionaryTexts(column.dictionary).sort();
  const words = new Set(texts.map((text) => text.trim().toLowerCase()));
  return words.size === 2 && booleanPairs.some((pair) => pair.every((word) => words.has(word))) ? texts : null;
}

function formShare({ column, present }: ColumnFacts, what: string): string {
  const { misfitCount } = column.evidence;
  const read = present + misfitCount;
  if (misfitCount === 0) return `${showMany(present, 'cell')}, all of them ${what}`;
  return `${showShare(present / read)} of ${showMany(read, 'cell')} are ${what}; ${showCount(misfitCount)} are not`;
}

function missingPart({ column }: ColumnFacts): string {
  const { empty, nullTokens } = column.evidence;
  const parts = empty > 0 ? [`${showCount(empty)} blank`] : [];
  for (const { text, count } of nullTokens) parts.push(`${showCount(count)} "${text}"`);
  return parts.length === 0 ? '' : `; missing: ${parts.join(', ')}`;
}

function cells({ rowCount }: ColumnFacts): string {
  return showMany(rowCount, 'cell');
}
