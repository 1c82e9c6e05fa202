/*
 * The hot loops of reading CSV, in AssemblyScript. `../csv-kernels.ts` says what each does and what lies where in memory;
 * `../reference-kernels.ts` does the same in plain TypeScript, and tests hold the two to the same bytes.
 *
 * Every text that is read has at least 64 readable bytes behind it, so that it can be loaded in words.
 */

const LINE_FEED: i32 = 10;
const CARRIAGE_RETURN: i32 = 13;
const SPACE: i32 = 32;

/** A cell's end carries this bit until its row is complete: there is something in it to unescape. */
const ESCAPED: u32 = 0x80000000;

const SHORT: i32 = 1;
const LONG: i32 = 2;
const SURPLUS: i32 = 4;
const AFTER_BLANK: i32 = 8;
const LIKE_HEADER: i32 = 16;

const TOO_MANY_COLUMNS: i32 = 1;
const CELL_TOO_LONG: i32 = 2;
const ROW_TOO_LONG: i32 = 3;

// @ts-ignore: decorator
@inline
function isBlank(byte: i32, delimiter: i32): bool {
  return byte == 32 || (byte == 9 && delimiter != 9);
}

function allBlank(at: usize, end: usize): bool {
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte != 32 && byte != 9) return false;
  }
  return true;
}

/** Unescapes a quoted cell's text in place: returns its new end. Behind a closing quote the rest is taken as it is. */
function unescape(start: usize, end: usize, quote: i32, escape: i32): usize {
  let to = start;
  let at = start;
  while (at < end) {
    const byte = <i32>load<u8>(at);
    const next = at + 1 < end ? <i32>load<u8>(at + 1) : -1;
    if (byte == quote) {
      if (next != quote) {
        at++;
        memory.copy(to, at, end - at);
        return to + (end - at);
      }
      at++;
    } else if (byte == escape && (next == quote || next == escape)) {
      at++;
    }
    store<u8>(to++, load<u8>(at++));
  }
  return to;
}

