import type { SourceWarning } from '../table/types.js';
import { showMany } from '../table/wording.js';
import type { CsvReading } from './csv-reading.js';
import type { TableEnd } from './find-table-end.js';

/**
 * What was found, repaired or left out while a CSV source was read, once it has been.
 * @param end where the table ends before its rows do; null where every row passed on counts
 */
export function readingWarnings(reading: CsvReading, end: TableEnd | null): SourceWarning[] {
  const { found, notes, rows } = reading;
  return [...found.warnings, ...notes.warnings(end?.rowCount ?? rows), ...reading.quoteWarnings(), ...endWarnings(reading, end)];
}

/** Whether another table begins with the header that stands once more; where it stands again and again, files have been put together. */
export function isSecondTable({ repeated, rows }: CsvReading): boolean {
  return repeated.count === 1 && repeated.row < rows;
}

const endings = {
  footnotes: { code: 'FOOTNOTES_SKIPPED', what: 'Notes stand below the table' },
  tables: { code: 'TABLES_SKIPPED', what: 'Another table begins below the first' },
  'empty-rows': { code: 'EMPTY_ROWS_SKIPPED', what: 'Rows without any text stand below the table' },
} as const;

function endWarnings(reading: CsvReading, end: TableEnd | null): SourceWarning[] {
  const { nextTableLine, rows, notes, repeated } = reading;
  const isSecond = isSecondTable(reading);
  const warnings: SourceWarning[] = [];
  const keep = 'The option wholeFile keeps every row.';
  if (end !== null) {
    const line = isSecond ? repeated.line : notes.lineOf(end.rowCount);
    const count = rows - end.rowCount;
    const place = line === null ? 'at the end of the file' : `from line ${line} on`;
    const { code, what } = endings[end.reason];
    warnings.push({ code, message: `${what}: ${showMany(count, 'row')} left out, ${place}. ${keep}`, count, line });
  }
  if (repeated.count > 0 && (end === null || !isSecond)) {
    const { count, line } = repeated;
    const message = `The header stands among the rows once more: ${showMany(count, 'row')} left out (first on line ${line}).`;
    warnings.push({ code: 'HEADER_REPEATED', message, count, line });
  }
  if (nextTableLine !== null) {
    const message = `Another table begins on line ${nextTableLine}, with a header like the first one's: all from there on was left out. ${keep}`;
    warnings.push({ code: 'TABLES_SKIPPED', message, count: 1, line: nextTableLine });
  }
  return warnings;
}
