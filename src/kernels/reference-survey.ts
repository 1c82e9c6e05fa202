import { plainDecimalPlaces, plainDecimalValue } from '../table/plain-decimal.js';
import { readIso } from '../table/read-iso.js';
import {
  DictionaryField,
  EntryForm,
  EntryTables,
  LetterPair,
  LONGEST_CODE_BYTES,
  LONGEST_TOKEN_BYTES,
  LONGEST_VALUE_BYTES,
  PREFIXED_CODE,
  SHORTEST_DATE_BYTES,
  SingleLetter,
  SURVEY_BYTES,
  SurveyField,
} from './kernels.js';
import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

const SPACE = 0x20;
const NUMBER_SIGN = 0x23;
const DOLLAR = 0x24;
const PARENTHESIS = 0x28;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const TOKEN_BITS = 4096;

/** The bit of a token in {@link EntryTables}: the same whatever the case, and whatever its characters beyond ASCII are. */
export function tokenBit(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if ((byte & 0xc0) === 0x80) continue;
    hash = Math.imul(hash ^ (byte >= 0x80 ? 0x80 : isLetter(byte) ? byte | 0x20 : byte), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & (TOKEN_BITS - 1);
}

export function survey(
  { uint8, uint32, float64 }: KernelMemory,
  ...[dictionary, from, to, tables, list, values, forms, totals]: Parameters<Kernels['survey']>
): number {
  const field = (name: keyof typeof DictionaryField) => uint32[(dictionary >>> 2) + DictionaryField[name]]!;
  const offsets = field('offsets') >>> 2;
  const counts = field('counts') >>> 2;
  const sums = float64.subarray(totals >>> 3, (totals + SURVEY_BYTES) >>> 3);
  let found = 0;
  for (let entry = from; entry < to; entry++) {
    const count = uint32[counts + entry]!;
    sums[SurveyField.cells]! += count;
    const whole = uint8.subarray(field('pool') + uint32[offsets + entry]!, field('pool') + uint32[offsets + entry + 1]!);
    let start = field('pool') + uint32[offsets + entry]!;
    let end = field('pool') + uint32[offsets + entry + 1]!;
    for (let at = start; at < end; at++) if ((uint8[at]! & 0xc0) !== 0x80) sums[SurveyField.characters]! += count;
    while (start < end && uint8[start]! <= SPACE) start++;
    while (end > start && uint8[end - 1]! <= SPACE) end--;
    const places = plainDecimalPlaces(uint8, start, end);
    const value = places < 0 ? readIso(uint8, start, end) : plainDecimalValue(uint8, start, end, places);
    let form: number = EntryForm.text;
    if (!Number.isNaN(value)) {
      form = places < 0 ? EntryForm.time : places + 1;
      sums[SurveyField.read]!++;
      sums[places < 0 ? SurveyField.times : decimalField(value, places)]! += count;
      if (places >= 0 && count > 0) {
        sums[SurveyField.min] = Math.min(sums[SurveyField.min]!, value);
        sums[SurveyField.max] = Math.max(sums[SurveyField.max]!, value);
      }
    } else if (start === end || mayBeMore(uint8.subarray(start, end), uint8.subarray(tables))) {
      form = EntryForm.open;
      uint32[(list >>> 2) + found++] = entry;
    } else if (isPrefixedCode(whole)) {
      sums[SurveyField.prefixedCodes]! += count;
    }
    float64[(values >>> 3) + entry - from] = value;
    uint8[forms + entry - from] = form;
  }
  return found;
}

function isPrefixedCode(text: Uint8Array): boolean {
  return text.length <= LONGEST_CODE_BYTES && PREFIXED_CODE.test(String.fromCharCode(...text).trim());
}

function decimalField(value: number, places: number): number {
  if (places === 0) return SurveyField.wholes;
  return places === 3 && Math.abs(value) >= 1 && Math.abs(value) < 1000 ? SurveyField.thousands : SurveyField.decimals;
}

function mayBeMore(text: Uint8Array, tables: Uint8Array): boolean {
  return mayBeValue(text, tables) || mayBeToken(text, tables);
}

/** Whether a text could be a number or a date: it has a digit, and no letters but those of currencies, months and the like. */
function mayBeValue(text: Uint8Array, tables: Uint8Array): boolean {
  if (text.length > LONGEST_VALUE_BYTES) return false;
  // Whatever a time zone is called.
  const zone = text.indexOf(PARENTHESIS, SHORTEST_DATE_BYTES);
  const read = zone < 0 ? text : text.subarray(0, zone);
  for (let at = 0; at < read.length; at++) {
    if (!isLetter(read[at]!)) continue;
    const first = at;
    while (at + 1 < read.length && isLetter(read[at + 1]!)) at++;
    // Parts of words with letters beyond ASCII: "März", "Kč".
    if ((text[at + 1] ?? 0) >= 0x80 || (text[first - 1] ?? 0) >= 0x80) continue;
    const may =
      at > first
        ? mayBeWord(read.subarray(first, at + 1), tables)
        : mayStandAlone(text, at, tables[EntryTables.letters + text[at]!]!);
    if (!may) return false;
  }
  return read.some(isDigit);
}

/** Whether the letter at a place may stand there between two bytes that are none. */
function mayStandAlone(text: Uint8Array, at: number, places: number): boolean {
  const next = text[at + 1] ?? 0;
  if ((places & SingleLetter.beforeDollar) !== 0 && next === DOLLAR) return true;
  if (at === 0) return false;
  if ((places & SingleLetter.beforePoint) !== 0 && next === POINT) return true;
  if ((places & SingleLetter.behindPoint) !== 0 && text[at - 1] === POINT) return true;
  if ((places & SingleLetter.beforeNumber) !== 0 && (isDigit(next) || next === PLUS || next === MINUS)) return true;
  return (places & SingleLetter.behindDate) !== 0 && at >= SHORTEST_DATE_BYTES;
}

/** Whether letters, two at least, may be a word of a number or date. */
function mayBeWord(word: Uint8Array, tables: Uint8Array): boolean {
  const [first, second, third] = Array.from(word.subarray(0, 3), (letter) => (letter | 0x20) - 97);
  const pair = first! * 26 + second!;
  const kind = tables[EntryTables.pairs + pair]!;
  if (third === undefined || kind === LetterPair.beginning) return kind !== 0;
  const triple = pair * 26 + third;
  return ((tables[EntryTables.triples + (triple >>> 3)]! >> (triple & 7)) & 1) !== 0;
}

function mayBeToken(text: Uint8Array, tables: Uint8Array): boolean {
  if (text.length > LONGEST_TOKEN_BYTES) return false;
  // There are blanks beyond ASCII.
  if (text[0]! >= 0x80 || text.at(-1)! >= 0x80) return true;
  // "1.#IND" and the like are the only tokens with digits.
  if (text.some(isDigit) && !text.includes(NUMBER_SIGN)) return false;
  const bit = tokenBit(text, 0, text.length);
  return ((tables[EntryTables.tokens + (bit >>> 3)]! >> (bit & 7)) & 1) !== 0;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isLetter(byte: number): boolean {
  return (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}
