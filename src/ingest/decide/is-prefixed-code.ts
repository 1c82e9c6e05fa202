import { dictionaryText } from '../../table/dictionary.js';
import type { Dictionary } from '../../table/types.js';

const prefixedCode = /^[A-Za-z]{1,4}-?\d{2,}$/;
const LONGEST_PREFIX = 4;
const FEWEST_DIGITS = 2;
/** Texts longer than this are no codes. */
const LONGEST_CODE = 40;

const SPACE = 0x20;
const HYPHEN = 0x2d;

/** Whether an entry is a code such as "C570867", blanks around it left out. Only where there may be some is a string made. */
export function isPrefixedCode(dictionary: Dictionary, entry: number): boolean {
  const { bytes, offsets } = dictionary;
  const [start, end] = [offsets[entry]!, offsets[entry + 1]!];
  if (end - start > LONGEST_CODE) return false;
  if (mayBeBlank(bytes[start]!) || mayBeBlank(bytes[end - 1]!))
    return prefixedCode.test(dictionaryText(dictionary, entry).trim());
  let at = start;
  while (at < end && isLetter(bytes[at]!)) at++;
  if (at === start || at > start + LONGEST_PREFIX) return false;
  if (bytes[at] === HYPHEN) at++;
  const digits = end - at;
  while (at < end && isDigit(bytes[at]!)) at++;
  return at === end && digits >= FEWEST_DIGITS;
}

/** There are blanks beyond ASCII. */
function mayBeBlank(byte: number): boolean {
  return byte <= SPACE || byte >= 0x80;
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
