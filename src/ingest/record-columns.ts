import { TabulystError } from '../errors.js';
import { ColumnBuilder } from './column-builder.js';
import type { CollectedTable } from './finish-table.js';
import { flattenRecord } from './flatten-record.js';
import { headerNames } from './header-names.js';

/** What limits the columns of records. */
export interface RecordLimits {
  readonly maxColumns: number;
  readonly maxCellBytes: number;
}

/** Collects records into columns. A key that first appears in a later record makes a column whose earlier cells are missing. */
export class RecordColumns {
  rows = 0;
  private readonly columns = new Map<string, ColumnBuilder>();
  private readonly encoder = new TextEncoder();
  private scratch = new Uint8Array(1024);

  constructor(private readonly limits: RecordLimits) {}

  add(record: object): void {
    const row = this.rows++;
    for (const [name, text] of flattenRecord(record)) {
      const column = this.columns.get(name) ?? this.create(name);
      // A dotted key beside a nested object of the same name: the first one stands.
      if (column.rowCount > row) continue;
      column.padTo(row);
      this.addText(column, name, text ?? '');
    }
  }

  finish(): CollectedTable {
    return { header: headerNames([...this.columns.keys()]), builders: [...this.columns.values()], rowCount: this.rows };
  }

  private addText(column: ColumnBuilder, name: string, text: string): void {
    const { maxCellBytes } = this.limits;
    // UTF-8 takes at most three bytes per UTF-16 unit.
    if (text.length * 3 > this.scratch.length) this.scratch = new Uint8Array(text.length * 3);
    const { written } = this.encoder.encodeInto(text, this.scratch);
    if (written > maxCellBytes) {
      throw new TabulystError(
        'INGEST_CELL_TOO_LONG',
        `The value "${name}" of record ${this.rows} is longer than ${maxCellBytes} bytes. Raise maxCellBytes if that is intended.`,
        { record: this.rows, column: name, maxCellBytes },
      );
    }
    column.add(this.scratch, 0, written);
  }

  private create(name: string): ColumnBuilder {
    const { maxColumns } = this.limits;
    if (this.columns.size >= maxColumns) {
      throw new TabulystError(
        'INGEST_TOO_MANY_COLUMNS',
        `Record ${this.rows} brings more than ${maxColumns} different keys. Raise maxColumns if that is intended.`,
        { record: this.rows, maxColumns },
      );
    }
    const column = new ColumnBuilder();
    this.columns.set(name, column);
    return column;
  }
}
