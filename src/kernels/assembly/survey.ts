import { isoTime } from './dates';
import { placesRead, plainDecimal } from './decimals';

/** Places of the tables: see `EntryTables`. */
const PAIRS: usize = 128;
const TRIPLES: usize = 804;
const TOKENS: usize = 3004;
const TOKEN_MASK: u32 = 4095;

const NUMBER_SIGN: u32 = 35;
const DOLLAR: u32 = 36;
const PARENTHESIS: u32 = 40;
const PLUS: u32 = 43;
const MINUS: u32 = 45;
const POINT: u32 = 46;

/** Where a letter may stand alone: see `SingleLetter`. */
const BEFORE_DOLLAR: u8 = 1;
const BEFORE_POINT: u8 = 2;
const BEHIND_POINT: u8 = 4;
const BEFORE_NUMBER: u8 = 8;
const BEHIND_DATE: u8 = 16;
const SHORTEST_DATE: usize = 8;

/** A pair of letters that a word may follow: see `LetterPair`. */
const BEGINNING: u8 = 2;

const LONGEST_VALUE: usize = 400;
const LONGEST_TOKEN: usize = 40;
const LONGEST_CODE: usize = 40;
const LONGEST_PREFIX: usize = 4;

// @ts-ignore: decorator
@inline
function isDigit(byte: u32): bool {
  return byte - 48 < 10;
}

// @ts-ignore: decorator
@inline
function isLetter(byte: u32): bool {
  return (byte | 32) - 97 < 26;
}

/** Whether the letter at a place may stand there between two bytes that are none. */
// @ts-ignore: decorator
@inline
function mayStandAlone(at: usize, start: usize, next: u32, places: u8): bool {
  if ((places & BEFORE_DOLLAR) != 0 && next == DOLLAR) return true;
  if (at == start || places == 0) return false;
  if ((places & BEFORE_POINT) != 0 && next == POINT) return true;
  if ((places & BEHIND_POINT) != 0 && load<u8>(at - 1) == POINT) return true;
  if ((places & BEFORE_NUMBER) != 0 && (isDigit(next) || next == PLUS || next == MINUS)) return true;
  return (places & BEHIND_DATE) != 0 && at - start >= SHORTEST_DATE;
}

/** Whether the letters from a place on, two at least, may be a word of a number or date. */
// @ts-ignore: decorator
@inline
function mayBeWord(at: usize, end: usize, tables: usize): bool {
  const pair = ((<u32>load<u8>(at) | 32) - 97) * 26 + (<u32>load<u8>(at + 1) | 32) - 97;
  const kind = load<u8>(tables + PAIRS + pair);
  if (end - at == 2 || kind == BEGINNING) return kind != 0;
  const triple = pair * 26 + (<u32>load<u8>(at + 2) | 32) - 97;
  return ((load<u8>(tables + TRIPLES + (triple >> 3)) >> (triple & 7)) & 1) != 0;
}

function mayBeValue(start: usize, end: usize, tables: usize): bool {
  if (end - start > LONGEST_VALUE) return false;
  let digits = false;
  for (let at = start; at < end; at++) {
    const byte = <u32>load<u8>(at);
    if (isDigit(byte)) {
      digits = true;
      continue;
    }
    // Whatever a time zone is called.
    if (byte == PARENTHESIS && at - start >= SHORTEST_DATE) return digits;
    if (!isLetter(byte)) continue;
    const first = at;
    while (at + 1 < end && isLetter(load<u8>(at + 1))) at++;
    const next = at + 1 < end ? <u32>load<u8>(at + 1) : 0;
    // Parts of words with letters beyond ASCII: "März", "Kč".
    if (next >= 0x80 || (first > start && load<u8>(first - 1) >= 0x80)) continue;
    if (at > first ? !mayBeWord(first, at + 1, tables) : !mayStandAlone(at, start, next, load<u8>(tables + byte))) return false;
  }
  return digits;
}

function hasNumberSign(at: usize, end: usize): bool {
  for (; at < end; at++) if (load<u8>(at) == NUMBER_SIGN) return true;
  return false;
}

function mayBeToken(start: usize, end: usize, tables: usize): bool {
  if (end - start > LONGEST_TOKEN) return false;
  // There are blanks beyond ASCII.
  if (load<u8>(start) >= 0x80 || load<u8>(end - 1) >= 0x80) return true;
  let hash: u32 = 0x811c9dc5;
  let marked = false;
  for (let at = start; at < end; at++) {
    let byte = <u32>load<u8>(at);
    if ((byte & 0xc0) == 0x80) continue;
    if (byte >= 0x80) byte = 0x80;
    else if (isLetter(byte)) byte |= 32;
    else if (isDigit(byte)) {
      // "1.#IND" and the like are the only tokens with digits.
      if (!marked && !hasNumberSign(at, end)) return false;
      marked = true;
    }
    hash = (hash ^ byte) * 0x01000193;
  }
  const bit = (hash ^ (hash >> 15)) & TOKEN_MASK;
  return ((load<u8>(tables + TOKENS + (bit >> 3)) >> (bit & 7)) & 1) != 0;
}

