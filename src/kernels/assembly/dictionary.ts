import { mantissaOf } from './decimals';
import { areRepeated } from './repeats';
import { compareTexts, copyText, firstBytes, leadingBytes, sameText } from './words';

// @ts-ignore: decorator
@inline
function mix(hash: u64, word: u64): u64 {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ (hash >> 32);
}

// @ts-ignore: decorator
@inline
function hashText(text: usize, length: u32, seed: u64): u64 {
  let hash = seed ^ <u64>length;
  if (length > 8) {
    const end = text + length;
    for (; length > 16; length -= 8, text += 8) hash = mix(hash, load<u64>(text));
    hash = mix(hash, load<u64>(text));
    // The last eight bytes, some of them once more.
    hash = mix(hash, load<u64>(end - 8));
  } else {
    hash = mix(hash, load<u64>(text) & firstBytes(length));
  }
  hash *= 0xd6e8feb86659fd93;
  return hash ^ (hash >> 29);
}

/** Makes a text the entry of a free slot; -1 when the dictionary has no room for it. */
function insert(text: usize, length: u32, tag: u32, slot: u32, dictionary: usize): i32 {
  const slots = <usize>load<u32>(dictionary, 12);
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  const size = load<u32>(dictionary);
  const used = load<u32>(dictionary, 4);
  if (size >= load<u32>(dictionary, 24) || used + length > load<u32>(dictionary, 28)) return -1;
  copyText(pool + used, text, length);
  store<u32>(offsets + (<usize>size << 2), used + length, 4);
  store<u64>(slots + (<usize>slot << 3), (<u64>tag << 32) | <u64>(size + 1));
  store<u32>(dictionary, size + 1);
  store<u32>(dictionary, used + length, 4);
  return size;
}

/** The entry of a text, made when there is none; -1 when the dictionary has no room for it. */
// @ts-ignore: decorator
@inline
function entryOf(text: usize, length: u32, hash: u64, dictionary: usize): i32 {
  const mask = load<u32>(dictionary, 8);
  const tag = <u32>(hash >> 32);
  let slot = tag & mask;
  for (;;) {
    const word = load<u64>(<usize>load<u32>(dictionary, 12) + (<usize>slot << 3));
    if (word == 0) break;
    if (<u32>(word >> 32) == tag) {
      const entry = <u32>word - 1;
      const ends = <usize>load<u32>(dictionary, 16) + (<usize>entry << 2);
      const from = load<u32>(ends);
      if (load<u32>(ends, 4) - from == length && sameText(<usize>load<u32>(dictionary, 20) + from, text, length)) return entry;
    }
    slot = (slot + 1) & mask;
  }
  return insert(text, length, tag, slot, dictionary);
}

/** Counts a cell with this code. */
// @ts-ignore: decorator
@inline
function countCell(counts: usize, code: i32): void {
  const count = counts + (<usize>code << 2);
  store<u32>(count, load<u32>(count) + 1);
}

/** Counts so many cells with this code; with -1, none. */
// @ts-ignore: decorator
@inline
function countCells(counts: usize, code: i32, cells: u32): void {
  if (code >= 0) store<u32>(counts + (<usize>code << 2), load<u32>(counts + (<usize>code << 2)) + cells);
}

/** Texts of late and their codes, found again by their first and last eight bytes: 24 bytes each. */
const RECENT: u32 = 256;
const recent: StaticArray<u64> = new StaticArray<u64>(RECENT * 3);

/** Cells after which it is asked whether most were among the recent ones: where they are not, looking there costs more than it saves. */
const TRIED: i32 = 128;

/** Cells whose slots are fetched together, once a dictionary has more slots than a near cache holds. */
const AHEAD: i32 = 16;
const MANY_SLOTS: u32 = 32768;

const hashes: StaticArray<u64> = new StaticArray<u64>(AHEAD);
/** Takes what is fetched, for it not to be left out. */
let fetched: u64 = 0;

/*
 * Three ways to the same codes, in loops of their own with few variables each. All take the rows from one to another (exclusive), and give
 * the first one that the dictionary has no room for.
 */

