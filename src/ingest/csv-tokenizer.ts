import { TabulystError } from '../errors.js';

/** Where a tokenizer's cells go. The bytes are only valid during the call. */
export interface CsvSink {
  /** The next cell of the row: `bytes[start..end)`, unquoted and with doubled quotes made single. */
  cell(bytes: Uint8Array, start: number, end: number): void;
  /** The row that began on this 1-based line is complete. Blank lines make no row. */
  endRow(line: number): void;
}

export interface CsvTokenizerOptions {
  readonly delimiter: string;
  /** "" for none. */
  readonly quote: string;
  readonly maxColumns: number;
  readonly maxCellBytes: number;
  readonly maxRowBytes: number;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const noBytes = new Uint8Array(0);

const enum State {
  CellStart,
  Unquoted,
  Quoted,
  /** Behind a quote inside a quoted cell: the cell's end, or the first of two. */
  QuoteSeen,
}

/**
 * Splits CSV bytes (UTF-8) into cells, chunk by chunk, with the same result wherever the chunks are cut: RFC 4180 with
 * LF, CRLF or CR line ends, and lenient where text follows a closing quote (kept, and counted in `repairedQuotes`). A
 * quote inside an unquoted cell is an ordinary character.
 *
 * Cells that lie within one chunk and hold no doubled quotes are passed on without copying.
 */
export class CsvTokenizer {
  /** Cells with text behind their closing quote, and the first such line. */
  repairedQuotes = 0;
  repairedLine: number | null = null;

  private readonly delimiter: number;
  private readonly quote: number;
  private state: State = State.CellStart;
  private line = 1;
  private rowLine = 1;
  private quoteLine = 1;
  /** Complete cells of the current row. */
  private cells = 0;
  private skipLineFeed = false;
  private afterReturn = false;
  /** The current cell's bytes so far, where they don't lie in the current chunk alone. */
  private scratch = new Uint8Array(256);
  private scratchLength = 0;
  /** Bytes of the current row in earlier chunks. */
  private rowBytes = 0;
  private rowStart = 0;

  constructor(
    private readonly options: CsvTokenizerOptions,
    private readonly sink: CsvSink,
  ) {
    this.delimiter = options.delimiter.charCodeAt(0);
    this.quote = options.quote === '' ? -1 : options.quote.charCodeAt(0);
  }

  /** The 1-based line that reading has come to. */
  get currentLine(): number {
    return this.line;
  }

  // One loop over all bytes with its state in local variables: a call per byte or cell state would halve the speed.
  write(chunk: Uint8Array): void {
    const { delimiter, quote } = this;
    const { length } = chunk;
    let state = this.state;
    let start = 0;
    let quoteAt = 0;
    let at = 0;
    this.rowStart = 0;
    while (at < length) {
      if (state === State.Unquoted) {
        let byte = 0;
        while (at < length && (byte = chunk[at]!) !== delimiter && byte !== LINE_FEED && byte !== CARRIAGE_RETURN) at++;
        if (at === length) break;
        this.finishCell(chunk, start, at, byte, at + 1);
        state = State.CellStart;
        at++;
      } else if (state === State.Quoted) {
        at = this.scanQuoted(chunk, at);
        if (at === length) break;
        quoteAt = at++;
        state = State.QuoteSeen;
      } else if (state === State.QuoteSeen) {
        const byte = chunk[at]!;
        if (byte === quote) {
          this.keep(chunk, start, quoteAt);
          this.keep(chunk, at, at + 1);
          start = ++at;
          state = State.Quoted;
        } else if (byte === delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN) {
          this.finishCell(chunk, start, quoteAt, byte, at + 1, true);
          state = State.CellStart;
          at++;
        } else {
          this.keep(chunk, start, quoteAt);
          start = at;
          this.repairedQuotes++;
          this.repairedLine ??= this.line;
          state = State.Unquoted;
        }
      } else {
        const byte = chunk[at]!;
        if (this.skipLineFeed) {
          this.skipLineFeed = false;
          if (byte === LINE_FEED) {
            this.rowStart = ++at;
            continue;
          }
        }
        if (byte === quote) {
          state = State.Quoted;
          this.quoteLine = this.line;
          this.afterReturn = false;
          start = ++at;
        } else {
          state = State.Unquoted;
          start = at;
        }
      }
    }
    if (state === State.Unquoted || state === State.Quoted) this.keep(chunk, start, length);
    if (state === State.QuoteSeen) this.keep(chunk, start, quoteAt);
    this.state = state;
    this.rowBytes += length - this.rowStart;
    this.checkRowBytes(this.rowBytes);
  }

