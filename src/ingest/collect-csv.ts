import type { SourceWarning } from '../table/types.js';
import { CollectedTable } from './collected-table.js';
import { openCsv } from './csv-reading.js';
import type { CsvReading, CsvReadingOptions } from './csv-reading.js';
import type { FoundTable } from './dialect/find-dialect.js';
import { findTableEnd } from './find-table-end.js';
import type { TableEnd } from './find-table-end.js';
import type { CollectedColumns } from './finish-table.js';
import type { OpenedText } from './open-text.js';
import { ReadProgress } from './progress.js';
import { isSecondTable, readingWarnings } from './reading-warnings.js';
import type { RunOptions } from '../run-options.js';
import type { Source } from './types.js';

/** A CSV file's columns as collected, up to the table's end, and what was found on the way. */
export interface CollectedCsv extends CollectedColumns {
  readonly text: OpenedText;
  readonly found: FoundTable;
  readonly warnings: readonly SourceWarning[];
}

/** Reads a CSV source into column collectors and finds where its table ends. @throws as `openCsv` and the reading of its text */
export async function collectCsv(call: string, source: Source, options: CsvReadingOptions & RunOptions): Promise<CollectedCsv> {
  const sink = new CollectedTable();
  const reading = await openCsv(call, source, options, sink);
  const { text, found, header } = reading;
  const progress = new ReadProgress(options, text.totalBytes);
  progress.start();
  for await (const _ of reading.steps()) await progress.update(reading.rows, text.count());
  const { collectors } = sink;
  const end = options.wholeFile === true ? null : tableEnd(reading, sink);
  const rowCount = end?.rowCount ?? reading.rows;
  progress.end(rowCount, text.count());
  return { text, found, header, collectors, rowCount, warnings: readingWarnings(reading, end) };
}

function tableEnd(reading: CsvReading, { collectors }: CollectedTable): TableEnd | null {
  const { rows, found, notes, repeated } = reading;
  const isSecond = isSecondTable(reading);
  const rowCount = isSecond ? repeated.row : rows;
  const end = findTableEnd({
    rowCount,
    width: found.width,
    names: found.names,
    ...notes.raggedRows(rowCount),
    text: (row, column) => collectors[column]?.text(row) ?? '',
  });
  return isSecond ? { rowCount: end?.rowCount ?? rowCount, reason: 'tables' } : end;
}
