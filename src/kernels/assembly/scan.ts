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
