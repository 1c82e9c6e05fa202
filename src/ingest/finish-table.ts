import { checkColumnNames } from '../table/check-column-names.js';
import type { Column, SourceWarning, Table, TableSource } from '../table/types.js';
import { showMany } from '../table/wording.js';
import type { ColumnCollector } from './column-collector.js';
import { finishColumn } from './finish-column.js';
import type { HeaderNames } from './header-names.js';
import { headerLine, headerWarnings, nameSome } from './header-warnings.js';
import type { ResolvedReadOptions } from './read-options.js';

/** Columns as collected, with their names. */
export interface CollectedColumns {
  readonly header: HeaderNames;
  /** One per name; emptied from the front while the table is finished, so that memory is freed column by column. */
  readonly collectors: ColumnCollector[];
  /** Rows of the table: the first ones collected. */
  readonly rowCount: number;
}

/** Decides every column's form and builds the table. @throws INGEST_COLUMN_NOT_FOUND for a type given for no column */
export function finishTable(
  { header, collectors, rowCount }: CollectedColumns,
  source: TableSource,
  { columns: types, dayFirst, decimal }: Pick<ResolvedReadOptions, 'columns' | 'dayFirst' | 'decimal'>,
): Table {
  checkColumnNames(Object.keys(types), header.names);
  const read: Column[] = [];
  const blank = new Set<string>();
  const unnamed = new Set(header.unnamed);
  for (const name of header.names) {
    const collector = collectors.shift();
    if (collector === undefined) continue;
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    const column = finishColumn(name, collector, rowCount, { type, dayFirst, decimal });
    const isNameless = unnamed.has(name) && type === undefined;
    if (isNameless && rowCount > 0 && column.evidence.empty === rowCount) blank.add(name);
    read.push(column);
  }
  // A table has columns.
  const dropped = blank.size < read.length ? blank : new Set<string>();
  const columns = read.filter(({ name }) => !dropped.has(name));
  const renamed = header.renamed.filter((name) => !dropped.has(name));
  const warnings = [
    ...source.warnings,
    ...headerWarnings(renamed, rowCount, source),
    ...droppedWarnings([...dropped], source),
    ...columns.flatMap(misfitWarning),
    ...columns.flatMap(ambiguousWarning),
  ];
  return { rowCount, columns, source: { ...source, warnings } };
}

function droppedWarnings(dropped: readonly string[], source: TableSource): SourceWarning[] {
  if (dropped.length === 0) return [];
  const message = `Left out: ${showMany(dropped.length, 'column')} without a name and without any value (${nameSome(dropped)}).`;
  return [{ code: 'COLUMN_DROPPED', message, count: dropped.length, line: headerLine(source) }];
}

function misfitWarning({ name, form, evidence }: Column): SourceWarning[] {
  const { misfitCount, misfits } = evidence;
  if (misfitCount === 0) return [];
  const what = form === 'number' ? 'numbers' : 'dates';
  const examples = misfits
    .slice(0, 3)
    .map(({ text }) => JSON.stringify(text))
    .join(', ');
  const message = `Column "${name}" holds ${what}; read as missing: ${showMany(misfitCount, 'cell that is none', 'cells that are none')} (${examples}).`;
  return [{ code: 'CELLS_MISFIT', message, count: misfitCount, line: null }];
}

function ambiguousWarning({ name, format, evidence }: Column): SourceWarning[] {
  if (evidence.ambiguous === null) return [];
  const message =
    format.form === 'datetime'
      ? `No date of column "${name}" tells the day from the month; they were read as ${format.datetimeFormat.replaceAll('-', '/')}. If that is wrong, set dayFirst.`
      : `No number of column "${name}" tells whether "," and "." set off thousands or the fraction; they were read with ${JSON.stringify(format.form === 'number' ? format.decimal : '.')} before the fraction. If that is wrong, set decimal.`;
  return [{ code: 'CELLS_AMBIGUOUS', message, count: evidence.present, line: null }];
}
