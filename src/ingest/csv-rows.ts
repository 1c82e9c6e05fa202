import type { CsvSink } from './csv-tokenizer.js';
import { generatedNames, headerNames } from './header-names.js';
import type { HeaderNames } from './header-names.js';

/** Where the cells of a table go: column by column in every row, and never more than the header has. */
export interface RowSink {
  begin(header: HeaderNames): void;
  cell(column: number, bytes: Uint8Array, start: number, end: number): void;
  /** The row is complete; `cells` were passed on, the columns from there on have none. */
  endRow(cells: number): void;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Makes a table of a tokenizer's rows: the first one names the columns (or, without header, tells how many there are),
 * short rows end early, and the surplus cells of long ones are dropped. Both are counted. A line of blanks alone is no
 * row in a table of several columns.
 */
export class CsvRows implements CsvSink {
  /** Rows passed on. */
  rows = 0;
  shortRows = 0;
  shortLine: number | null = null;
  longRows = 0;
  longLine: number | null = null;
  header: HeaderNames | null = null;

  private width = 0;
  private column = 0;
  private long = false;
  private firstRow: string[] = [];
  /** A row's first cell when it is blank: kept back until the row shows whether it has others. */
  private heldBlank: Uint8Array | null = null;

  constructor(
    private readonly hasHeader: boolean,
    private readonly target: RowSink,
  ) {}

  cell(bytes: Uint8Array, start: number, end: number): void {
    const column = this.column++;
    if (this.header === null) {
      this.firstRow.push(decoder.decode(bytes.subarray(start, end)));
      return;
    }
    if (column >= this.width) {
      if (!isBlank(bytes, start, end)) this.long = true;
      return;
    }
    if (column === 0 && this.width > 1 && isBlank(bytes, start, end)) {
      this.heldBlank = bytes.slice(start, end);
      return;
    }
    this.releaseHeld();
    this.target.cell(column, bytes, start, end);
  }

  endRow(line: number): void {
    const cells = this.column;
    this.column = 0;
    if (this.header === null) {
      this.begin();
      return;
    }
    if (cells === 1 && this.heldBlank !== null) {
      this.heldBlank = null;
      return;
    }
    this.releaseHeld();
    if (cells < this.width) {
      this.shortRows++;
      this.shortLine ??= line;
    }
    if (this.long) {
      this.long = false;
      this.longRows++;
      this.longLine ??= line;
    }
    this.rows++;
    this.target.endRow(Math.min(cells, this.width));
  }

  private releaseHeld(): void {
    if (this.heldBlank === null) return;
    const held = this.heldBlank;
    this.heldBlank = null;
    this.target.cell(0, held, 0, held.length);
  }

  private begin(): void {
    const texts = this.firstRow;
    this.firstRow = [];
    if (texts.length === 1 && texts[0]?.trim() === '') return;
    this.width = texts.length;
    this.header = this.hasHeader ? headerNames(texts) : generatedNames(texts.length);
    this.target.begin(this.header);
    if (this.hasHeader) return;
    const encoder = new TextEncoder();
    texts.forEach((text, column) => {
      const bytes = encoder.encode(text);
      this.target.cell(column, bytes, 0, bytes.length);
    });
    this.rows++;
    this.target.endRow(texts.length);
  }
}

/** Spaces and tabs alone, or nothing. */
function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    if (bytes[index] !== 0x20 && bytes[index] !== 0x09) return false;
  }
  return true;
}
