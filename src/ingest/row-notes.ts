import { RowFlag } from '../kernels/kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
import type { SourceWarning } from '../table/types.js';
import { showMany } from '../table/wording.js';
import type { RowBatch } from './csv-scanner.js';
import type { RowsAtEnd } from './find-table-end.js';

/** A row that is not ordinary. */
interface NotedRow {
  readonly row: number;
  /** Cells in the file. */
  readonly cells: number;
  /** 1-based line it begins on. */
  readonly line: number;
  /** Bits of {@link RowFlag}. */
  readonly flags: number;
}

/** Stands for rows that do not count: behind all others. */
const NO_ROW = 2 ** 31 - 1;

/** Notes on the rows of a file that are not ordinary: ragged ones, and those behind a blank line. */
export class RowNotes {
  /** Four numbers for each, as a scan writes them. */
  private notes = new Int32Array(64);
  private length = 0;

  /** Keeps a batch's notes; `firstRow` is the number of rows before it, `dropped` are those of its rows, ascending, that do not count. */
  add({ memory }: KernelSpace, batch: RowBatch, firstRow: number, dropped: readonly number[]): void {
    const count = batch.noteCount * 4;
    if (this.length + count > this.notes.length) {
      const larger = new Int32Array(Math.max(this.length + count, this.notes.length * 2));
      larger.set(this.notes);
      this.notes = larger;
    }
    const from = batch.notes >>> 2;
    this.notes.set(memory.int32.subarray(from, from + count), this.length);
    // Notes and dropped rows both ascend.
    let gone = 0;
    for (let at = this.length; at < this.length + count; at += 4) {
      const row = this.notes[at]!;
      while (gone < dropped.length && dropped[gone]! < row) gone++;
      // A dropped row has no place: what was noted of it is not to be found.
      this.notes[at] = dropped[gone] === row ? NO_ROW : firstRow + row - gone;
    }
    this.length += count;
  }

  /** The line that a row begins on, null where nothing was noted of it. */
  lineOf(row: number): number | null {
    let line: number | null = null;
    this.each((noted) => {
      if (noted.row === row) line = noted.line;
    });
    return line;
  }

  /** What `findTableEnd` needs to know of the first `rowCount` rows. */
  raggedRows(rowCount: number): Pick<RowsAtEnd, 'ragged' | 'afterBlank'> {
    const rows: number[] = [];
    const cells: number[] = [];
    const afterBlank: number[] = [];
    this.each((noted) => {
      if (noted.row >= rowCount) return;
      if ((noted.flags & (RowFlag.short | RowFlag.long | RowFlag.surplus)) !== 0) {
        rows.push(noted.row);
        cells.push(noted.cells);
      }
      if ((noted.flags & RowFlag.afterBlank) !== 0) afterBlank.push(noted.row);
    });
    return {
      ragged: { rows: Uint32Array.from(rows), cells: Uint32Array.from(cells) },
      afterBlank: Uint32Array.from(afterBlank),
    };
  }

  /** Warnings of short and long rows among the first `rowCount`. */
  warnings(rowCount: number): SourceWarning[] {
    const short = { count: 0, line: 0 };
    const long = { count: 0, line: 0 };
    this.each(({ row, line, flags }) => {
      if (row >= rowCount) return;
      const tally = (flags & RowFlag.short) !== 0 ? short : (flags & RowFlag.long) !== 0 ? long : null;
      if (tally === null) return;
      if (tally.count++ === 0) tally.line = line;
    });
    const warnings: SourceWarning[] = [];
    if (short.count > 0) {
      const message = `${showMany(short.count, 'row')} with fewer cells than the header: the rest of them is missing (first on line ${short.line}).`;
      warnings.push({ code: 'ROWS_SHORT', message, ...short });
    }
    if (long.count > 0) {
      const message = `${showMany(long.count, 'row')} with more cells than the header: the surplus was left out (first on line ${long.line}).`;
      warnings.push({ code: 'ROWS_LONG', message, ...long });
    }
    return warnings;
  }

  private each(visit: (noted: NotedRow) => void): void {
    const { notes } = this;
    for (let at = 0; at < this.length; at += 4) {
      visit({ row: notes[at]!, cells: notes[at + 1]!, line: notes[at + 2]!, flags: notes[at + 3]! });
    }
  }
}
