import type { KernelSpace } from '../kernels/open-kernels.js';
import type { RowBatch } from './csv-scanner.js';
import type { RowSink } from './csv-reading.js';
import type { HeaderNames } from './header-names.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Writes RFC 4180 text with commas and LF: cells as they are, quoted only where needed. A lone empty cell is `""`, since an empty line would be no row. */
export class CsvWriter {
  private bytes = new Uint8Array(64 * 1024);
  private length = 0;
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(private readonly width: number) {}

  /** Bytes written since the last {@link take}. */
  get size(): number {
    return this.length;
  }

  /** Writes the cell of a row with the text `source[start..end)`. */
  cell(column: number, source: Uint8Array, start: number, end: number): void {
    // At worst every byte is a quote; and the comma or line end, and two quotes.
    this.reserve((end - start) * 2 + 4);
    if (column > 0) this.bytes[this.length++] = COMMA;
    if (!needsQuotes(source, start, end) && (end > start || this.width > 1)) {
      this.bytes.set(source.subarray(start, end), this.length);
      this.length += end - start;
    } else {
      this.bytes[this.length++] = QUOTE;
      for (let index = start; index < end; index++) {
        const byte = source[index]!;
        if (byte === QUOTE) this.bytes[this.length++] = QUOTE;
        this.bytes[this.length++] = byte;
      }
      this.bytes[this.length++] = QUOTE;
    }
    if (column === this.width - 1) this.bytes[this.length++] = LINE_FEED;
  }

  header(names: readonly string[]): void {
    const encoder = new TextEncoder();
    names.forEach((name, column) => {
      const text = encoder.encode(name);
      this.cell(column, text, 0, text.length);
    });
  }

  /** The text written since the last call: to be called between rows. */
  take(): string {
    const text = this.decoder.decode(this.bytes.subarray(0, this.length));
    this.length = 0;
    return text;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** The scanner's second sink: the rows as CSV text, the header first. */
export class CsvText implements RowSink {
  private space: KernelSpace | null = null;
  private writer = new CsvWriter(1);
  private width = 1;

  begin(space: KernelSpace, { names }: HeaderNames): void {
    this.space = space;
    this.width = names.length;
    this.writer = new CsvWriter(names.length);
    this.writer.header(names);
  }

  take({ cells }: RowBatch, from: number, to: number): void {
    if (this.space === null) return;
    const { uint8, uint32 } = this.space.memory;
    let cell = (cells >>> 2) + from * this.width * 2;
    for (let row = from; row < to; row++) {
      for (let column = 0; column < this.width; column++, cell += 2) {
        this.writer.cell(column, uint8, uint32[cell]!, uint32[cell + 1]!);
      }
    }
  }

  /** The text since the last call. */
  text(): string {
    return this.writer.take();
  }
}

function needsQuotes(source: Uint8Array, start: number, end: number): boolean {
  for (let index = start; index < end; index++) {
    const byte = source[index]!;
    if (byte === COMMA || byte === QUOTE || byte === LINE_FEED || byte === CARRIAGE_RETURN) return true;
  }
  return false;
}
