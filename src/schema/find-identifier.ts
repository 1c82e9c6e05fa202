import type { ColumnFacts } from './column-facts.js';
import {
  FREE_TEXT_WORDS,
  HIGH_CARDINALITY,
  IDENTIFIER_DENSITY,
  IDENTIFIER_MIN_ROWS,
  IDENTIFIER_NAMED_SHARE,
} from './heuristics.js';
import { isIdentifierName, isKeyName, isTimeName } from './name-words.js';
import { showCount } from './wording.js';

/**
 * Tells whether a column names its rows rather than describing them, and why: all values are different and they are
 * texts of few words, or whole numbers that go up row by row or whose name says so. Keys that repeat ("CustomerID") count
 * when they have more values than categories would.
 *
 * @returns the sentence that gives the reason, or null
 */
export function findIdentifier(facts: ColumnFacts): string | null {
  const { column, present, distinct } = facts;
  if (present === 0 || column.form === 'datetime') return null;
  const allDifferent = distinct === present;
  const named = isIdentifierName(column.name);
  const nearlyAll = distinct >= present * IDENTIFIER_NAMED_SHARE && present >= IDENTIFIER_MIN_ROWS;
  if (isKeyName(column.name) && distinct > HIGH_CARDINALITY && isCode(facts)) {
    return `its name says so, and it has ${showCount(distinct)} different values`;
  }
  if (!allDifferent && !(named && nearlyAll)) return null;
  const values = allDifferent
    ? `all ${showCount(present)} values are different`
    : `${showCount(distinct)} of ${showCount(present)} values are different`;
  if (!isCode(facts)) return null;
  if (column.form === 'dictionary') return named || present >= IDENTIFIER_MIN_ROWS ? values : null;
  if (named) return `${values}, and the name says so`;
  return isRowNumber(facts) ? `${values}, and they go up row by row` : null;
}

/** Whole numbers, or texts of few words. */
function isCode({ column, wholeNumbers, meanWords }: ColumnFacts): boolean {
  return column.form === 'dictionary' ? meanWords < FREE_TEXT_WORDS : wholeNumbers;
}

function isRowNumber({ column, ascending, range, present }: ColumnFacts): boolean {
  if (!ascending || range === null || present < IDENTIFIER_MIN_ROWS || isTimeName(column.name)) return false;
  return present >= (range.max - range.min + 1) * IDENTIFIER_DENSITY;
}
