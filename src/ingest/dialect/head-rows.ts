import { NOTE_BYTES, SCAN_STATE_BYTES, ScanField, TEXT_SLACK } from '../../kernels/csv-kernels.js';
import { openKernels } from '../../kernels/open-kernels.js';
import type { KernelSpace } from '../../kernels/open-kernels.js';
import type { CsvDialect } from '../../table/types.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const FIRST_WIDTH = 256;
const INT32_MAX = 2 ** 31 - 1;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** How cells are set apart and quoted: a dialect without its layout. */
export type Separators = Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'>;

/** A row of the head. Blank lines are none. */
export interface HeadRow {
  /** Cells in it. */
  readonly count: number;
  /** Byte offsets of its first byte, and of the one behind its line end. */
  readonly start: number;
  readonly end: number;
  /** 1-based line it begins on, and the one behind it. */
  readonly line: number;
  readonly nextLine: number;
}

/** The head of a file split in one way. */
export interface SplitHead {
  readonly rows: readonly HeadRow[];
  /** Cells with text behind their closing quote. */
  readonly repaired: number;
  /** Whether a quote is open at the end. */
  readonly open: boolean;
}

/** Splits the head of a file in different ways, by the kernels that will read it. */
export class HeadSplitter {
  private readonly space: KernelSpace = openKernels();
  private readonly input: number;
  private readonly notes: number;
  private readonly state: number;
  private readonly length: number;

  /** @param whole true when the head is all there is: otherwise its last row is cut, and left out */
  constructor(
    private readonly head: Uint8Array,
    private readonly whole: boolean,
  ) {
    const { memory } = this.space;
    this.length = head.length + Number(whole);
    this.input = memory.allocate(this.length + TEXT_SLACK);
    this.notes = memory.allocate(NOTE_BYTES);
    this.state = memory.allocate(SCAN_STATE_BYTES);
  }

  /** The first rows, at most `limit`. */
  split(separators: Separators, limit: number): SplitHead {
    const rows: HeadRow[] = [];
    const cells = this.prepare(separators, 1, 1);
    let start = 0;
    while (rows.length < limit && start < this.length) {
      const line = this.get('line');
      this.scan(start, cells);
      const consumed = this.get('consumed');
      if (this.get('rows') === 0) {
        if (consumed === 0) break;
      } else {
        const count = this.get('notes') === 0 ? 1 : this.noted();
        const end = Math.min(start + consumed, this.head.length);
        rows.push({ count, end, ...this.rowStart(start, line), nextLine: this.get('line') });
      }
      start += consumed;
    }
    this.release(cells, 1);
    return { rows, repaired: this.get('repaired'), open: this.get('openQuote') >= 0 };
  }

  /** The texts of rows that {@link split} has given. */
  texts(separators: Separators, rows: readonly HeadRow[]): string[][] {
    const { memory } = this.space;
    const width = Math.max(FIRST_WIDTH, ...rows.map(({ count }) => count));
    const cells = this.prepare(separators, width, 1);
    const texts = rows.map(({ start, count }) => {
      this.scan(start, cells);
      return Array.from({ length: count }, (_, column) => {
        const cell = (cells >>> 2) + column * 2;
        return decoder.decode(memory.uint8.subarray(memory.uint32[cell], memory.uint32[cell + 1]));
      });
    });
    this.release(cells, width);
    return texts;
  }

  /** Blank lines before a row belong to no row: where it begins itself. */
  private rowStart(from: number, fromLine: number): Pick<HeadRow, 'start' | 'line'> {
    let start = from;
    let line = fromLine;
    for (; start < this.head.length && (this.head[start] === LINE_FEED || this.head[start] === CARRIAGE_RETURN); start++) {
      if (this.head[start] === LINE_FEED || this.head[start + 1] !== LINE_FEED) line++;
    }
    return { start, line };
  }

  private prepare({ delimiter, quote, escape }: Separators, width: number, line: number): number {
    const { memory } = this.space;
    memory.uint8.set(this.head, this.input);
    // The last row may lack its line end.
    if (this.whole) memory.uint8[this.input + this.head.length] = LINE_FEED;
    const cells = memory.allocate(width * 8);
    memory.int32.fill(0, this.state >>> 2, (this.state + SCAN_STATE_BYTES) >>> 2);
    this.set('delimiter', delimiter.charCodeAt(0));
    this.set('doublesQuotes', Number(escape !== ''));
    this.set('skipsBlanks', Number(delimiter.length > 1));
    this.set('quote', quote === '' ? -1 : quote.charCodeAt(0));
    this.set('escape', escape === quote || escape === '' ? -1 : escape.charCodeAt(0));
    this.set('width', width);
    for (const limit of ['maxColumns', 'maxCellBytes', 'maxRowBytes'] as const) this.set(limit, INT32_MAX);
    this.set('maxRows', 1);
    this.set('line', line);
    return cells;
  }

  private scan(start: number, cells: number): void {
    this.space.kernels.scan(this.input + start, this.length - start, cells, this.notes, this.state);
  }

  private noted(): number {
    return this.space.memory.int32[(this.notes >>> 2) + 1]!;
  }

  private release(cells: number, width: number): void {
    this.space.memory.release(cells, width * 8);
  }

  private get(field: keyof typeof ScanField): number {
    return this.space.memory.int32[(this.state >>> 2) + ScanField[field]]!;
  }

  private set(field: keyof typeof ScanField, value: number): void {
    this.space.memory.int32[(this.state >>> 2) + ScanField[field]] = value;
  }
}
