import { resolveOptions, throwIfAborted } from '../run-options.js';
import { MISSING_CODE } from '../table/types.js';
import { collectCsv } from './collect-csv.js';
import type { ColumnCollector } from './column-collector.js';
import { CsvWriter } from './csv-text.js';
import { headerWarnings } from './header-warnings.js';
import { PIECE_BYTES } from './heuristics.js';
import { checkReadOptions, dialectDefaults, readDefaults } from './read-options.js';
import type { ResolvedReadOptions } from './read-options.js';
import { textSource } from './text-source.js';
import type { ConvertCsvOptions, Source } from './types.js';

/**
 * The table of a CSV file as it was read, as clean CSV: RFC 4180 with commas and LF, UTF-8, the header first, short
 * rows filled up, names and cells as they stand in the file (empty and repeated names too); in pieces of whole rows. A
 * file without header gets the names "column_1" and so on. The first piece comes when the file has been read: only then
 * is it known where its table ends.
 *
 * @throws (while it is iterated) what `readCsv` throws
 * @example
 * for await (const piece of convertCsv({ path: 'odd.csv' })) process.stdout.write(piece);
 */
export function convertCsv(source: Source, options?: ConvertCsvOptions): AsyncIterable<string> {
  const resolved = resolveOptions('convertCsv', options, {
    ...readDefaults,
    ...dialectDefaults,
    onSource: undefined as ConvertCsvOptions['onSource'],
  });
  checkReadOptions('convertCsv', resolved);
  return pieces(source, resolved);
}

async function* pieces(
  source: Source,
  { onSource, ...options }: ResolvedReadOptions & ConvertCsvOptions,
): AsyncGenerator<string> {
  const { text, found, header, collectors, rowCount, warnings } = await collectCsv('convertCsv', source, options);
  const account = textSource(text, { name: options.name, kind: 'csv', dialect: found.dialect, warnings });
  onSource?.({ ...account, warnings: [...account.warnings, ...headerWarnings([], rowCount, account)] });
  const columns = collectors.map((collector) => collectedTexts(collector, rowCount));
  const writer = new CsvWriter(columns.length);
  writer.header(found.names ?? header.names);
  for (let row = 0; row < rowCount; row++) {
    columns.forEach(({ codes, dictionary: { bytes, offsets } }, column) => {
      const code = codes[row]!;
      if (code === MISSING_CODE) writer.cell(column, bytes, 0, 0);
      else writer.cell(column, bytes, offsets[code]!, offsets[code + 1]!);
    });
    if (writer.size < PIECE_BYTES) continue;
    throwIfAborted(options.signal);
    yield writer.take();
  }
  yield writer.take();
}

function collectedTexts(collector: ColumnCollector, rowCount: number) {
  const { codes, dictionary } = collector.collectTexts(rowCount);
  const kept = codes.keep(new Uint8Array(dictionary.size));
  collector.release();
  return kept;
}
