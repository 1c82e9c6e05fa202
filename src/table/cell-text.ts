import { dictionaryText } from './dictionary.js';
import { lowerBound } from './lower-bound.js';
import { MISSING_CODE } from './types.js';
import type { CellTexts, Column } from './types.js';

/** Stands in a number column's `decimals` for a cell whose text is the canonical one: see {@link canonicalText}. */
export const CANONICAL = 255;

/**
 * The text of a cell as it stood in the file, or null when the cell is missing. Class labels and category levels
 * everywhere are this text. `row` is 0-based.
 *
 * A number whose text is not kept as an exception has as many digits behind the point as `decimals` says; without
 * them, and for datetimes, it is the canonical text: see {@link canonicalText}.
 */
export function cellText(column: Column, row: number): string | null {
  if (column.form === 'dictionary') {
    const code = column.codes[row] ?? MISSING_CODE;
    return code === MISSING_CODE ? null : dictionaryText(column.dictionary, code);
  }
  const value = column.values[row] ?? NaN;
  if (Number.isNaN(value)) return null;
  const exception = exceptionText(column.exceptions, row);
  if (exception !== undefined) return exception;
  const places = column.form === 'number' && column.decimals !== null ? column.decimals[row] : CANONICAL;
  return places === CANONICAL ? canonicalText(column.form, value) : value.toFixed(places);
}

/** The text of a cell as it stood in the file even where it counts as missing: "NA", " ", or "" for an empty cell. */
export function originalCellText(column: Column, row: number): string {
  return cellText(column, row) ?? exceptionText(column.exceptions, row) ?? '';
}

/** Tells whether a cell is missing. */
export function isMissing(column: Column, row: number): boolean {
  if (column.form === 'dictionary') return (column.codes[row] ?? MISSING_CODE) === MISSING_CODE;
  return Number.isNaN(column.values[row] ?? NaN);
}

/** How a value is written where no text of its own is kept: numbers as `String(n)`, datetimes as ISO 8601 in UTC. */
export function canonicalText(form: 'number' | 'datetime', value: number): string {
  return form === 'number' ? String(value) : new Date(value).toISOString();
}

/** The kept text of a row. */
function exceptionText({ rows, codes, texts }: CellTexts, row: number): string | undefined {
  const index = rows === null ? row : lowerBound(rows, row);
  if (rows !== null && rows[index] !== row) return undefined;
  const code = codes[index] ?? MISSING_CODE;
  return code === MISSING_CODE ? undefined : dictionaryText(texts, code);
}
