import type { CsvDialect, SourceWarning, TableSource } from '../table/types.js';
import { showMany } from '../table/wording.js';
import { CollectedTable } from './collected-table.js';
import { KEEP_ALL, openCsv } from './csv-reading.js';
import type { CsvReading, CsvReadingOptions } from './csv-reading.js';
import { findTableEnd } from './find-table-end.js';
import type { CollectedColumns } from './finish-table.js';
import type { OpenedText } from './open-text.js';
import { ReadProgress } from './progress.js';
import type { RunOptions } from '../run-options.js';
import type { Source } from './types.js';

/** A CSV file's columns as collected, up to the table's end, and what was found on the way. */
export interface CollectedCsv extends CollectedColumns {
  readonly text: OpenedText;
  readonly dialect: CsvDialect;
  /** Before they are made unique: see `FoundTable`. */
  readonly namesInFile: readonly string[] | null;
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
  const warnings = [...reading.warnings(rowCount, isSecondTable(reading)), ...endWarnings(reading, end)];
  return { text, dialect: found.dialect, namesInFile: found.names, header, collectors, rowCount, warnings };
}

/** The account of how a file was read, but for what only its columns' values tell. */
export function sourceOf(
  { text, dialect, warnings }: Pick<CollectedCsv, 'text' | 'dialect' | 'warnings'>,
  name: string | undefined,
): TableSource {
  return {
    name: name ?? text.name,
    kind: 'csv',
    bytes: text.count(),
    gzip: text.gzip,
    encoding: text.encoding(),
    dialect,
    warnings: [...warnings, ...text.warnings()],
  };
}

type End = ReturnType<typeof findTableEnd>;

/** Whether another table begins with the header that stands once more; where it stands again and again, files have been put together. */
function isSecondTable({ repeated, rows }: CsvReading): boolean {
  return repeated.count === 1 && repeated.row < rows;
}

function tableEnd(reading: CsvReading, { collectors }: CollectedTable): End {
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

function endWarnings(reading: CsvReading, end: End): SourceWarning[] {
  if (end === null) return [];
  const { rows, notes, repeated } = reading;
  const line = isSecondTable(reading) ? repeated.line : notes.lineOf(end.rowCount);
  const count = rows - end.rowCount;
  const place = line === null ? 'at the end of the file' : `from line ${line} on`;
  const [code, what] =
    end.reason === 'tables'
      ? (['TABLES_SKIPPED', 'Another table begins below the first'] as const)
      : (['FOOTNOTES_SKIPPED', 'Notes stand below the table'] as const);
  return [{ code, message: `${what}: ${showMany(count, 'row')} left out, ${place}. ${KEEP_ALL}`, count, line }];
}
