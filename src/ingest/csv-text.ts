import type { RowSink } from './csv-rows.js';
import type { HeaderNames } from './header-names.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * A tokenizer's second sink: the rows as RFC 4180 text with commas and LF, the header first, cells as they stand in the
 * file and quoted only where needed. A lone empty cell is written as `""`, since an empty line would be no row.
 */
export class CsvText implements RowSink {
  private bytes = new Uint8Array(64 * 1024);
  private length = 0;
  /** Bytes up to the end of the last complete row. */
  private complete = 0;
  private width = 0;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  begin({ names }: HeaderNames): void {
    const encoder = new TextEncoder();
    this.width = names.length;
    names.forEach((name, column) => {
      const text = encoder.encode(name);
      this.cell(column, text, 0, text.length);
    });
    this.endRow(names.length);
  }

  cell(column: number, source: Uint8Array, start: number, end: number): void {
    // At worst every byte is a quote; and the comma, two quotes, and the line end.
    this.reserve((end - start) * 2 + 4);
    if (column > 0) this.bytes[this.length++] = COMMA;
    if (!needsQuotes(source, start, end) && (end > start || this.width > 1)) {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += end - start;
      return;
    }
    this.bytes[this.length++] = QUOTE;
    for (let index = start; index < end; index++) {
      const byte = source[index]!;
      if (byte === QUOTE) this.bytes[this.length++] = QUOTE;
      this.bytes[this.length++] = byte;
    }
    this.bytes[this.length++] = QUOTE;
  }

  endRow(cells: number): void {
    this.reserve(this.width - cells + 1);
    for (let column = cells; column < this.width; column++) this.bytes[this.length++] = COMMA;
    this.bytes[this.length++] = LINE_FEED;
    this.complete = this.length;
  }

  /** The text of the rows completed since the last call. */
  take(): string {
    const text = this.decoder.decode(this.bytes.subarray(0, this.complete));
    this.bytes.copyWithin(0, this.complete, this.length);
    this.length -= this.complete;
    this.complete = 0;
    return text;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

function needsQuotes(source: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = source[index]!;
    if (byte === COMMA || byte === QUOTE || byte === LINE_FEED || byte === CARRIAGE_RETURN) return true;
  }
  return false;
}