export function scan(input: usize, length: i32, cells: usize, notes: usize, state: usize): void {
  const delimiter = load<i32>(state, 0);
  const quote = load<i32>(state, 4);
  const escape = load<i32>(state, 8);
  const skipsBlanks = load<i32>(state, 12) != 0;
  const width = load<i32>(state, 16);
  const maxColumns = load<i32>(state, 20);
  const maxCellBytes = load<i32>(state, 24);
  const maxRowBytes = load<i32>(state, 28);
  const maxRows = load<i32>(state, 32);
  const headerText = load<u32>(state, 36);
  const headerLength = load<i32>(state, 40);
  const headerColumn = load<i32>(state, 44);
  let line = load<i32>(state, 48);
  let blankBefore = load<i32>(state, 52) != 0;
  let repaired = load<i32>(state, 56);
  let repairedLine = load<i32>(state, 60);

  const delimiters = i8x16.splat(<i8>delimiter);
  const quotes = i8x16.splat(<i8>(quote < 0 ? LINE_FEED : quote));
  const escapes = i8x16.splat(<i8>(escape < 0 ? LINE_FEED : escape));
  const lineFeeds = i8x16.splat(<i8>LINE_FEED);
  const returns = i8x16.splat(<i8>CARRIAGE_RETURN);
  const mayEscape = escape >= 0;
  const mayDouble = load<i32>(state, 96) != 0;

  let rows = 0;
  let noted = 0;
  let error = 0;
  let errorOffset = 0;
  let errorColumn = 0;
  // The row being read.
  let rowStart = 0;
  let rowLine = line;
  let column = 0;
  let rowEscaped = false;
  let rowSurplus = false;
  let rowRepaired = 0;
  let row = cells;
  // The cell being read, and where it goes.
  let cell = cells;
  let cellStart = 0;
  let cellEnd = -1;
  let isQuoted = false;
  let escaped: u32 = 0;
  let inQuotes = false;
  let quoteOffset = -1;
  let quoteLine = 0;
  // Bytes before this one have been dealt with.
  let skipTo = 0;
  // Whether the cell is all that stands between two delimiters.
  let isPlain = !skipsBlanks;
  let done = maxRows == 0;

  if (skipsBlanks) {
    while (cellStart < length && isBlank(load<u8>(input + cellStart), delimiter)) cellStart++;
    skipTo = delimiter == SPACE ? cellStart : 0;
  }

  for (let block = 0; block < length && !done; block += 64) {
    // One bit for each of 64 bytes that may end or begin something.
    let mask: u64 = 0;
    for (let part = 0; part < 64; part += 16) {
      const bytes = v128.load(input + block + part);
      let found = v128.or(
        v128.or(i8x16.eq(bytes, delimiters), i8x16.eq(bytes, lineFeeds)),
        v128.or(i8x16.eq(bytes, returns), i8x16.eq(bytes, quotes)),
      );
      if (mayEscape) found = v128.or(found, i8x16.eq(bytes, escapes));
      mask |= <u64>(<u32>i8x16.bitmask(found)) << part;
    }
    if (block + 64 > length) mask &= (<u64>1 << (length - block)) - 1;
    while (mask != 0) {
      const at = block + <i32>ctz(mask);
      mask &= mask - 1;
      const byte = <i32>load<u8>(input + at);

      // The way most cells go.
      if (byte == delimiter && isPlain && column < width) {
        store<u64>(cell, (<u64>(input + at) << 32) | <u64>(input + cellStart));
        cell += 8;
        column++;
        cellStart = at + 1;
        continue;
      }
      if (at < skipTo) continue;

      if (inQuotes) {
        if (byte == quote) {
          if (at + 1 >= length) break;
          let next = <i32>load<u8>(input + at + 1);
          if (next == quote && mayDouble) {
            escaped = ESCAPED;
            skipTo = at + 2;
            continue;
          }
          if (skipsBlanks && next != delimiter && isBlank(next, delimiter)) {
            let behind = at + 2;
            while (behind < length && isBlank(load<u8>(input + behind), delimiter)) behind++;
            if (behind >= length) break;
            const ending = <i32>load<u8>(input + behind);
            if (ending == delimiter || ending == LINE_FEED || ending == CARRIAGE_RETURN) next = ending;
          }
          if (next == delimiter || next == LINE_FEED || next == CARRIAGE_RETURN) {
            inQuotes = false;
            cellEnd = at;
          } else if (mayDouble) {
            inQuotes = false;
            escaped = ESCAPED;
            rowRepaired++;
            if (repairedLine == 0) repairedLine = line;
          }
        } else if (byte == escape) {
          if (at + 1 >= length) break;
          const next = <i32>load<u8>(input + at + 1);
          if (next == quote || next == escape) {
            escaped = ESCAPED;
            skipTo = at + 2;
          }
        } else if (byte == CARRIAGE_RETURN) {
          line++;
        } else if (byte == LINE_FEED) {
          if (at == 0 || load<u8>(input + at - 1) != CARRIAGE_RETURN) line++;
        }
        continue;
      }

      if (byte == quote) {
        if (at == cellStart && !isQuoted) {
          inQuotes = isQuoted = true;
          isPlain = false;
          quoteOffset = at;
          quoteLine = line;
        }
        continue;
      }
      const endsRow = byte == LINE_FEED || byte == CARRIAGE_RETURN;
      if (!endsRow && byte != delimiter) continue;
      if (byte == CARRIAGE_RETURN && at + 1 >= length) {
        // Whether a line feed follows is not known yet.
        done = true;
        break;
      }

      let start = isQuoted ? cellStart + 1 : cellStart;
      const end = cellEnd >= 0 ? cellEnd : at;
      if (start > end) start = end;
      const isBlankLine =
        endsRow && column == 0 && ((start == end && !isQuoted) || (width > 1 && allBlank(input + start, input + end)));
      const isTrailing = endsRow && column > 0 && skipsBlanks && delimiter == SPACE && start == end && !isQuoted;
      if (!isBlankLine && !isTrailing) {
        if (column < width) {
          store<u32>(cell, <u32>(input + start));
          store<u32>(cell, <u32>(input + end) | escaped, 4);
          if (escaped) rowEscaped = true;
          cell += 8;
        } else if (!rowSurplus && !allBlank(input + start, input + end)) {
          rowSurplus = true;
        }
        column++;
      }

      let next = at + 1;
      if (endsRow) {
        if (byte == CARRIAGE_RETURN && load<u8>(input + next) == LINE_FEED) next++;
        if (isBlankLine) {
          blankBefore = true;
        } else {
          const filled = min(column, width);
          if (rowEscaped) {
            for (let index = 0; index < filled; index++) {
              const marked = load<u32>(row + (<usize>index << 3), 4);
              if ((marked & ESCAPED) == 0) continue;
              const text = load<u32>(row + (<usize>index << 3));
              store<u32>(row + (<usize>index << 3), <u32>unescape(text, marked & ~ESCAPED, quote, escape), 4);
            }
          }
          const size = at + 1 - rowStart;
          if (column > maxColumns) {
            error = TOO_MANY_COLUMNS;
          } else if (size > maxCellBytes) {
            for (let index = 0; index < filled && error == 0; index++) {
              const text = load<u32>(row + (<usize>index << 3));
              if (<i32>(load<u32>(row + (<usize>index << 3), 4) - text) > maxCellBytes) {
                error = CELL_TOO_LONG;
                errorColumn = index;
              }
            }
          }
          if (error == 0 && size > maxRowBytes) error = ROW_TOO_LONG;
          if (error != 0) {
            errorOffset = rowStart;
            done = true;
            break;
          }
          let flags = column == width ? 0 : column < width ? SHORT : rowSurplus ? LONG : SURPLUS;
          for (let rest = column; rest < width; rest++) {
            store<u64>(cell, 0);
            cell += 8;
          }
          if (blankBefore) flags |= AFTER_BLANK;
          blankBefore = false;
          if (headerLength > 0) {
            const compared = row + (<usize>headerColumn << 3);
            const text = load<u32>(compared);
            if (<i32>(load<u32>(compared, 4) - text) == headerLength && sameText(headerText, text, headerLength)) {
              flags |= LIKE_HEADER;
            }
          }
          if (flags != 0) {
            const note = notes + (<usize>noted << 4);
            store<i32>(note, rows);
            store<i32>(note, column, 4);
            store<i32>(note, rowLine, 8);
            store<i32>(note, flags, 12);
            noted++;
          }
          rows++;
          row = cell;
        }
        repaired += rowRepaired;
        rowRepaired = 0;
        line++;
        rowLine = line;
        rowStart = next;
        column = 0;
        rowEscaped = rowSurplus = false;
        if (rows == maxRows) done = true;
      }
      cellStart = next;
      skipTo = next;
      if (skipsBlanks) {
        while (cellStart < length && isBlank(load<u8>(input + cellStart), delimiter)) cellStart++;
        if (delimiter == SPACE) skipTo = cellStart;
      }
      cellEnd = -1;
      isQuoted = false;
      isPlain = !skipsBlanks;
      escaped = 0;
      if (done) break;
    }
  }

  store<i32>(state, rowLine, 48);
  store<i32>(state, blankBefore ? 1 : 0, 52);
  store<i32>(state, repaired, 56);
  store<i32>(state, repaired > 0 ? repairedLine : 0, 60);
  store<i32>(state, rows, 64);
  store<i32>(state, rowStart, 68);
  store<i32>(state, noted, 72);
  store<i32>(state, error, 76);
  store<i32>(state, errorOffset, 80);
  store<i32>(state, errorColumn, 84);
  store<i32>(state, inQuotes ? quoteOffset : -1, 88);
  store<i32>(state, quoteLine, 92);
}

