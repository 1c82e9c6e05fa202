import { TabulystError } from '../errors.js';
import { TEXT_SLACK } from '../kernels/kernels.js';
import { openKernels } from '../kernels/open-kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
import { CollectorScratch } from './collector-scratch.js';
import { ColumnCollector } from './column-collector.js';
import { flattenRecord } from './flatten-record.js';
import { RECORD_BATCH, WINDOW_BYTES } from './heuristics.js';
import { uniqueNames } from './header-names.js';
import type { HeaderNames } from './header-names.js';

/** What limits the columns of records. */
export interface RecordLimits {
  readonly maxColumns: number;
  readonly maxCellBytes: number;
}

/** A column, and the cells of the records gathered since the last flush. */
interface GatheredColumn {
  readonly collector: ColumnCollector;
  /** Address of {@link RECORD_BATCH} cells. */
  readonly cells: number;
  /** The last record that had a value. */
  lastRecord: number;
}

/** A piece of memory for texts. */
interface TextBlock {
  readonly address: number;
  readonly size: number;
}

/**
 * Collects records into columns. A key that first appears in a later record makes a column whose earlier cells are
 * missing. Records are gathered into batches, so that columns take them as they take the rows of a file.
 */
export class RecordColumns {
  /** Records added. */
  rows = 0;
  private readonly columns = new Map<string, GatheredColumn>();
  private readonly encoder = new TextEncoder();
  private readonly space: KernelSpace = openKernels();
  private readonly scratch = new CollectorScratch(this.space);
  private readonly texts: TextBlock[] = [];
  private textBytes = 0;
  /** Records before the present batch. */
  private flushed = 0;

  constructor(private readonly limits: RecordLimits) {}

  add(record: object): void {
    const row = ++this.rows;
    for (const [name, text] of flattenRecord(record)) {
      const column = this.columns.get(name) ?? this.create(name);
      // A dotted key beside a nested object of the same name: the first one stands.
      if (column.lastRecord === row) continue;
      column.lastRecord = row;
      if (text !== null && text !== '') this.addText(column, name, text);
    }
    if (row - this.flushed === RECORD_BATCH) this.flush();
  }

  /** The columns, complete, with their names. */
  finish(): { header: HeaderNames; collectors: ColumnCollector[]; rowCount: number } {
    this.flush();
    const collectors = [...this.columns.values()].map(({ collector }) => collector);
    return {
      header: uniqueNames([...this.columns.keys()].map((key) => (key.trim() === '' ? '' : key))),
      collectors,
      rowCount: this.rows,
    };
  }

  private flush(): void {
    const { memory } = this.space;
    const rows = this.rows - this.flushed;
    for (const { collector, cells } of this.columns.values()) {
      collector.padTo(this.flushed);
      collector.add(cells, 8, rows);
      memory.uint32.fill(0, cells >>> 2, (cells >>> 2) + rows * 2);
    }
    this.flushed = this.rows;
    for (const { address, size } of this.texts.splice(1)) memory.release(address, size);
    this.textBytes = 0;
  }

  private addText({ cells }: GatheredColumn, name: string, text: string): void {
    const { memory } = this.space;
    const { maxCellBytes } = this.limits;
    // UTF-8 takes at most three bytes per UTF-16 unit.
    const start = this.room(text.length * 3);
    const { written } = this.encoder.encodeInto(text, memory.uint8.subarray(start, start + text.length * 3));
    if (written > maxCellBytes) {
      throw new TabulystError(
        'INGEST_CELL_TOO_LONG',
        `The value "${name}" of record ${this.rows} is longer than ${maxCellBytes} bytes. Raise maxCellBytes if that is intended.`,
        { record: this.rows, column: name, maxCellBytes },
      );
    }
    this.textBytes += written;
    const cell = (cells >>> 2) + (this.rows - 1 - this.flushed) * 2;
    memory.uint32[cell] = start;
    memory.uint32[cell + 1] = start + written;
  }

  /** The address of so many free bytes. */
  private room(bytes: number): number {
    const last = this.texts.at(-1);
    if (last !== undefined && this.textBytes + bytes + TEXT_SLACK <= last.size) return last.address + this.textBytes;
    const size = Math.max(WINDOW_BYTES, bytes + TEXT_SLACK);
    const address = this.space.memory.allocate(size);
    this.texts.push({ address, size });
    this.textBytes = 0;
    return address;
  }

  private create(name: string): GatheredColumn {
    const { maxColumns } = this.limits;
    if (this.columns.size >= maxColumns) {
      throw new TabulystError(
        'INGEST_TOO_MANY_COLUMNS',
        `Record ${this.rows} brings more than ${maxColumns} different keys. Raise maxColumns if that is intended.`,
        { record: this.rows, maxColumns },
      );
    }
    const { memory } = this.space;
    const cells = memory.allocate(RECORD_BATCH * 8);
    memory.uint32.fill(0, cells >>> 2, (cells >>> 2) + RECORD_BATCH * 2);
    const column = { collector: new ColumnCollector(this.scratch), cells, lastRecord: 0 };
    this.columns.set(name, column);
    return column;
  }
}
