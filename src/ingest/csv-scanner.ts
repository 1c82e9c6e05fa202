import { TabulystError } from '../errors.js';
import { CELLS_SLACK, NOTE_BYTES, ScanError, TEXT_SLACK } from '../kernels/kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
import { ScanState } from '../kernels/scan-state.js';
import type { CsvDialect } from '../table/types.js';
import { GRID_CELLS, WINDOW_BYTES } from './heuristics.js';

const LINE_FEED = 0x0a;

/** Rows as the kernels have split them, in kernel memory: valid until the scanner goes on. See `Kernels` for their layout. */
export interface RowBatch {
  readonly cells: number;
  readonly rows: number;
  readonly notes: number;
  readonly noteCount: number;
}

export interface CsvLimits {
  readonly maxColumns: number;
  readonly maxCellBytes: number;
  readonly maxRowBytes: number;
}

export interface CsvScannerOptions extends CsvLimits {
  readonly dialect: CsvDialect;
  /** Cells per row. */
  readonly width: number;
  /** Where in the text the first row begins: its byte offset, and 1-based line. */
  readonly start: number;
  readonly line: number;
  /** Column names, for rows that repeat them to be noted. */
  readonly names: readonly string[] | null;
  /** Bytes split at once. @default 256 KiB */
  readonly windowBytes?: number | undefined;
}

/**
 * Splits CSV text into batches of rows. Bytes are gathered into a window and split once it is full, so that it makes no
 * difference how they come; a row that the window cuts stays for the next one. A row longer than the window widens it.
 */
export class CsvScanner {
  private readonly state: ScanState;
  private readonly cells: number;
  private readonly notes: number;
  private readonly maxRows: number;
  private window: number;
  private capacity: number;
  /** Bytes in the window, and those of them that are done. */
  private filled = 0;
  private done = 0;
  /** Offset in the text of the quote that is open at the window's end. */
  private openQuote: number | null = null;
  /** Offset in the text of the window's first byte. */
  private offset: number;
  /** Bytes of the text before the first row that are still to come. */
  private skip: number;

  constructor(
    private readonly space: KernelSpace,
    private readonly options: CsvScannerOptions,
  ) {
    const { memory } = space;
    this.offset = this.skip = options.start;
    this.capacity = options.windowBytes ?? WINDOW_BYTES;
    this.window = memory.allocate(windowSize(this.capacity));
    this.maxRows = Math.max(1, Math.floor(GRID_CELLS / options.width));
    this.cells = memory.allocate(this.maxRows * options.width * 8 + CELLS_SLACK);
    this.notes = memory.allocate(this.maxRows * NOTE_BYTES);
    this.state = new ScanState(memory);
    this.state.begin(options.dialect, { ...options, maxRows: this.maxRows });
    this.noteHeader(options.names);
  }

  /** 1-based line of the next row. */
  get line(): number {
    return this.state.get('line');
  }

  /** Cells with text behind their closing quote, and the first such line. */
  get repaired(): { count: number; line: number } {
    return { count: this.state.get('repaired'), line: this.state.get('repairedLine') };
  }

  /** Offset in the text of the first byte that is not done. */
  get position(): number {
    return this.offset + this.done;
  }

  /** Takes the next bytes; gives rows as they are complete. @throws INGEST_TOO_MANY_COLUMNS, INGEST_CELL_TOO_LONG, INGEST_ROW_TOO_LONG */
  *push(chunk: Uint8Array): Generator<RowBatch> {
    const skipped = Math.min(this.skip, chunk.length);
    this.skip -= skipped;
    for (let at = skipped; at < chunk.length;) {
      const count = Math.min(this.capacity - this.filled, chunk.length - at);
      this.space.memory.uint8.set(chunk.subarray(at, at + count), this.window + this.filled);
      this.filled += count;
      at += count;
      if (this.filled === this.capacity) yield* this.scanWindow();
    }
  }

  /** Gives the rows before the end of the text. @throws as {@link push}, INGEST_UNCLOSED_QUOTE */
  *end(): Generator<RowBatch> {
    if (this.filled === 0) return;
    // The last row may lack its line end.
    this.space.memory.uint8[this.window + this.filled++] = LINE_FEED;
    yield* this.scanRows();
    if (this.done < this.filled) throw this.quoteTooLong() ?? this.unclosedQuote();
  }

  /** The bytes that are not done: valid until the scanner goes on. */
  rest(): Uint8Array {
    return this.space.memory.uint8.subarray(this.window + this.done, this.window + this.filled);
  }

