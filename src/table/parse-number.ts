import { MAX_VALUE_LENGTH } from './heuristics.js';
import { scanNumber } from './scan-number.js';
import type { DecimalMark } from './types.js';

/**
 * Reads a number, blanks around it ignored: plain decimals ("12", "-0.5", "+5", ".5", "1e-3"); digit groups, strictly
 * formed ("1,234,567.8", "12,34,567", and with a decimal comma "1.234.567,8"; blanks and apostrophes with both); a
 * currency before or behind ("$1,234.50", "-$5", "5 €", "EUR 5"); a percent sign ("12.5 %" is 12.5); minus signs on
 * either side, "−" and accounting parentheses ("(1,234.50)", "5-").
 * Hexadecimal, infinities, units, dates, versions and telephone numbers are no numbers.
 *
 * @returns the number, or NaN when the text is none or its value is beyond a double
 */
export function parseNumber(text: string, decimal: DecimalMark): number {
  const short = text.length > MAX_VALUE_LENGTH ? text.trim() : text;
  if (short.length > MAX_VALUE_LENGTH) return NaN;
  const shape = plainShape(short);
  if (shape === Shape.Whole || (shape === Shape.Pointed && decimal === '.')) {
    const value = Number(short);
    return Number.isFinite(value) ? value : NaN;
  }
  return scanNumber(short, decimal)?.value ?? NaN;
}

const enum Shape {
  None,
  /** A plain decimal without a point. */
  Whole,
  /** A plain decimal with a point. */
  Pointed,
}

/** Most cells are plain decimals: they are told apart character by character, without making anything. */
function plainShape(text: string): Shape {
  let at = 0;
  const sign = text.charCodeAt(0);
  if (sign === 0x2b || sign === 0x2d) at++;
  let digits = 0;
  let shape = Shape.Whole;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) digits++;
    else if (code === 0x2e && shape === Shape.Whole) shape = Shape.Pointed;
    else break;
  }
  if (digits === 0) return Shape.None;
  return at === text.length || isExponent(text, at) ? shape : Shape.None;
}

/** Whether the rest of a text is an exponent. */
function isExponent(text: string, from: number): boolean {
  if ((text.charCodeAt(from) | 0x20) !== 0x65) return false;
  const sign = text.charCodeAt(from + 1);
  const first = from + (sign === 0x2b || sign === 0x2d ? 2 : 1);
  for (let at = first; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return first < text.length;
}
