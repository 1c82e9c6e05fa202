import { sameText } from './words';

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

/** Where in the input the rows end that {@link plainRows} has taken. */
let plainEnd = 0;

/** Rows that are read one by one, at most, before plain ones are looked for again. */
const MOST_PATIENCE: i32 = 64;

/** No byte of UTF-8. */
const NO_BYTE: i32 = 0xff;

/** Writes where cells begin and end that end at the bits of a mask: four at a time, so that up to three behind them are written over. */
// @ts-ignore: decorator
@inline
function writeCells(cell: usize, start: u32, base: u32, ends: u64, count: i32): void {
  for (; count > 0; count -= 4, cell += 32) {
    for (let each: usize = 0; each < 32; each += 8) {
      const end = base + <u32>ctz(ends);
      ends &= ends - 1;
      store<u32>(cell + each, start);
      store<u32>(cell + each, end, 4);
      start = end + 1;
    }
  }
}

/**
 * Takes rows as most are, from an offset on: of as many cells as the table has columns, without quotes and escapes, not like the header, and
 * within limits. The first row that is otherwise ends this. It has so few variables that the processor's registers hold most of them.
 * @returns how many rows there are
 */
function plainRows(input: usize, length: i32, from: i32, cell: usize, maxRows: i32, state: usize): i32 {
  const quote = load<i32>(state, 4);
  const escape = load<i32>(state, 8);
  const delimiters = i8x16.splat(<i8>load<i32>(state, 0));
  const quotes = i8x16.splat(<i8>(quote < 0 ? NO_BYTE : quote));
  const escapes = i8x16.splat(<i8>(escape < 0 ? NO_BYTE : escape));
  const lineFeeds = i8x16.splat(<i8>LINE_FEED);
  const returns = i8x16.splat(<i8>CARRIAGE_RETURN);
  const width = load<i32>(state, 16);
  const maxBytes = min(load<i32>(state, 24), load<i32>(state, 28));
  let rows = 0;
  let column = 0;
  let start = <u32>input + from;
  let rowStart = start;
  plainEnd = from;
  for (let block = from; block < length; block += 64) {
    const base = <u32>input + block;
    const first = v128.load(base);
    const second = v128.load(base, 16);
    const third = v128.load(base, 32);
    const fourth = v128.load(base, 48);
    let ends = maskOf(first, second, third, fourth, delimiters);
    let lineEnds = maskOf(first, second, third, fourth, lineFeeds);
    const odd = v128.or(
      v128.or(isOdd(first, quotes, escapes, returns), isOdd(second, quotes, escapes, returns)),
      v128.or(isOdd(third, quotes, escapes, returns), isOdd(fourth, quotes, escapes, returns)),
    );
    let known = block + 64 > length ? (<u64>1 << (length - block)) - 1 : <u64>-1;
    if (v128.any_true(odd)) {
      // Returns are a part of line ends, unless no line feed follows.
      let follows = lineEnds >> 1;
      if (load<u8>(base, 64) == LINE_FEED) follows |= <u64>1 << 63;
      const others =
        maskOf(first, second, third, fourth, quotes) |
        maskOf(first, second, third, fourth, escapes) |
        (maskOf(first, second, third, fourth, returns) & ~follows);
      known &= (others & (0 - others)) - 1;
    }
    ends &= known;
    lineEnds &= known;
    while (lineEnds != 0) {
      const lineEnd = lineEnds & (0 - lineEnds);
      const own = ends & (lineEnd - 1);
      const count = <i32>popcnt(own);
      if (column + count != width - 1) return rows;
      writeCells(cell, start, base, own, count);
      cell += <usize>count << 3;
      if (own != 0) start = base + 64 - <u32>clz(own);
      const at = base + <u32>ctz(lineEnd);
      const end = at - <u32>(at > start && load<u8>(at - 1) == CARRIAGE_RETURN);
      store<u32>(cell, start);
      store<u32>(cell, end, 4);
      cell += 8;
      start = at + 1;
      if (<i32>(start - rowStart) > maxBytes || (width == 1 && end == rowStart) || isLikeHeader(cell - (<usize>width << 3), state)) {
        return rows;
      }
      rows++;
      rowStart = start;
      plainEnd = <i32>(start - <u32>input);
      if (rows == maxRows) return rows;
      column = 0;
      ends ^= own;
      lineEnds ^= lineEnd;
    }
    const count = <i32>popcnt(ends);
    column += count;
    if (known != -1 || column >= width) return rows;
    writeCells(cell, start, base, ends, count);
    cell += <usize>count << 3;
    if (ends != 0) start = base + 64 - <u32>clz(ends);
  }
  return rows;
}

