import type { ColumnFacts } from './column-facts.js';
import {
  CODE_WORDS,
  HIGH_CARDINALITY,
  IDENTIFIER_DENSITY,
  IDENTIFIER_MIN_ROWS,
  IDENTIFIER_NAMED_SHARE,
  IDENTIFIER_PATTERN_MIN_ROWS,
} from './heuristics.js';
import { isIdentifierName, isKeyName, isTimeName } from './name-words.js';
import { isMeaning } from './text-pattern.js';
import type { TextPattern } from './text-pattern.js';
import { showCount, showDistinct } from '../table/wording.js';

/**
 * Tells whether a column names its rows rather than describing them, and why: all values are different and they are
 * texts of few words, or whole numbers that go up or down row by row or whose name says so. Keys that repeat ("CustomerID") count
 * when they have more values than categories would, and so do UUIDs and long hashes whatever their name.
 *
 * @returns the sentence that gives the reason, or null
 */
export function findIdentifier(facts: ColumnFacts, pattern: TextPattern | null): string | null {
  if (facts.present === 0 || facts.column.form === 'datetime') return null;
  const reason = differenceReason(facts, pattern);
  return reason !== null && isCode(facts) ? reason : null;
}

/** How its values, name and pattern show that a column tells its rows apart, or null. */
function differenceReason(facts: ColumnFacts, pattern: TextPattern | null): string | null {
  const { column, present, distinct } = facts;
  if (isKeyName(column.name) && distinct > HIGH_CARDINALITY)
    return `its name says so, and it has ${showDistinct(facts)} different values`;
  if (pattern !== null && isMeaning(pattern)) return null;
  if ((pattern === 'uuid' || pattern === 'long-hash') && distinct > HIGH_CARDINALITY)
    return `they are ${pattern === 'uuid' ? 'UUIDs' : 'hashes'}, ${showCount(distinct)} different ones`;
  const allDifferent = facts.distinctExact && distinct === present;
  const nearlyAll = distinct >= present * IDENTIFIER_NAMED_SHARE && present >= IDENTIFIER_MIN_ROWS;
  const named = isIdentifierName(column.name);
  if (!allDifferent && !((named || pattern !== null) && nearlyAll)) return null;
  const values = allDifferent
    ? `all ${showCount(present)} values are different`
    : `${showDistinct(facts)} of ${showCount(present)} values are different`;
  const enough = pattern === null ? IDENTIFIER_MIN_ROWS : IDENTIFIER_PATTERN_MIN_ROWS;
  if (column.form === 'dictionary') return named || present >= enough ? values : null;
  if (named) return `${values}, and the name says so`;
  return isRowNumber(facts)
    ? `${values}, and they go ${facts.numbers?.range.ascending === true ? 'up' : 'down'} row by row`
    : null;
}

/** Whole numbers, or texts of few words. */
function isCode({ texts, numbers }: ColumnFacts): boolean {
  return texts !== null ? texts.meanWords() < CODE_WORDS : numbers?.range.whole === true;
}

function isRowNumber({ column, numbers, present }: ColumnFacts): boolean {
  if (numbers === null || present < IDENTIFIER_MIN_ROWS || isTimeName(column.name)) return false;
  const { ascending, descending, min, max } = numbers.range;
  return (ascending || descending) && present >= (max - min + 1) * IDENTIFIER_DENSITY;
}