/** How many texts {@link recentTexts} has found among the recent ones. */
let hits = 0;

/** For texts that come again soon. */
function recentTexts(cells: usize, stride: i32, row: i32, end: i32, codes: usize, dictionary: usize): i32 {
  const seed = load<u64>(dictionary, 32);
  const counts = <usize>load<u32>(dictionary, 40);
  let found = 0;
  for (; row < end; row++) {
    const cell = cells + <usize>row * <usize>stride;
    const start = <usize>load<u32>(cell);
    const length = load<u32>(cell, 4) - <u32>start;
    let code = -1;
    if (length > 0) {
      const mask = leadingBytes(length);
      const behind = <i32>length - 8;
      const first = load<u64>(start) & mask;
      const last = load<u64>(start + <usize>(behind & ~(behind >> 31))) & mask;
      const hash = (first ^ rotl<u64>(last, 29) ^ <u64>length) * 0x9e3779b97f4a7c15;
      const place = changetype<usize>(recent) + <usize>(hash >> 56) * 24;
      const known = load<u64>(place, 16);
      if (load<u64>(place) == first && load<u64>(place, 8) == last && <u32>known == length) {
        code = <i32>(known >> 32);
        if (length > 16 && !isEntry(code, start, length, dictionary)) code = -1;
        found++;
      }
      if (code < 0) {
        code = entryOf(start, length, hashText(start, length, seed), dictionary);
        if (code < 0) break;
        store<u64>(place, first);
        store<u64>(place, last, 8);
        store<u64>(place, (<u64>code << 32) | <u64>length, 16);
      }
      countCell(counts, code);
    }
    store<i32>(codes + (<usize>row << 2), code);
  }
  hits = found;
  return row;
}

// @ts-ignore: decorator
@inline
function isEntry(code: i32, text: usize, length: u32, dictionary: usize): bool {
  const from = load<u32>(<usize>load<u32>(dictionary, 16) + (<usize>code << 2));
  return sameText(<usize>load<u32>(dictionary, 20) + from, text, length);
}

/** For any other texts. */
function hashedTexts(cells: usize, stride: i32, row: i32, end: i32, codes: usize, dictionary: usize): i32 {
  const seed = load<u64>(dictionary, 32);
  const counts = <usize>load<u32>(dictionary, 40);
  for (; row < end; row++) {
    const cell = cells + <usize>row * <usize>stride;
    const start = <usize>load<u32>(cell);
    const length = load<u32>(cell, 4) - <u32>start;
    let code = -1;
    if (length > 0) {
      code = entryOf(start, length, hashText(start, length, seed), dictionary);
      if (code < 0) break;
      countCell(counts, code);
    }
    store<i32>(codes + (<usize>row << 2), code);
  }
  return row;
}

/** For dictionaries with many slots, at most {@link AHEAD} rows: the slots are touched first, which wait for memory together, not one after the other. */
function fetchedTexts(cells: usize, stride: i32, row: i32, end: i32, codes: usize, dictionary: usize): i32 {
  const mask = load<u32>(dictionary, 8);
  const slots = <usize>load<u32>(dictionary, 12);
  const seed = load<u64>(dictionary, 32);
  const counts = <usize>load<u32>(dictionary, 40);
  let sum: u64 = 0;
  for (let next = row, at = changetype<usize>(hashes); next < end; next++, at += 8) {
    const cell = cells + <usize>next * <usize>stride;
    const start = <usize>load<u32>(cell);
    const hash = hashText(start, load<u32>(cell, 4) - <u32>start, seed);
    store<u64>(at, hash);
    sum += load<u64>(slots + (<usize>(<u32>(hash >> 32) & mask) << 3));
  }
  fetched = sum;
  for (let at = changetype<usize>(hashes); row < end; row++, at += 8) {
    const cell = cells + <usize>row * <usize>stride;
    const start = <usize>load<u32>(cell);
    const length = load<u32>(cell, 4) - <u32>start;
    let code = -1;
    if (length > 0) {
      code = entryOf(start, length, load<u64>(at), dictionary);
      if (code < 0) break;
      countCell(counts, code);
    }
    store<i32>(codes + (<usize>row << 2), code);
  }
  return row;
}

