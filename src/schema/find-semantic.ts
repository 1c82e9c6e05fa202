import type { ColumnFacts, NumberFacts } from './column-facts.js';
import {
  FREE_TEXT_SMALL_WORDS,
  FREE_TEXT_WORDS,
  LONG_TEXT_LENGTH,
  LONG_TEXT_WORDS,
  MONEY_CENTS_SHARE,
  MONEY_TWO_DIGITS_SHARE,
  SEMANTIC_SHARE,
} from './heuristics.js';
import { coordinateName, isMoneyName, isPercentName, isPostalName } from './name-words.js';
import { isMeaning } from './text-pattern.js';
import type { TextPattern } from './text-pattern.js';
import type { ColumnType, Semantic } from './types.js';

/** What is known of a column when its narrower meaning is looked for. */
export interface SemanticClues {
  readonly type: ColumnType;
  readonly pattern: TextPattern | null;
  readonly isIdentifier: boolean;
}

/** The narrower meaning of a column where it is evident, or null. */
export function findSemantic(facts: ColumnFacts, { type, pattern, isIdentifier }: SemanticClues): Semantic | null {
  if (isIdentifier) return 'identifier';
  if (facts.column.form === 'number') {
    if (type === 'categorical' && isPostalName(facts.column.name)) return 'postal-code';
    return type === 'numerical' ? numberSemantic(facts) : null;
  }
  if (pattern !== null && isMeaning(pattern)) return pattern;
  return type === 'text' && isFreeText(facts) ? 'free-text' : null;
}

/** Written language: several words, and more than names and addresses, whose words start with capitals. */
function isFreeText({ column, texts }: ColumnFacts): boolean {
  if (texts === null) return false;
  if ((column.evidence.meanLength ?? 0) > LONG_TEXT_LENGTH && texts.meanWords() >= LONG_TEXT_WORDS) return true;
  if (texts.meanWords() < FREE_TEXT_WORDS) return false;
  const words = texts.sample.texts.flatMap((text) => text.match(/\p{L}[\p{L}\p{N}'’-]*/gu) ?? []);
  const small = words.filter((word) => !/^\p{Lu}/u.test(word)).length;
  return small >= words.length * FREE_TEXT_SMALL_WORDS;
}

function numberSemantic(facts: ColumnFacts): Semantic | null {
  const { column, present, numbers } = facts;
  if (numbers === null || present === 0) return null;
  const { currencies, percents } = column.evidence;
  const money = currencies.reduce((sum, { count }) => sum + count, 0);
  if (money >= present * SEMANTIC_SHARE) return 'currency';
  if (percents >= present * SEMANTIC_SHARE) return 'percentage';
  const coordinate = coordinateOf(column.name, numbers);
  if (coordinate !== null) return coordinate;
  const { min, max } = numbers.range;
  if (isPercentName(column.name)) return min >= 0 && max <= 100 && max > 1 ? 'percentage' : null;
  return isMoneyName(column.name) && hasCents(numbers) ? 'currency' : null;
}

/** A coordinate by its name, within its range and with digits behind the point. */
function coordinateOf(name: string, { range }: NumberFacts): 'latitude' | 'longitude' | null {
  const said = coordinateName(name);
  const limit = said === 'latitude' ? 90 : 180;
  return said !== null && !range.whole && range.min >= -limit && range.max <= limit ? said : null;
}

/** Whether the distinct numbers are whole cents, and enough of them have two digits behind the point. */
function hasCents({ values, counts, range }: NumberFacts): boolean {
  if (range.whole) return false;
  const numbers = counts?.values ?? values;
  const most = (counts?.values.length ?? range.present) * (1 - MONEY_CENTS_SHARE);
  let [all, other, two] = [0, 0, 0];
  for (let index = 0; index < numbers.length && other <= most; index++) {
    const value = numbers[index]!;
    if (Number.isNaN(value)) continue;
    all++;
    if (!isMultiple(value, 100)) other++;
    else if (!isMultiple(value, 10)) two++;
  }
  return other <= most && two >= all * MONEY_TWO_DIGITS_SHARE;
}

function isMultiple(value: number, scale: number): boolean {
  return Math.round(value * scale) / scale === value;
}
