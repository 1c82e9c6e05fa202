import { currencyTexts } from '../../table/currencies.js';
import { MAX_VALUE_LENGTH } from '../../table/heuristics.js';
import { monthNumbers, weekdayNames } from '../../table/month-names.js';

/** Letters that stand alone in numbers and dates behind digits: exponents, "T" before a time, "Z" for UTC, am and pm, and before "$". */
const singleLetters = new Uint8Array(128);
for (const letter of 'eEtTzZapAPRCS') singleLetters[letter.charCodeAt(0)] = 1;
const words = [
  ...monthNumbers.keys(),
  ...weekdayNames,
  ...currencyTexts.map(({ text }) => text.toLowerCase()),
  ...['am', 'pm', 'utc', 'gmt', 'st', 'nd', 'rd', 'th', 'er', 'of', 'de', 'del', 'at', 'um', 'cet', 'cest', 'est', 'edt'],
];
/** The first two letters of every word that a number or a date may have, as one number each. */
const beginnings = new Uint8Array(26 * 26);
for (const word of words) {
  const [first, second] = [word.charCodeAt(0) - 97, word.charCodeAt(1) - 97];
  if (first >= 0 && first < 26 && second >= 0 && second < 26) beginnings[first * 26 + second] = 1;
}

/**
 * Whether bytes could be a number or a date, told without making a string: they have a digit, and no letters but those
 * of currencies, months and the like. Never wrong when it says no.
 */
export function mayBeValue(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > MAX_VALUE_LENGTH * 4) return false;
  let hasDigit = false;
  let isOdd = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) hasDigit = true;
    // Letters with accents: "März", "Kč".
    if (byte >= 0x80) return hasDigit || bytesHaveDigit(bytes, at, end);
    if (!isLetter(byte)) continue;
    if (at + 1 < end && isLetter(bytes[at + 1]!)) {
      isOdd ||= beginnings[((byte | 0x20) - 97) * 26 + (bytes[at + 1]! | 0x20) - 97] === 0;
      while (at + 1 < end && isLetter(bytes[at + 1]!)) at++;
    } else isOdd ||= singleLetters[byte] === 0 || (at === start && bytes[at + 1] !== 0x24);
  }
  return hasDigit && !isOdd;
}

function bytesHaveDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x30 && bytes[at]! <= 0x39) return true;
  return false;
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}