/** Whether a text is one to four letters, perhaps a hyphen, and two digits or more. */
function isPrefixedCode(start: usize, end: usize): bool {
  let at = start;
  while (at < end && isLetter(load<u8>(at))) at++;
  if (at == start || at - start > LONGEST_PREFIX) return false;
  if (at < end && load<u8>(at) == MINUS) at++;
  if (at + 2 > end) return false;
  for (; at < end; at++) if (!isDigit(load<u8>(at))) return false;
  return true;
}

/** Whether nothing but blanks, no other control characters, stands there. */
function areBlanks(at: usize, end: usize): bool {
  for (; at < end; at++) {
    const byte = <u32>load<u8>(at);
    if (byte != 32 && byte - 9 > 4) return false;
  }
  return true;
}

/** Bytes that begin a character. */
function countCharacters(at: usize, end: usize): u32 {
  let continuations: u32 = 0;
  const length = <u32>(end - at);
  for (; at < end; at += 8) {
    let word = load<u64>(at);
    if (end - at < 8) word &= (<u64>1 << (<u64>(end - at) << 3)) - 1;
    continuations += <u32>popcnt((word >> 7) & ~(word >> 6) & 0x0101010101010101);
  }
  return length - continuations;
}

const TEXT: u8 = 0;
const OPEN: u8 = 254;
const TIME: u8 = 255;

export function survey(
  dictionary: usize,
  from: u32,
  to: u32,
  tables: usize,
  list: usize,
  values: usize,
  forms: usize,
  totals: usize,
): i32 {
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  const counts = <usize>load<u32>(dictionary, 40);
  let found = 0;
  let characters = load<f64>(totals, 0);
  let wholes = load<f64>(totals, 8);
  let thousands = load<f64>(totals, 16);
  let decimals = load<f64>(totals, 24);
  let times = load<f64>(totals, 32);
  let smallest = load<f64>(totals, 40);
  let largest = load<f64>(totals, 48);
  let read = load<f64>(totals, 56);
  let codes = load<f64>(totals, 64);
  let cells = load<f64>(totals, 72);
  for (let entry = from; entry < to; entry++, values += 8, forms++) {
    const begin = pool + load<u32>(offsets + (<usize>entry << 2));
    const stop = pool + load<u32>(offsets + (<usize>entry << 2), 4);
    let start = begin;
    let end = stop;
    const count = <f64>load<u32>(counts + (<usize>entry << 2));
    cells += count;
    characters += count * <f64>countCharacters(start, end);
    while (start < end && load<u8>(start) <= 32) start++;
    while (end > start && load<u8>(end - 1) <= 32) end--;
    let form = TEXT;
    let value: f64 = NaN;
    const first = start < end ? <u32>load<u8>(start) : 0;
    if (isDigit(first) || first == MINUS) {
      value = plainDecimal(start, end);
      if (value == value) {
        form = <u8>(placesRead + 1);
        read++;
        const magnitude = abs(value);
        if (placesRead == 0) wholes += count;
        else if (placesRead == 3 && magnitude >= 1 && magnitude < 1000) thousands += count;
        else decimals += count;
        if (count > 0) {
          smallest = min(smallest, value);
          largest = max(largest, value);
        }
      } else {
        value = isoTime(start, end);
        if (value == value) {
          form = TIME;
          read++;
          times += count;
        }
      }
    }
    if (form == TEXT) {
      if (start == end || mayBeValue(start, end, tables) || mayBeToken(start, end, tables)) {
        form = OPEN;
        store<u32>(list + (<usize>found << 2), entry);
        found++;
      } else if (stop - begin <= LONGEST_CODE && isPrefixedCode(start, end) && areBlanks(begin, start) && areBlanks(end, stop)) {
        codes += count;
      }
    }
    store<f64>(values, value);
    store<u8>(forms, form);
  }
  store<f64>(totals, characters, 0);
  store<f64>(totals, wholes, 8);
  store<f64>(totals, thousands, 16);
  store<f64>(totals, decimals, 24);
  store<f64>(totals, times, 32);
  store<f64>(totals, smallest, 40);
  store<f64>(totals, largest, 48);
  store<f64>(totals, read, 56);
  store<f64>(totals, codes, 64);
  store<f64>(totals, cells, 72);
  return found;
}
