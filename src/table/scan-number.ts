import { currencyAt } from './currencies.js';
import { MAX_VALUE_LENGTH } from './heuristics.js';
import type { DecimalMark } from './types.js';

/** A number as it was written. */
export interface ScannedNumber {
  readonly value: number;
  /** The first currency sign or code, as written. */
  readonly currency: string | null;
  readonly percent: boolean;
  /** Whether the value is whole and no decimal mark was written. */
  readonly whole: boolean;
}

/** The part of a text that is still to be read: from `at` to before `end`. */
interface Cursor {
  readonly text: string;
  at: number;
  end: number;
}

/** What stands before the digits. */
interface Head {
  sign: '' | '+' | '-';
  parentheses: boolean;
  currency: string | null;
}

/**
 * Reads a number however people write them: digit groups, a currency, a percent sign, a minus on either side, accounting
 * parentheses. {@link parseNumber} tells what is one and what is none.
 *
 * @returns null when the text is no number
 */
export function scanNumber(text: string, decimal: DecimalMark): ScannedNumber | null {
  const trimmed = text.trim();
  if (trimmed.length > MAX_VALUE_LENGTH) return null;
  const cursor: Cursor = { text: trimmed, at: 0, end: trimmed.length };
  const head = takeHead(cursor);
  const digits = takeDigits(cursor, decimal, head.sign === '+');
  if (digits === null) return null;
  const tail = takeTail(cursor, head);
  if (tail === null) return null;
  const size = Number(digits);
  if (!Number.isFinite(size)) return null;
  const whole = Number.isInteger(size) && !digits.includes('.');
  return { value: tail.negative ? -size : size, currency: head.currency ?? tail.currency, percent: tail.percent, whole };
}

/** Takes a sign, a currency and an opening parenthesis, in any order that is usual. */
function takeHead(cursor: Cursor): Head {
  const head: Head = { sign: '', parentheses: false, currency: null };
  while (cursor.at < cursor.end) {
    const character = cursor.text.charAt(cursor.at);
    if (head.sign === '' && !head.parentheses && isSign(character)) {
      head.sign = character === '+' ? '+' : '-';
      cursor.at++;
    } else if (character === '(' && head.sign === '' && !head.parentheses && cursor.text.charAt(cursor.end - 1) === ')') {
      head.parentheses = true;
      cursor.at++;
      cursor.end--;
      skipBlank(cursor);
      if (cursor.end > cursor.at && isBlank(cursor.text.charAt(cursor.end - 1))) cursor.end--;
    } else if (head.currency !== null || !takeCurrencyBefore(cursor, head)) break;
  }
  return head;
}

function takeCurrencyBefore(cursor: Cursor, head: Head): boolean {
  const currency = currencyAt(cursor.text, cursor.at);
  if (currency === null) return false;
  const next = cursor.at + currency.text.length;
  if (!currency.joins && !isBlank(cursor.text.charAt(next))) return false;
  cursor.at = next;
  head.currency = currency.text;
  skipBlank(cursor);
  return true;
}

/** Takes digits with their groups, fraction and exponent. @returns them as `Number` reads them, or null */
function takeDigits(cursor: Cursor, decimal: DecimalMark, plus: boolean): string | null {
  let digits = takeRun(cursor);
  const separator = cursor.text.charAt(cursor.at);
  const isGrouped = digits !== '' && isSeparator(separator, decimal) && isDigit(cursor.text.charCodeAt(cursor.at + 1));
  if (isGrouped) {
    // "+49 301 234" is a telephone number.
    const groups = plus && isBlank(separator) ? null : takeGroups(cursor, separator, digits);
    if (groups === null) return null;
    digits = groups;
  }
  if (cursor.at < cursor.end && cursor.text.charAt(cursor.at) === decimal) {
    cursor.at++;
    const fraction = takeRun(cursor);
    if (fraction === '' && (digits === '' || isGrouped)) return null;
    digits += `.${fraction}`;
  } else if (digits === '') return null;
  return isGrouped ? digits : digits + takeExponent(cursor);
}

/** Takes strict groups of three, or the Indian ones ("12,34,567"), behind the first one. @returns all digits, or null */
function takeGroups(cursor: Cursor, separator: string, first: string): string | null {
  const groups: string[] = [];
  while (cursor.text.charAt(cursor.at) === separator && isDigit(cursor.text.charCodeAt(cursor.at + 1))) {
    cursor.at++;
    groups.push(takeRun(cursor));
  }
  if (first.length > 3 || first.startsWith('0') || groups.at(-1)?.length !== 3) return null;
  const inner = groups.slice(0, -1);
  const isIndian = separator === ',' && first.length <= 2 && inner.every((group) => group.length === 2);
  return isIndian || inner.every((group) => group.length === 3) ? first + groups.join('') : null;
}

function takeExponent(cursor: Cursor): string {
  const { text, at, end } = cursor;
  const letter = text.charAt(at);
  if (at >= end || (letter !== 'e' && letter !== 'E')) return '';
  const sign = text.charAt(at + 1);
  cursor.at += sign === '-' || sign === '+' ? 2 : 1;
  const digits = takeRun(cursor);
  if (digits !== '') return `e${sign === '-' ? '-' : ''}${digits}`;
  cursor.at = at;
  return '';
}

/** Takes what may follow the digits. @returns null when anything else is there */
function takeTail(cursor: Cursor, head: Head) {
  const tail = { negative: head.sign === '-' || head.parentheses, percent: false, currency: null as string | null };
  const { text, end } = cursor;
  if (head.sign === '' && !head.parentheses && cursor.at === end - 1 && isMinus(text.charAt(cursor.at))) {
    return { ...tail, negative: true };
  }
  if (cursor.at === end) return tail;
  skipBlank(cursor);
  if (text.charAt(cursor.at) === '%' && head.currency === null) {
    cursor.at++;
    tail.percent = true;
  } else {
    const currency = currencyAt(text, cursor.at);
    if (currency === null) return null;
    cursor.at += currency.text.length;
    tail.currency = currency.text;
  }
  return cursor.at === end ? tail : null;
}

function takeRun(cursor: Cursor): string {
  const start = cursor.at;
  while (cursor.at < cursor.end && isDigit(cursor.text.charCodeAt(cursor.at))) cursor.at++;
  return cursor.text.slice(start, cursor.at);
}

function skipBlank(cursor: Cursor): void {
  if (cursor.at < cursor.end && isBlank(cursor.text.charAt(cursor.at))) cursor.at++;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isMinus(character: string): boolean {
  return character === '-' || character === '\u2212';
}

function isSign(character: string): boolean {
  return character === '+' || isMinus(character);
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\u00a0' || character === '\u202f' || character === '\u2009';
}

function isSeparator(character: string, decimal: DecimalMark): boolean {
  return character === (decimal === '.' ? ',' : '.') || isBlank(character) || character === "'" || character === '\u2019';
}