/** Powers of ten from 10^0 to 10^22, all exact. */
const powers: StaticArray<f64> = [
  1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/** The bytes of a word that belong to a text of 0 to 8 bytes. */
// @ts-ignore: decorator
@inline
function firstBytes(length: u32): u64 {
  return length >= 8 ? <u64>-1 : ((<u64>1 << (length << 3)) - 1);
}

/** Eight ASCII digits, the first in the lowest byte, as a number. After D. Lemire, "Quickly parsing eight digits" (2018). */
// @ts-ignore: decorator
@inline
function eightDigits(digits: u64): u64 {
  digits = ((digits & 0x0f0f0f0f0f0f0f0f) * 2561) >> 8;
  digits = ((digits & 0x00ff00ff00ff00ff) * 6553601) >> 16;
  return ((digits & 0x0000ffff0000ffff) * 42949672960001) >> 32;
}

export function numbers(cells: usize, stride: i32, rows: i32, values: usize, decimals: usize, others: usize): i32 {
  const scale = changetype<usize>(powers);
  let found = 0;
  for (let row = 0; row < rows; row++, cells += stride) {
    const start = <usize>load<u32>(cells);
    const end = <usize>load<u32>(cells, 4);
    let value: f64 = NaN;
    let places = 0;
    if (start < end) {
      const negative = load<u8>(start) == 45;
      const first = start + <usize>negative;
      const length = <i32>(end - first);
      let mantissa: u64 = 0;
      let whole = length;
      let plain: bool;
      if (length <= 8 && length > 0) {
        let digits = load<u64>(first) & firstBytes(length);
        let count = length;
        const differs = digits ^ 0x2e2e2e2e2e2e2e2e;
        const points = (differs - 0x0101010101010101) & ~differs & 0x8080808080808080;
        if (points != 0) {
          whole = <i32>(ctz(points) >> 3);
          const before = firstBytes(whole);
          digits = (digits & before) | ((digits >> 8) & ~before);
          count = length - 1;
          places = count - whole;
        }
        // Zeros in front make it eight digits.
        digits = count == 8 ? digits : (digits << (64 - (count << 3))) | (0x3030303030303030 >> (count << 3));
        plain =
          (digits & 0xf0f0f0f0f0f0f0f0) == 0x3030303030303030 &&
          ((digits + 0x0606060606060606) & 0xf0f0f0f0f0f0f0f0) == 0x3030303030303030 &&
          whole > 0 &&
          (points == 0 || places > 0);
        mantissa = eightDigits(digits);
      } else {
        let point: usize = 0;
        plain = length > 0 && length <= 17;
        for (let at = first; plain && at < end; at++) {
          const digit = <u32>load<u8>(at) - 48;
          if (digit < 10) mantissa = mantissa * 10 + digit;
          else if (digit == <u32>-2 && point == 0 && at > first) point = at;
          else plain = false;
        }
        if (point != 0) {
          whole = <i32>(point - first);
          places = length - whole - 1;
          if (places == 0) plain = false;
        }
        if (mantissa >= 1000000000000000) plain = false;
      }
      if (plain && (whole == 1 || load<u8>(first) != 48) && !(negative && mantissa == 0)) {
        value = <f64>mantissa;
        if (places > 0) value /= load<f64>(scale + (<usize>places << 3));
        if (negative) value = -value;
      } else {
        places = 0;
        store<i32>(others + (<usize>found << 2), row);
        found++;
      }
    }
    store<f64>(values + (<usize>row << 3), value);
    store<u8>(decimals + row, <u8>places);
  }
  return found;
}

// @ts-ignore: decorator
@inline
function mix(hash: u64, word: u64): u64 {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ (hash >> 32);
}

function hashText(text: usize, length: u32, seed: u64): u64 {
  let hash = seed ^ <u64>length;
  while (length > 8) {
    hash = mix(hash, load<u64>(text));
    text += 8;
    length -= 8;
  }
  hash = mix(hash, load<u64>(text) & firstBytes(length));
  hash *= 0xd6e8feb86659fd93;
  return hash ^ (hash >> 29);
}

function sameText(left: usize, right: usize, length: u32): bool {
  while (length > 8) {
    if (load<u64>(left) != load<u64>(right)) return false;
    left += 8;
    right += 8;
    length -= 8;
  }
  return ((load<u64>(left) ^ load<u64>(right)) & firstBytes(length)) == 0;
}

/** The entry of a text, made when there is none; -1 when the dictionary has no room for it. */
// @ts-ignore: decorator
@inline
function entryOf(text: usize, length: u32, dictionary: usize): i32 {
  const mask = load<u32>(dictionary, 8);
  const slots = <usize>load<u32>(dictionary, 12);
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  const hash = hashText(text, length, load<u64>(dictionary, 32));
  const tag = <u32>(hash >> 32);
  let slot = <u32>hash & mask;
  for (;;) {
    const word = load<u64>(slots + (<usize>slot << 3));
    if (word == 0) break;
    if (<u32>(word >> 32) == tag) {
      const entry = <u32>word - 1;
      const from = load<u32>(offsets + (<usize>entry << 2));
      if (load<u32>(offsets + (<usize>entry << 2), 4) - from == length && sameText(pool + from, text, length)) return entry;
    }
    slot = (slot + 1) & mask;
  }
  const size = load<u32>(dictionary);
  const used = load<u32>(dictionary, 4);
  if (size >= load<u32>(dictionary, 24) || used + length > load<u32>(dictionary, 28)) return -1;
  memory.copy(pool + used, text, length);
  store<u32>(offsets + (<usize>size << 2), used + length, 4);
  store<u64>(slots + (<usize>slot << 3), (<u64>tag << 32) | <u64>(size + 1));
  store<u32>(dictionary, size + 1);
  store<u32>(dictionary, used + length, 4);
  return size;
}

/** How often of late a cell equalled the one before it, for that to be looked at first. */
const RUNS: i32 = 4;

export function texts(cells: usize, stride: i32, list: usize, rows: i32, codes: usize, dictionary: usize): i32 {
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  let before = -1;
  let runs = 0;
  for (let row = 0; row < rows; row++) {
    const index = list == 0 ? row : load<i32>(list + (<usize>row << 2));
    const cell = cells + <usize>index * <usize>stride;
    const start = <usize>load<u32>(cell);
    const length = load<u32>(cell, 4) - <u32>start;
    let code = -1;
    if (length > 0) {
      // In sorted columns most cells equal the one before.
      if (before >= 0 && (runs >= RUNS || (row & 15) == 0)) {
        const from = load<u32>(offsets + (<usize>before << 2));
        const isSame = load<u32>(offsets + (<usize>before << 2), 4) - from == length && sameText(pool + from, start, length);
        if (isSame) code = before;
        runs = isSame ? min(runs + 4, 16) : max(runs - 3, 0);
      }
      if (code < 0) {
        code = entryOf(start, length, dictionary);
        if (code < 0) return row;
      }
      before = code;
    }
    store<i32>(codes + (<usize>row << 2), code);
  }
  return rows;
}

/** Fills the empty slots of a dictionary from its entries. */
export function rehash(dictionary: usize): void {
  const size = load<u32>(dictionary);
  const mask = load<u32>(dictionary, 8);
  const slots = <usize>load<u32>(dictionary, 12);
  const offsets = <usize>load<u32>(dictionary, 16);
  const pool = <usize>load<u32>(dictionary, 20);
  const seed = load<u64>(dictionary, 32);
  for (let entry: u32 = 0; entry < size; entry++) {
    const from = load<u32>(offsets + (<usize>entry << 2));
    const hash = hashText(pool + from, load<u32>(offsets + (<usize>entry << 2), 4) - from, seed);
    let slot = <u32>hash & mask;
    while (load<u64>(slots + (<usize>slot << 3)) != 0) slot = (slot + 1) & mask;
    store<u64>(slots + (<usize>slot << 3), ((hash >> 32) << 32) | <u64>(entry + 1));
  }
}

/** The digits of a plain decimal as a whole number. */
// @ts-ignore: decorator
@inline
function mantissaOf(value: f64, places: i32): u64 {
  return <u64>nearest(abs(value) * load<f64>(changetype<usize>(powers) + (<usize>places << 3)));
}

export function numberTexts(values: usize, decimals: usize, rows: i32, codes: usize, dictionary: usize, scratch: usize): i32 {
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    let code = -1;
    if (value == value) {
      const places = <i32>load<u8>(decimals + row);
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
      code = entryOf(at, <u32>(scratch + 32 - at), dictionary);
      if (code < 0) return row;
    }
    store<i32>(codes + (<usize>row << 2), code);
  }
  return rows;
}

