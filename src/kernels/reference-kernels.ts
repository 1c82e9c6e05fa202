import { DictionaryField, RowFlag, ScanError, ScanField, StatisticsField } from './csv-kernels.js';
import type { CsvKernels } from './csv-kernels.js';
import type { KernelMemory } from './kernel-memory.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const TAB = 0x09;
const SPACE = 0x20;
const NO_CODE = -1;
const plainDecimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** The kernels in plain TypeScript: what the assembled ones must equal, and what runs where there is no SIMD. */
export function referenceKernels(memory: KernelMemory): CsvKernels {
  return {
    scan: (input, length, cells, notes, state) => {
      new Scan(memory, state, { input, length, cells, notes }).run();
    },
    numbers: (...parameters) => numbers(memory, ...parameters),
    texts: (cells, stride, list, rows, codes, dictionary) => {
      const { uint32, int32 } = memory;
      for (let row = 0; row < rows; row++) {
        const cell = (cells + (list === 0 ? row : int32[(list >>> 2) + row]!) * stride) >>> 2;
        const code = codeOf(memory, uint32[cell]!, uint32[cell + 1]!, dictionary);
        if (code === null) return row;
        int32[(codes >>> 2) + row] = code;
      }
      return rows;
    },
    numberTexts: (values, decimals, rows, codes, dictionary, scratch) => {
      const { float64, uint8, int32 } = memory;
      for (let row = 0; row < rows; row++) {
        const value = float64[(values >>> 3) + row]!;
        const text = Number.isNaN(value) ? '' : value.toFixed(uint8[decimals + row]);
        for (let index = 0; index < text.length; index++) uint8[scratch + index] = text.charCodeAt(index);
        const code = codeOf(memory, scratch, scratch + text.length, dictionary);
        if (code === null) return row;
        int32[(codes >>> 2) + row] = code;
      }
      return rows;
    },
    rehash: (dictionary) => {
      const { uint32 } = memory;
      const base = dictionary >>> 2;
      const offsets = uint32[base + DictionaryField.offsets]! >>> 2;
      const pool = uint32[base + DictionaryField.pool]!;
      for (let entry = 0; entry < uint32[base + DictionaryField.size]!; entry++) {
        const slot = findSlot(memory, pool + uint32[offsets + entry]!, pool + uint32[offsets + entry + 1]!, dictionary);
        uint32[slot] = entry + 1;
      }
    },
    measure: (...parameters) => {
      measure(memory, ...parameters);
    },
  };
}

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
class Scan {
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
      this.take(row.cells);
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
    return this.bytes[at + 1] === this.delimiter ? at + 1 : this.behindBlanks(at + 1);
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
    if (!this.skipsBlanks) return at;
    while (this.bytes[at] === SPACE || (this.bytes[at] === TAB && this.delimiter !== TAB)) at++;
    return at;
  }

  /** Whether a line of this cell alone is no row. */
  private isBlankLine({ start, end, quoted }: RawCell): boolean {
    return (start === end && !quoted) || (this.width > 1 && isBlank(this.bytes, start, end));
  }

  private take(cells: readonly RawCell[]): void {
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

function numbers(
  memory: KernelMemory,
  ...[cells, stride, rows, values, decimals, others]: Parameters<CsvKernels['numbers']>
): number {
  const { uint8, uint32, float64 } = memory;
  let found = 0;
  for (let row = 0; row < rows; row++) {
    const cell = (cells + row * stride) >>> 2;
    const text = String.fromCharCode(...uint8.subarray(uint32[cell], Math.min(uint32[cell + 1]!, uint32[cell]! + 20)));
    const places = text.includes('.') ? text.length - 1 - text.indexOf('.') : 0;
    const digits = Number(text.replace('-', '').replace('.', ''));
    const isPlain =
      plainDecimal.test(text) && text.replace('-', '').length <= 17 && digits < 1e15 && !(text.startsWith('-') && digits === 0);
    float64[(values >>> 3) + row] = isPlain ? Number(text) : NaN;
    uint8[decimals + row] = isPlain ? places : 0;
    if (!isPlain && text !== '') uint32[(others >>> 2) + found++] = row;
  }
  return found;
}

/** The code of a text, -1 for the empty one; null when the dictionary has no room for it. */
function codeOf(memory: KernelMemory, start: number, end: number, dictionary: number): number | null {
  if (start === end) return NO_CODE;
  const { uint8, uint32 } = memory;
  const slot = findSlot(memory, start, end, dictionary);
  if (uint32[slot] !== 0) return uint32[slot]! - 1;
  const base = dictionary >>> 2;
  const size = uint32[base + DictionaryField.size]!;
  const used = uint32[base + DictionaryField.used]!;
  const length = end - start;
  if (size >= uint32[base + DictionaryField.capacity]!) return null;
  if (used + length > uint32[base + DictionaryField.poolCapacity]!) return null;
  uint8.copyWithin(uint32[base + DictionaryField.pool]! + used, start, end);
  uint32[(uint32[base + DictionaryField.offsets]! >>> 2) + size + 1] = used + length;
  uint32[slot] = size + 1;
  uint32[base + DictionaryField.size] = size + 1;
  uint32[base + DictionaryField.used] = used + length;
  return size;
}

/** The slot (index of its first uint32) that holds a text's entry, or the free one where it belongs. */
function findSlot({ uint8, uint32 }: KernelMemory, start: number, end: number, dictionary: number): number {
  const base = dictionary >>> 2;
  const mask = uint32[base + DictionaryField.mask]!;
  const slots = uint32[base + DictionaryField.slots]! >>> 2;
  const offsets = uint32[base + DictionaryField.offsets]! >>> 2;
  const pool = uint32[base + DictionaryField.pool]!;
  let hash = uint32[base + DictionaryField.seed]!;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ uint8[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  for (let index = (hash ^ (hash >>> 13)) & mask; ; index = (index + 1) & mask) {
    const slot = slots + index * 2;
    const entry = uint32[slot]! - 1;
    if (entry < 0) return slot;
    const from = pool + uint32[offsets + entry]!;
    if (pool + uint32[offsets + entry + 1]! - from === end - start && isSame(uint8, from, start, end)) return slot;
  }
}

function isSame(bytes: Uint8Array, at: number, start: number, end: number): boolean {
  for (let index = start; index < end; index++, at++) if (bytes[at] !== bytes[index]) return false;
  return true;
}

function measure(memory: KernelMemory, ...[values, decimals, rows, statistics]: Parameters<CsvKernels['measure']>): void {
  const { float64, uint8 } = memory;
  const totals = float64.subarray(statistics >>> 3, (statistics >>> 3) + Object.keys(StatisticsField).length);
  for (let row = 0; row < rows; row++) {
    const value = float64[(values >>> 3) + row]!;
    if (Number.isNaN(value)) continue;
    const text = value.toFixed(uint8[decimals + row]);
    totals[StatisticsField.count]!++;
    if (!text.includes('.')) totals[StatisticsField.integers]!++;
    if (/^-?[1-9]\d{0,2}\.\d{3}$/.test(text)) totals[StatisticsField.groupLike]!++;
    if (String(value) !== text) totals[StatisticsField.padded]!++;
    totals[StatisticsField.textLength]! += text.length;
    totals[StatisticsField.min] = Math.min(totals[StatisticsField.min]!, value);
    totals[StatisticsField.max] = Math.max(totals[StatisticsField.max]!, value);
  }
}