  private *scanWindow(): Generator<RowBatch> {
    yield* this.scanRows();
    const { memory } = this.space;
    const rest = this.filled - this.done;
    if (this.done > 0) {
      memory.uint8.copyWithin(this.window, this.window + this.done, this.window + this.filled);
      this.offset += this.done;
      this.filled = rest;
      this.done = 0;
    }
    if (rest > this.options.maxRowBytes || this.quoteTooLong() !== null)
      throw this.quoteTooLong() ?? this.rowTooLong(this.offset);
    if (rest > this.capacity / 2) this.widen();
  }

  private *scanRows(): Generator<RowBatch> {
    const { cells, notes } = this;
    for (;;) {
      this.space.kernels.scan(this.window + this.done, this.filled - this.done, cells, notes, this.state.address);
      const rows = this.state.get('rows');
      const consumed = this.state.get('consumed');
      if (rows > 0) yield { cells, rows, notes, noteCount: this.state.get('notes') };
      if (this.state.get('error') !== ScanError.none) throw this.scanError();
      const openQuote = this.state.get('openQuote');
      this.openQuote = openQuote < 0 ? null : this.position + openQuote;
      this.done += consumed;
      if (rows < this.maxRows) return;
    }
  }

  private widen(): void {
    const { memory } = this.space;
    const wider = memory.allocate(windowSize(this.capacity * 2));
    memory.uint8.copyWithin(wider, this.window, this.window + this.filled);
    memory.release(this.window, windowSize(this.capacity));
    this.window = wider;
    this.capacity *= 2;
  }

  private noteHeader(names: readonly string[] | null): void {
    const { memory } = this.space;
    const headerColumn = names?.findIndex((name) => name !== '') ?? -1;
    if (names === null || headerColumn < 0) return;
    const text = new TextEncoder().encode(names[headerColumn]);
    const address = memory.allocate(text.length + TEXT_SLACK);
    memory.uint8.set(text, address);
    this.state.set('headerText', address);
    this.state.set('headerLength', text.length);
    this.state.set('headerColumn', headerColumn);
  }

  private scanError(): TabulystError {
    const { maxColumns } = this.options;
    const line = this.line;
    const byte = this.position + this.state.get('errorOffset');
    const column = this.state.get('errorColumn') + 1;
    switch (this.state.get('error')) {
      case ScanError.tooManyColumns: {
        const message = `The row on line ${line} (byte ${byte}) has more than ${maxColumns} cells. Check the delimiter, or raise maxColumns.`;
        return new TabulystError('INGEST_TOO_MANY_COLUMNS', message, { line, byte, maxColumns });
      }
      case ScanError.cellTooLong:
        return this.cellTooLong({ line, byte, column });
      default:
        return this.rowTooLong(byte);
    }
  }

  private cellTooLong(place: { line: number; byte: number; column?: number }): TabulystError {
    const { maxCellBytes } = this.options;
    const which = place.column === undefined ? 'The quoted cell that begins' : `Cell ${place.column} of the row that begins`;
    const message = `${which} on line ${place.line} (byte ${place.byte}) is longer than ${maxCellBytes} bytes. Is a quote left open? Otherwise raise maxCellBytes.`;
    return new TabulystError('INGEST_CELL_TOO_LONG', message, { ...place, maxCellBytes });
  }

  /** The error that the open quote at the window's end makes, when its cell is too long already. */
  private quoteTooLong(): TabulystError | null {
    const byte = this.openQuote;
    if (byte === null || this.offset + this.filled - byte <= this.options.maxCellBytes) return null;
    return this.cellTooLong({ line: this.state.get('openQuoteLine'), byte });
  }

  private rowTooLong(byte: number): TabulystError {
    const { maxRowBytes } = this.options;
    const { line } = this;
    const message = `The row on line ${line} (byte ${byte}) is longer than ${maxRowBytes} bytes. Is a quote left open? Otherwise raise maxRowBytes.`;
    return new TabulystError('INGEST_ROW_TOO_LONG', message, { line, byte, maxRowBytes });
  }

  private unclosedQuote(): TabulystError {
    const line = this.state.get('openQuoteLine');
    const byte = this.openQuote ?? this.position;
    const { quote } = this.options.dialect;
    const message = `The quote (${quote}) opened on line ${line} (byte ${byte}) is never closed. Close it, double quotes inside cells, or read with { quote: "" }.`;
    return new TabulystError('INGEST_UNCLOSED_QUOTE', message, { line, byte });
  }
}

function windowSize(capacity: number): number {
  return capacity + 1 + TEXT_SLACK;
}
