import { RowFlag, ScanError, ScanField } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;

interface ScanAddresses {
  readonly input: number;
  readonly length: number;
  readonly cells: number;
  readonly notes: number;
}

/** A cell of the row being read; `text` is where it is taken from. */
interface RawCell {
  readonly offset: number;
  readonly start: number;
  readonly end: number;
  readonly escaped: boolean;
  readonly quoted: boolean;
}

interface RawRow {
  readonly cells: RawCell[];
  readonly next: number;
  /** Whether its line end is CRLF. */
  readonly twoBytes: boolean;
}

/** One pass over the input, row by row: a row that is not complete leaves nothing behind. */
export class ReferenceScan {
  private readonly fields: Int32Array;
  private readonly bytes: Uint8Array;
  private readonly delimiter: number;
  private readonly quote: number;
  private readonly escape: number;
  private readonly skipsBlanks: boolean;
  private readonly doublesQuotes: boolean;
  private readonly width: number;
  private line: number;
  private repaired = 0;

  constructor(
    private readonly memory: KernelMemory,
    state: number,
    private readonly at: ScanAddresses,
  ) {
    this.fields = memory.int32.subarray(state >>> 2, (state >>> 2) + Object.keys(ScanField).length);
    this.bytes = memory.uint8.subarray(at.input, at.input + at.length);
    this.delimiter = this.get('delimiter');
    this.quote = this.get('quote');
    this.escape = this.get('escape');
    this.skipsBlanks = this.get('skipsBlanks') !== 0;
    this.doublesQuotes = this.get('doublesQuotes') !== 0;
    this.width = this.get('width');
    this.line = this.get('line');
  }

  run(): void {
    this.set('rows', 0);
    this.set('consumed', 0);
    this.set('notes', 0);
    this.set('error', ScanError.none);
    this.set('errorOffset', 0);
    this.set('errorColumn', 0);
    this.set('openQuote', -1);
    while (this.get('rows') < this.get('maxRows') && this.get('consumed') < this.at.length) {
      this.line = this.get('line');
      const start = this.get('consumed');
      const repairedLine = this.get('repairedLine');
      const row = this.readRow(start);
      if (row === null || !this.isWithinLimits(row, start)) {
        this.set('repairedLine', repairedLine);
        return;
      }
      this.take(row.cells, start);
      this.set('repaired', this.get('repaired') + this.repaired);
      this.set('line', this.line + 1);
      this.set('consumed', row.next);
    }
  }

  private isWithinLimits({ cells, next, twoBytes }: RawRow, start: number): boolean {
    const [first] = cells;
    if (cells.length === 1 && first !== undefined && this.isBlankLine(first)) return true;
    const size = next - Number(twoBytes) - start;
    const long = cells.slice(0, this.width).findIndex((cell) => this.textOf(cell).length > this.get('maxCellBytes'));
    const error =
      cells.length > this.get('maxColumns')
        ? ScanError.tooManyColumns
        : long >= 0
          ? ScanError.cellTooLong
          : size > this.get('maxRowBytes')
            ? ScanError.rowTooLong
            : ScanError.none;
    this.set('error', error);
    if (error === ScanError.none) return true;
    this.set('errorOffset', start);
    this.set('errorColumn', error === ScanError.cellTooLong ? long : 0);
    return false;
  }

  /** The cells of the row that begins at an offset; null when it does not end in the input. */
  private readRow(start: number): RawRow | null {
    const cells: RawCell[] = [];
    this.repaired = 0;
    for (let at = start; ;) {
      const found = this.readCell(at);
      if (found === null) return null;
      const { cell, end } = found;
      const byte = this.bytes[end]!;
      const endsRow = byte !== this.delimiter;
      const isTrailing =
        endsRow && cells.length > 0 && this.skipsBlanks && this.delimiter === SPACE && cell.start === cell.end && !cell.quoted;
      if (!isTrailing) cells.push(cell);
      at = end + 1;
      if (!endsRow) continue;
      const twoBytes = byte === CARRIAGE_RETURN && this.bytes[at] === LINE_FEED;
      return { cells, next: at + Number(twoBytes), twoBytes };
    }
  }

  /** The cell that begins at an offset, and where its delimiter or line end stands. */
  private readCell(from: number): { cell: RawCell; end: number } | null {
    const { bytes, quote } = this;
    const offset = this.behindBlanks(from);
    let at = offset;
    if (quote < 0 || bytes[at] !== quote) {
      while (at < bytes.length && !this.isEnd(bytes[at]!)) at++;
      return this.ended({ offset, start: offset, end: at, escaped: false, quoted: false }, at);
    }
    const openLine = this.line;
    let escaped = false;
    for (at++; ; at++) {
      const byte = bytes[at];
      if (byte === undefined) return this.open(offset, openLine);
      const next = bytes[at + 1];
      if (byte === quote) {
        if (next === undefined) return this.open(offset, openLine);
        if (!this.doublesQuotes) {
          if (this.closesAt(at)) break;
          continue;
        }
        if (next !== quote) break;
        escaped = true;
        at++;
      } else if (byte === this.escape) {
        if (next === undefined) return this.open(offset, openLine);
        if (next !== quote && next !== this.escape) continue;
        escaped = true;
        at++;
      } else if (byte === CARRIAGE_RETURN || (byte === LINE_FEED && bytes[at - 1] !== CARRIAGE_RETURN)) this.line++;
    }
    const behind = this.behindQuote(at);
    if (behind >= bytes.length) return this.open(offset, openLine);
    if (this.isEnd(bytes[behind]!)) return this.ended({ offset, start: offset + 1, end: at, escaped, quoted: true }, behind);
    this.repaired++;
    if (this.get('repairedLine') === 0) this.set('repairedLine', this.line);
    while (at < bytes.length && !this.isEnd(bytes[at]!)) at++;
    return this.ended({ offset, start: offset + 1, end: at, escaped: true, quoted: true }, at);
  }

