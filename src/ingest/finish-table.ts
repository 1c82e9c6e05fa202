import { checkColumnNames } from '../table/check-column-names.js';
import type { Column, ColumnType, SourceWarning, Table, TableSource } from '../table/types.js';
import type { ColumnBuilder } from './column-builder.js';
import { finishColumn } from './finish-column.js';
import type { HeaderNames } from './header-names.js';

/** Columns as collected, with their names. */
export interface CollectedTable {
  readonly header: HeaderNames;
  /** One per name; emptied from the front while the table is finished, so that memory is freed column by column. */
  readonly builders: ColumnBuilder[];
  readonly rowCount: number;
}

/** Decides every column's form and builds the table. @throws INGEST_COLUMN_NOT_FOUND for a type given for no column */
export function finishTable(
  { header, builders, rowCount }: CollectedTable,
  source: TableSource,
  types: Readonly<Record<string, ColumnType>>,
): Table {
  checkColumnNames(Object.keys(types), header.names);
  const columns: Column[] = [];
  for (const name of header.names) {
    const builder = builders.shift();
    if (builder === undefined) continue;
    builder.padTo(rowCount);
    columns.push(finishColumn(name, builder.finish(), Object.hasOwn(types, name) ? types[name] : undefined));
  }
  const warnings = [...source.warnings, ...headerWarnings(header, rowCount, source.kind), ...columns.flatMap(misfitWarning)];
  return { rowCount, columns, source: { ...source, warnings } };
}

function headerWarnings({ renamed }: HeaderNames, rowCount: number, kind: TableSource['kind']): SourceWarning[] {
  const warnings: SourceWarning[] = [];
  if (renamed.length > 0) {
    const message = `${renamed.length} empty or repeated column name(s) in the header became ${renamed.slice(0, 5).join(', ')}.`;
    warnings.push({ code: 'HEADER_RENAMED', message, count: renamed.length, line: 1 });
  }
  if (rowCount === 0 && kind === 'csv') {
    warnings.push({ code: 'HEADER_ONLY', message: 'There is a header but no row below it.', count: 1, line: 1 });
  }
  return warnings;
}

function misfitWarning({ name, form, evidence }: Column): SourceWarning[] {
  const { misfitCount, misfits } = evidence;
  if (misfitCount === 0) return [];
  const what = form === 'number' ? 'numbers' : 'dates';
  const examples = misfits
    .slice(0, 3)
    .map(({ text }) => JSON.stringify(text))
    .join(', ');
  const message = `Column "${name}" holds ${what}; ${misfitCount} cell(s) that are none were read as missing: ${examples}.`;
  return [{ code: 'CELLS_MISFIT', message, count: misfitCount, line: null }];
}