// @ts-ignore: decorator
@inline
function maskOf(first: v128, second: v128, third: v128, fourth: v128, wanted: v128): u64 {
  return (
    <u64>(<u32>i8x16.bitmask(i8x16.eq(first, wanted)) | (<u32>i8x16.bitmask(i8x16.eq(second, wanted)) << 16)) |
    (<u64>(<u32>i8x16.bitmask(i8x16.eq(third, wanted)) | (<u32>i8x16.bitmask(i8x16.eq(fourth, wanted)) << 16)) << 32)
  );
}

// @ts-ignore: decorator
@inline
function isOdd(bytes: v128, quotes: v128, escapes: v128, returns: v128): v128 {
  return v128.or(i8x16.eq(bytes, quotes), v128.or(i8x16.eq(bytes, escapes), i8x16.eq(bytes, returns)));
}

/** Whether a row has the text of a header in the header's column. */
// @ts-ignore: decorator
@inline
function isLikeHeader(row: usize, state: usize): bool {
  const headerLength = load<i32>(state, 40);
  const compared = row + (<usize>load<i32>(state, 44) << 3);
  const text = load<u32>(compared);
  return headerLength > 0 && <i32>(load<u32>(compared, 4) - text) == headerLength && sameText(load<u32>(state, 36), text, headerLength);
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

  // Plain rows go first. Behind others they are looked for again, the less often the fewer there are.
  const mayBePlain = !skipsBlanks && width > 0 && width <= maxColumns;
  let looksForPlain = mayBePlain && !blankBefore;
  let patience = 1;
  let patientTo = 0;
  for (let block = 0; block < length && !done; block += 64) {
    if (looksForPlain) {
      const plain = plainRows(input, length, rowStart, row, maxRows - rows, state);
      rows += plain;
      line += plain;
      rowLine = line;
      row += <usize>(plain * width) << 3;
      cell = row;
      block = rowStart = cellStart = skipTo = plainEnd;
      if (rows == maxRows || block >= length) break;
      looksForPlain = false;
      patience = plain > 0 ? 1 : min(patience << 1, MOST_PATIENCE);
      patientTo = rows + patience;
    }
    // One bit for each of 64 bytes that may end or begin something, and for those that are no delimiters.
    let mask: u64 = 0;
    let others: u64 = 0;
    for (let part = 0; part < 64; part += 16) {
      const bytes = v128.load(input + block + part);
      let found = v128.or(i8x16.eq(bytes, lineFeeds), v128.or(i8x16.eq(bytes, returns), i8x16.eq(bytes, quotes)));
      if (mayEscape) found = v128.or(found, i8x16.eq(bytes, escapes));
      others |= <u64>(<u32>i8x16.bitmask(found)) << part;
      mask |= <u64>(<u32>i8x16.bitmask(i8x16.eq(bytes, delimiters))) << part;
    }
    mask |= others;
    if (block + 64 > length) mask &= (<u64>1 << (length - block)) - 1;
    while (mask != 0) {
      // The way most cells go.
      if (isPlain) {
        const other = mask & others;
        const before = (other & (0 - other)) - 1;
        let run = mask & before;
        mask &= ~before;
        while (run != 0 && column < width) {
          const at = block + <i32>ctz(run);
          run &= run - 1;
          store<u64>(cell, (<u64>(input + at) << 32) | <u64>(input + cellStart));
          cell += 8;
          column++;
          cellStart = at + 1;
        }
        mask |= run;
        if (mask == 0) break;
      }
      const at = block + <i32>ctz(mask);
      mask &= mask - 1;
      const byte = <i32>load<u8>(input + at);
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
          if ((skipsBlanks || mayDouble) && next != delimiter && isBlank(next, delimiter)) {
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
          if (width == 0) {
            store<u32>(cell, <u32>rowStart);
            cell += 4;
          }
          if (blankBefore) flags |= AFTER_BLANK;
          blankBefore = false;
          if (isLikeHeader(row, state)) flags |= LIKE_HEADER;
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
      if (mayBePlain && endsRow && rows >= patientTo && !blankBefore) {
        looksForPlain = true;
        block = rowStart - 64;
        break;
      }
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