  /** Whether the quote at an offset may close its cell, or that is not known yet. */
  private closesAt(at: number): boolean {
    const behind = this.behindQuote(at);
    return behind >= this.bytes.length || this.isEnd(this.bytes[behind]!);
  }

  private behindQuote(at: number): number {
    if (this.bytes[at + 1] === this.delimiter) return at + 1;
    return this.doublesQuotes ? this.nextOther(at + 1) : this.behindBlanks(at + 1);
  }

  private ended(cell: RawCell, end: number): { cell: RawCell; end: number } | null {
    const { bytes } = this;
    if (end >= bytes.length || (bytes[end] === CARRIAGE_RETURN && end + 1 >= bytes.length)) return null;
    return { cell, end };
  }

  private open(offset: number, line: number): null {
    this.set('openQuote', offset);
    this.set('openQuoteLine', line);
    return null;
  }

  private isEnd(byte: number): boolean {
    return byte === this.delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN;
  }

  private behindBlanks(at: number): number {
    return this.skipsBlanks ? this.nextOther(at) : at;
  }

  private nextOther(at: number): number {
    while (this.bytes[at] === SPACE || (this.bytes[at] === TAB && this.delimiter !== TAB)) at++;
    return at;
  }

  /** Whether a line of this cell alone is no row. */
  private isBlankLine({ start, end, quoted }: RawCell): boolean {
    return (start === end && !quoted) || (this.width > 1 && isBlank(this.bytes, start, end));
  }

  private take(cells: readonly RawCell[], rowStart: number): void {
    const [first] = cells;
    if (cells.length === 1 && first !== undefined && this.isBlankLine(first)) {
      this.set('blankBefore', 1);
      return;
    }
    const { width, memory } = this;
    const row = this.get('rows');
    const grid = (this.at.cells >>> 2) + row * width * 2;
    for (let column = 0; column < width; column++) {
      const cell = cells[column];
      const text = cell === undefined ? null : this.textOf(cell);
      const start = text === null ? 0 : this.at.input + cell!.start;
      if (text !== null && cell!.escaped) memory.uint8.set(text, start);
      memory.uint32[grid + column * 2] = start;
      memory.uint32[grid + column * 2 + 1] = start + (text?.length ?? 0);
    }
    if (width === 0) memory.uint32[(this.at.cells >>> 2) + row] = rowStart;
    this.note(row, cells, grid);
    this.set('rows', row + 1);
  }

  private note(row: number, cells: readonly RawCell[], grid: number): void {
    let flags = this.raggedFlag(cells);
    if (this.get('blankBefore') !== 0) flags |= RowFlag.afterBlank;
    this.set('blankBefore', 0);
    const { uint8, uint32, int32 } = this.memory;
    const length = this.get('headerLength');
    const header = uint8.subarray(this.get('headerText'), this.get('headerText') + length);
    const compared = grid + this.get('headerColumn') * 2;
    const text = uint8.subarray(uint32[compared], uint32[compared + 1]);
    if (length > 0 && text.length === length && text.every((byte, index) => byte === header[index])) flags |= RowFlag.likeHeader;
    if (flags === 0) return;
    const count = this.get('notes');
    int32.set([row, cells.length, this.get('line'), flags], (this.at.notes >>> 2) + count * 4);
    this.set('notes', count + 1);
  }

  private raggedFlag(cells: readonly RawCell[]): number {
    if (cells.length === this.width) return 0;
    if (cells.length < this.width) return RowFlag.short;
    const surplus = cells.slice(this.width);
    return surplus.every(({ start, end }) => isBlank(this.bytes, start, end)) ? RowFlag.surplus : RowFlag.long;
  }

  /** A cell's text, a copy where it had to be unescaped. Behind a closing quote the rest is taken as it is. */
  private textOf({ start, end, escaped }: RawCell): Uint8Array {
    const { bytes, quote, escape } = this;
    if (!escaped) return bytes.subarray(start, end);
    const text: number[] = [];
    for (let at = start; at < end; at++) {
      const next = at + 1 < end ? bytes[at + 1] : undefined;
      if (bytes[at] === quote) {
        if (next !== quote) return Uint8Array.from([...text, ...bytes.subarray(at + 1, end)]);
        at++;
      } else if (bytes[at] === escape && next !== undefined && (next === quote || next === escape)) at++;
      text.push(bytes[at]!);
    }
    return Uint8Array.from(text);
  }

  private get(field: keyof typeof ScanField): number {
    return this.fields[ScanField[field]]!;
  }

  private set(field: keyof typeof ScanField, value: number): void {
    this.fields[ScanField[field]] = value;
  }
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return bytes.subarray(start, end).every((byte) => byte === SPACE || byte === TAB);
}
