import { resolveOptions } from '../run-options.js';
import type { SourceWarning, Table } from '../table/types.js';
import { ColumnBuilder } from './column-builder.js';
import { openCsv } from './csv-reading.js';
import type { CsvRows, RowSink } from './csv-rows.js';
import type { CsvTokenizer } from './csv-tokenizer.js';
import { finishTable } from './finish-table.js';
import { ReadProgress } from './progress.js';
import { checkReadOptions, dialectDefaults, readDefaults } from './read-options.js';
import { textWarnings } from './text-warnings.js';
import type { ReadCsvOptions, Source } from './types.js';

/**
 * Reads a CSV file into a table: streaming, each column's form decided at the end from all of its cells. Delimiter,
 * byte order mark and gzip are found out; quotes follow RFC 4180; short rows are filled up and the surplus of long ones
 * dropped, both counted in `table.source.warnings`, as are cells that don't fit their column.
 *
 * @throws INGEST_EMPTY, INGEST_BINARY, INGEST_UNCLOSED_QUOTE, INGEST_TOO_LARGE, INGEST_FILE_NOT_FOUND and the other
 * `INGEST_` codes; OPTIONS_INVALID; RUN_ABORTED
 * @example
 * const table = await readCsv({ text: 'city,people\nUlm,126000\nBern,134000' });
 * table.rowCount; // 2
 */
export async function readCsv(source: Source, options?: ReadCsvOptions): Promise<Table> {
  const resolved = resolveOptions('readCsv', options, { ...readDefaults, ...dialectDefaults });
  checkReadOptions('readCsv', resolved);
  const builders: ColumnBuilder[] = [];
  const reading = await openCsv('readCsv', source, resolved, columnSink(builders));
  const { text, dialect, rows, tokenizer } = reading;
  const progress = new ReadProgress(resolved, text.totalBytes);
  progress.start();
  for await (const _ of reading.steps()) await progress.update(rows.rows, text.count());
  const table = finishTable(
    { header: reading.header(), builders, rowCount: rows.rows },
    {
      name: resolved.name ?? text.name,
      kind: 'csv',
      bytes: text.count(),
      gzip: text.gzip,
      encoding: text.encoding,
      dialect,
      warnings: [...rowWarnings(rows), ...textWarnings(text.repairs.invalidUtf8), ...quoteWarnings(tokenizer)],
    },
    resolved.columns,
  );
  progress.end(rows.rows, text.count());
  return table;
}

function columnSink(builders: ColumnBuilder[]): RowSink {
  const noBytes = new Uint8Array(0);
  return {
    begin: ({ names }) => names.forEach(() => builders.push(new ColumnBuilder())),
    cell: (column, bytes, start, end) => builders[column]?.add(bytes, start, end),
    endRow: (cells) => {
      for (let column = cells; column < builders.length; column++) builders[column]?.add(noBytes, 0, 0);
    },
  };
}

function rowWarnings({ shortRows, shortLine, longRows, longLine }: CsvRows): SourceWarning[] {
  const warnings: SourceWarning[] = [];
  if (shortRows > 0) {
    const message = `${shortRows} row(s) have fewer cells than the header; the rest of them is missing (first on line ${shortLine}).`;
    warnings.push({ code: 'ROWS_SHORT', message, count: shortRows, line: shortLine });
  }
  if (longRows > 0) {
    const message = `${longRows} row(s) have more cells than the header; the surplus was dropped (first on line ${longLine}).`;
    warnings.push({ code: 'ROWS_LONG', message, count: longRows, line: longLine });
  }
  return warnings;
}

function quoteWarnings({ repairedQuotes, repairedLine }: CsvTokenizer): SourceWarning[] {
  if (repairedQuotes === 0) return [];
  const message = `${repairedQuotes} cell(s) have text behind their closing quote, which was kept (first on line ${repairedLine}).`;
  return [{ code: 'QUOTE_REPAIRED', message, count: repairedQuotes, line: repairedLine }];
}
