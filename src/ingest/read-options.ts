import { rejectOption, runDefaults } from '../run-options.js';
import { columnTypes } from '../table/column-types.js';
import type { ColumnType, DecimalMark, Encoding } from '../table/types.js';
import { MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES } from './heuristics.js';
import type { RunOptions } from '../run-options.js';
import type { CsvDialectOptions } from './types.js';

/** `ReadOptions` with its defaults filled in. */
export interface ResolvedReadOptions extends RunOptions {
  readonly name: string | undefined;
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly dayFirst: boolean | undefined;
  readonly decimal: DecimalMark | undefined;
  readonly encoding: Encoding | undefined;
  readonly maxBytes: number;
  readonly maxColumns: number;
  readonly maxCellBytes: number;
  readonly maxRowBytes: number;
}

export const readDefaults: ResolvedReadOptions = {
  ...runDefaults,
  name: undefined,
  columns: {},
  dayFirst: undefined,
  decimal: undefined,
  encoding: undefined,
  maxBytes: Infinity,
  maxColumns: MAX_COLUMNS,
  maxCellBytes: MAX_CELL_BYTES,
  maxRowBytes: MAX_ROW_BYTES,
};

/** The dialect's defaults: all of it is found out. */
export const dialectDefaults: CsvDialectOptions = {
  delimiter: undefined,
  quote: undefined,
  escape: undefined,
  headerRows: undefined,
  skipLines: undefined,
  wholeFile: undefined,
};

const encodings: readonly Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'];

/** @throws OPTIONS_INVALID when the encoding is unknown */
export function checkEncoding(call: string, encoding: Encoding | undefined): void {
  if (encoding !== undefined && !encodings.includes(encoding))
    rejectOption(call, 'encoding', `one of ${encodings.join(', ')}`, encoding);
}

/** @throws OPTIONS_INVALID when a limit is no positive number, or an encoding or a column's type is unknown */
export function checkReadOptions(call: string, options: ResolvedReadOptions): void {
  for (const limit of ['maxBytes', 'maxColumns', 'maxCellBytes', 'maxRowBytes'] as const) {
    if (typeof options[limit] !== 'number' || !(options[limit] > 0))
      rejectOption(call, limit, 'a positive number', options[limit]);
  }
  checkEncoding(call, options.encoding);
  if (options.dayFirst !== undefined && typeof options.dayFirst !== 'boolean') {
    rejectOption(call, 'dayFirst', 'true or false', options.dayFirst);
  }
  if (options.decimal !== undefined && options.decimal !== '.' && options.decimal !== ',') {
    rejectOption(call, 'decimal', '"." or ","', options.decimal);
  }
  if (typeof options.columns !== 'object' || options.columns === null) {
    rejectOption(call, 'columns', 'an object of types by column name', options.columns);
  }
  for (const [name, type] of Object.entries(options.columns)) {
    if (!columnTypes.includes(type)) rejectOption(call, `columns.${name}`, `one of ${columnTypes.join(', ')}`, type);
  }
}
