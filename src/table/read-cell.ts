import { parseDatetime } from './parse-datetime.js';
import { parseNumber } from './parse-number.js';
import type { CellFormat } from './types.js';

/*
 * The one definition of how a cell becomes a value: the reader, the trainer's encoders and prediction all use it, so
 * training and serving can't differ.
 */

/**
 * The text a value has as a cell, or null for null, undefined and other things without text. Numbers are written as
 * `String(n)`, booleans as "true" and "false", Dates as ISO 8601, objects and arrays as JSON.
 */
export function valueText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return jsonText(value);
}

/**
 * Reads a cell of a number or datetime column. A number given for a number column is its own value, whatever the decimal
 * mark. One given for a datetime column is epoch milliseconds UTC, unless the column's layout is digits itself (compact,
 * epoch seconds); a Date is its point in time.
 *
 * @returns the number, or epoch milliseconds UTC; NaN when the cell is missing or unreadable
 */
export function readNumberCell(value: unknown, format: CellFormat): number {
  if (typeof value === 'number' && !isWrittenInDigits(format)) return Number.isFinite(value) ? value : NaN;
  if (format.form === 'datetime' && value instanceof Date) return value.getTime();
  const text = valueText(value);
  if (text === null || isNullText(text, format.nullTokens)) return NaN;
  return format.form === 'datetime'
    ? parseDatetime(text, format.datetimeFormat)
    : parseNumber(text, format.form === 'number' ? format.decimal : '.');
}

/**
 * Reads a cell of a dictionary column: its text as it stands, blanks around it included.
 *
 * @returns the text, or null when the cell is missing (empty, blanks only, or one of the null tokens)
 */
export function readTextCell(value: unknown, format: CellFormat): string | null {
  const text = valueText(value);
  return text === null || isNullText(text, format.nullTokens) ? null : text;
}

/** Tells whether a cell's text means "missing": empty, blanks only, or (blanks around it ignored) a null token. */
export function isNullText(text: string, nullTokens: readonly string[]): boolean {
  const trimmed = text.trim();
  return trimmed === '' || nullTokens.includes(trimmed);
}

function isWrittenInDigits(format: CellFormat): boolean {
  return format.form === 'datetime' && (format.datetimeFormat === 'compact' || format.datetimeFormat === 'epoch-seconds');
}

function jsonText(value: object): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    // Cyclic, or holding a bigint: such a thing has no text, so the cell is missing.
    return null;
  }
}