/** For the rows that a list names. */
function listedTexts(cells: usize, stride: i32, list: usize, rows: i32, codes: usize, dictionary: usize): i32 {
  for (let row = 0; row < rows; row++) {
    const cell = cells + <usize>load<u32>(list + (<usize>row << 2)) * <usize>stride;
    if (hashedTexts(cell, 0, row, row + 1, codes, dictionary) == row) return row;
  }
  return rows;
}

/** As {@link texts}, while the entries ascend: what comes behind the last of them is new, and what comes before it ends this. */
function ascendingTexts(cells: usize, stride: i32, list: usize, rows: i32, codes: usize, dictionary: usize): i32 {
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  const capacity = load<u32>(dictionary, 24);
  const poolCapacity = load<u32>(dictionary, 28);
  const counts = <usize>load<u32>(dictionary, 40);
  let size = load<u32>(dictionary);
  let used = load<u32>(dictionary, 4);
  let last = size == 0 ? 0 : load<u32>(offsets + (<usize>(size - 1) << 2));
  let row = 0;
  for (; row < rows; row++) {
    const index = list == 0 ? row : load<i32>(list + (<usize>row << 2));
    const cell = cells + <usize>index * <usize>stride;
    const start = <usize>load<u32>(cell);
    const length = load<u32>(cell, 4) - <u32>start;
    let code = -1;
    if (length > 0) {
      const order = compareTexts(start, length, pool + last, used - last);
      if (order < 0) break;
      if (order > 0) {
        if (size >= capacity || used + length > poolCapacity) break;
        copyText(pool + used, start, length);
        last = used;
        used += length;
        size++;
        store<u32>(offsets + (<usize>size << 2), used);
      }
      code = <i32>size - 1;
      countCell(counts, code);
    }
    store<i32>(codes + (<usize>row << 2), code);
  }
  store<u32>(dictionary, size);
  store<u32>(dictionary, used, 4);
  return row;
}

/** As {@link texts}, for texts most of which are that of the cell before. */
function repeatedTexts(cells: usize, stride: i32, rows: i32, codes: usize, dictionary: usize): i32 {
  const ascends = load<u32>(dictionary, 12) == 0;
  const counts = <usize>load<u32>(dictionary, 40);
  let code = -1;
  let start: usize = 0;
  let length: u32 = 0;
  let again: u32 = 0;
  let row = 0;
  for (; row < rows; row++) {
    const cell = cells + <usize>row * <usize>stride;
    const next = <usize>load<u32>(cell);
    const nextLength = load<u32>(cell, 4) - <u32>next;
    if (nextLength == length && sameText(start, next, length)) {
      store<i32>(codes + (<usize>row << 2), code);
      again++;
      continue;
    }
    countCells(counts, code, again);
    again = 0;
    const done = ascends
      ? ascendingTexts(cell, 0, 0, 1, codes + (<usize>row << 2), dictionary)
      : hashedTexts(cell, 0, row, row + 1, codes, dictionary) - row;
    if (done == 0) break;
    code = load<i32>(codes + (<usize>row << 2));
    start = next;
    length = nextLength;
  }
  countCells(counts, code, again);
  return row;
}

export function texts(cells: usize, stride: i32, list: usize, rows: i32, codes: usize, dictionary: usize): i32 {
  if (list == 0 && areRepeated(cells, stride, rows)) return repeatedTexts(cells, stride, rows, codes, dictionary);
  if (load<u32>(dictionary, 12) == 0) return ascendingTexts(cells, stride, list, rows, codes, dictionary);
  if (list != 0) return listedTexts(cells, stride, list, rows, codes, dictionary);
  const isLarge = load<u32>(dictionary, 8) >= MANY_SLOTS;
  let looks = !isLarge;
  // Codes of another dictionary, or of this one before it was emptied.
  if (looks) memory.fill(changetype<usize>(recent), 0, RECENT * 24);
  for (let row = 0; row < rows; ) {
    const end = min(row + (isLarge ? AHEAD : TRIED), rows);
    row = isLarge
      ? fetchedTexts(cells, stride, row, end, codes, dictionary)
      : looks
        ? recentTexts(cells, stride, row, end, codes, dictionary)
        : hashedTexts(cells, stride, row, rows, codes, dictionary);
    if (row < end) return row;
    looks = looks && hits > TRIED / 2;
  }
  return rows;
}

