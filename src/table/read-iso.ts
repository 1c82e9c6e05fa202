import { dayMilliseconds, timeMilliseconds } from './calendar.js';

const HYPHEN = 0x2d;
const COLON = 0x3a;
const SPACE = 0x20;
const LETTER_T = 0x54;

/**
 * Reads the dates that files have most, "2024-01-31", alone or with " hh:mm:ss" or "Thh:mm:ss", from their bytes.
 *
 * @returns epoch milliseconds UTC as `parseDatetime` gives them; NaN for every other text, which may still be a date
 */
export function readIso(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if ((length !== 10 && length !== 19) || bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return NaN;
  const year = twoDigits(bytes, start) * 100 + twoDigits(bytes, start + 2);
  const date = dayMilliseconds(year, twoDigits(bytes, start + 5), twoDigits(bytes, start + 8));
  if (length === 10) return date;
  const between = bytes[start + 10];
  if ((between !== SPACE && between !== LETTER_T) || bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return NaN;
  const [hour, minute] = [twoDigits(bytes, start + 11), twoDigits(bytes, start + 14)];
  return date + timeMilliseconds(hour, minute, twoDigits(bytes, start + 17), 0);
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
