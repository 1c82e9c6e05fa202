import type { CsvDialect } from '../table/types.js';
import { emptySource } from './empty-source.js';
import { resolveDialect } from './csv-dialect.js';
import { CsvRows } from './csv-rows.js';
import type { RowSink } from './csv-rows.js';
import { CsvTokenizer } from './csv-tokenizer.js';
import type { CsvTokenizerOptions } from './csv-tokenizer.js';
import { openText, refusing } from './open-text.js';
import type { OpenedText } from './open-text.js';
import type { HeaderNames } from './header-names.js';
import type { StoredBytesOptions } from './source.js';
import type { CsvDialectOptions, Source } from './types.js';

/** What reading CSV needs to know, whatever becomes of the cells. */
export type CsvReadingOptions = StoredBytesOptions & CsvDialectOptions & Omit<CsvTokenizerOptions, keyof CsvDialectOptions>;

/** A CSV source being read into a sink: the tokenizer's one driver. */
export interface CsvReading {
  readonly text: OpenedText;
  readonly dialect: CsvDialect;
  readonly rows: CsvRows;
  readonly tokenizer: CsvTokenizer;
  /** Feeds the sink chunk by chunk; between two steps its consumer may do its own work. */
  steps(): AsyncGenerator<void>;
  /** The names, once the reading has ended. @throws INGEST_EMPTY when there was no row at all */
  header(): HeaderNames;
}

/** Opens a source and finds its dialect. @throws the `INGEST_` codes that concern a source, OPTIONS_INVALID naming `call` */
export async function openCsv(call: string, source: Source, options: CsvReadingOptions, sink: RowSink): Promise<CsvReading> {
  const text = await openText(source, options);
  const dialect = await refusing(text.bytes, () => resolveDialect(call, options, text.head));
  const rows = new CsvRows(dialect.headerRows > 0, sink);
  const tokenizer = new CsvTokenizer({ ...options, ...dialect }, rows);
  async function* steps(): AsyncGenerator<void> {
    for await (const chunk of text.bytes) {
      tokenizer.write(chunk);
      yield;
    }
    tokenizer.end();
    yield;
  }
  const header = () => {
    if (rows.header === null) throw emptySource('a line with the column names');
    return rows.header;
  };
  return { text, dialect, rows, tokenizer, steps, header };
}