export function followedTexts(
  cells: usize,
  stride: i32,
  rows: i32,
  codes: usize,
  dictionary: usize,
  leaders: usize,
  links: usize,
): i32 {
  if (areRepeated(cells, stride, rows)) return repeatedTexts(cells, stride, rows, codes, dictionary);
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  const counts = <usize>load<u32>(dictionary, 40);
  let foretold = 0;
  let wrong = 0;
  let row = 0;
  for (; row < rows; row++) {
    const cell = cells + <usize>row * <usize>stride;
    const start = <usize>load<u32>(cell);
    const length = load<u32>(cell, 4) - <u32>start;
    const link = links + (<usize>(load<i32>(leaders + (<usize>row << 2)) + 3) << 2);
    const code = load<i32>(link);
    const entry = offsets + (<usize>max(code, 0) << 2);
    const from = load<u32>(entry);
    const isForetold = code >= 0 && length > 0 && load<u32>(entry, 4) - from == length;
    if (isForetold && sameText(pool + from, start, length)) {
      countCell(counts, code);
      store<i32>(codes + (<usize>row << 2), code);
      foretold++;
      continue;
    }
    if (hashedTexts(cell, 0, row, row + 1, codes, dictionary) == row) break;
    wrong += <i32>(code >= 0);
    store<i32>(link, load<i32>(codes + (<usize>row << 2)));
  }
  store<i32>(links, load<i32>(links) + foretold);
  store<i32>(links, load<i32>(links, 4) + wrong, 4);
  return row;
}

export function rehash(dictionary: usize): void {
  const size = load<u32>(dictionary);
  const mask = load<u32>(dictionary, 8);
  const slots = <usize>load<u32>(dictionary, 12);
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  const seed = load<u64>(dictionary, 32);
  for (let entry: u32 = 0; entry < size; entry++) {
    const start = load<u32>(offsets + (<usize>entry << 2));
    const tag = <u32>(hashText(pool + start, load<u32>(offsets + (<usize>entry << 2), 4) - start, seed) >> 32);
    let slot = tag & mask;
    while (load<u64>(slots + (<usize>slot << 3)) != 0) slot = (slot + 1) & mask;
    store<u64>(slots + (<usize>slot << 3), (<u64>tag << 32) | <u64>(entry + 1));
  }
}

export function numberTexts(values: usize, decimals: usize, rows: i32, codes: usize, dictionary: usize, scratch: usize): i32 {
  const counts = <usize>load<u32>(dictionary, 40);
  let before: f64 = NaN;
  let beforePlaces = 0;
  let code = -1;
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    const places = <i32>load<u8>(decimals + row);
    if (value != value) {
      code = -1;
      before = value;
    } else if (value != before || places != beforePlaces) {
      before = value;
      beforePlaces = places;
      let mantissa = mantissaOf(value, places);
      let at = scratch + 32;
      let digits = 0;
      do {
        if (digits == places && places > 0) store<u8>(--at, 46);
        store<u8>(--at, <u8>(48 + (mantissa % 10)));
        mantissa /= 10;
        digits++;
      } while (mantissa != 0 || digits <= places);
      if (value < 0) store<u8>(--at, 45);
      const length = <u32>(scratch + 32 - at);
      code = entryOf(at, length, hashText(at, length, load<u64>(dictionary, 32)), dictionary);
      if (code < 0) return row;
    }
    countCells(counts, code, 1);
    store<i32>(codes + (<usize>row << 2), code);
  }
  return rows;
}