export function measure(values: usize, decimals: usize, rows: i32, statistics: usize): void {
  let count: f64 = load<f64>(statistics, 0);
  let integers: f64 = load<f64>(statistics, 8);
  let groupLike: f64 = load<f64>(statistics, 16);
  let padded: f64 = load<f64>(statistics, 24);
  let textLength: f64 = load<f64>(statistics, 32);
  let smallest: f64 = load<f64>(statistics, 40);
  let largest: f64 = load<f64>(statistics, 48);
  const scale = changetype<usize>(powers);
  for (let row = 0; row < rows; row++) {
    const value = load<f64>(values + (<usize>row << 3));
    if (value != value) continue;
    const places = <i32>load<u8>(decimals + row);
    const size = abs(value);
    count += 1;
    smallest = min(smallest, value);
    largest = max(largest, value);
    let digits = 1;
    while (digits < 16 && size >= load<f64>(scale + (<usize>digits << 3))) digits++;
    if (places == 0) {
      integers += 1;
    } else {
      if (places == 3 && size >= 1 && size < 1000) groupLike += 1;
      if (mantissaOf(value, places) % 10 == 0 || (size != 0 && size < 1e-6)) padded += 1;
      digits += places + 1;
    }
    textLength += <f64>(digits + (value < 0 ? 1 : 0));
  }
  store<f64>(statistics, count, 0);
  store<f64>(statistics, integers, 8);
  store<f64>(statistics, groupLike, 16);
  store<f64>(statistics, padded, 24);
  store<f64>(statistics, textLength, 32);
  store<f64>(statistics, smallest, 40);
  store<f64>(statistics, largest, 48);
}