  /** Passes on what stands before the end of the input. @throws INGEST_UNCLOSED_QUOTE */
  end(): void {
    const { state, quoteLine } = this;
    if (state === State.Quoted) {
      throw new TabulystError(
        'INGEST_UNCLOSED_QUOTE',
        `The quote (${this.options.quote}) opened on line ${quoteLine} is never closed. Close it, double quotes inside cells, or read with { quote: "" }.`,
        { line: quoteLine },
      );
    }
    this.rowStart = 0;
    if (state !== State.CellStart || this.cells > 0) {
      this.finishCell(noBytes, 0, 0, LINE_FEED, 0, state === State.QuoteSeen);
    }
    this.state = State.CellStart;
  }

  /** The index of the next quote from `at` on, or the chunk's length; counts the lines passed. */
  private scanQuoted(chunk: Uint8Array, at: number): number {
    const { quote } = this;
    const { length } = chunk;
    let { line, afterReturn } = this;
    let index = at;
    for (; index < length; index++) {
      const byte = chunk[index]!;
      if (byte === quote) break;
      if (byte === CARRIAGE_RETURN || (byte === LINE_FEED && !afterReturn)) line++;
      afterReturn = byte === CARRIAGE_RETURN;
    }
    this.line = line;
    this.afterReturn = index < length ? false : afterReturn;
    return index;
  }

  /** Passes the cell on, and the row with it when `ending` is a line end. `next` is where the following byte stands. */
  private finishCell(chunk: Uint8Array, start: number, end: number, ending: number, next: number, quoted = false): void {
    const endsRow = ending !== this.delimiter;
    const length = this.scratchLength + end - start;
    const blank = endsRow && this.cells === 0 && length === 0 && !quoted;
    if (!blank) {
      if (this.scratchLength > 0) {
        this.keep(chunk, start, end);
        this.count();
        this.sink.cell(this.scratch, 0, this.scratchLength);
        this.scratchLength = 0;
      } else {
        this.checkCellBytes(length);
        this.count();
        this.sink.cell(chunk, start, end);
      }
    }
    if (!endsRow) return;
    this.checkRowBytes(this.rowBytes + next - this.rowStart);
    if (!blank) this.sink.endRow(this.rowLine);
    this.cells = 0;
    this.rowBytes = 0;
    this.rowStart = next;
    this.skipLineFeed = ending === CARRIAGE_RETURN;
    this.rowLine = ++this.line;
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    const length = this.scratchLength + end - start;
    this.checkCellBytes(length);
    if (length > this.scratch.length) {
      const larger = new Uint8Array(Math.max(length, this.scratch.length * 2));
      larger.set(this.scratch.subarray(0, this.scratchLength));
      this.scratch = larger;
    }
    this.scratch.set(chunk.subarray(start, end), this.scratchLength);
    this.scratchLength = length;
  }

  private count(): void {
    const { maxColumns } = this.options;
    if (++this.cells <= maxColumns) return;
    throw new TabulystError(
      'INGEST_TOO_MANY_COLUMNS',
      `The row on line ${this.rowLine} has more than ${maxColumns} cells. Check the delimiter, or raise maxColumns.`,
      { line: this.rowLine, maxColumns },
    );
  }

  private checkCellBytes(length: number): void {
    const { maxCellBytes } = this.options;
    if (length <= maxCellBytes) return;
    throw new TabulystError(
      'INGEST_CELL_TOO_LONG',
      `A cell of the row on line ${this.rowLine} is longer than ${maxCellBytes} bytes. Is a quote left open? Otherwise raise maxCellBytes.`,
      { line: this.rowLine, column: this.cells + 1, maxCellBytes },
    );
  }

  private checkRowBytes(length: number): void {
    const { maxRowBytes } = this.options;
    if (length <= maxRowBytes) return;
    throw new TabulystError(
      'INGEST_ROW_TOO_LONG',
      `The row on line ${this.rowLine} is longer than ${maxRowBytes} bytes. Is a quote left open? Otherwise raise maxRowBytes.`,
      { line: this.rowLine, maxRowBytes },
    );
  }
}
