import type { CellFormat, Column, Table } from '../table/types.js';
import type { ColumnType } from '../schema/types.js';
import type { ModelInput } from './types.js';
import { MISSING_CODE } from '../table/types.js';
import { originalCellText } from '../table/cell-text.js';
import { dictionaryText } from '../table/dictionary.js';
import { readNumberCell, readTextCell } from '../table/read-cell.js';

/** The cells of one input, by position, as values. */
export type CellValues = NumberValues | TextValues;

interface ValuesBase {
  /** Cells that could not be used as they came, by ascending position; each is a missing value. */
  readonly problems: readonly CellProblem[];
}

/** Numbers or epoch milliseconds; missing = NaN. */
export interface NumberValues extends ValuesBase {
  readonly form: 'number';
  readonly values: Float64Array;
}

/** Codes into `texts`; missing = {@link MISSING_CODE}. */
export interface TextValues extends ValuesBase {
  readonly form: 'text';
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** `text` is null when the column itself is absent, otherwise the text that is not of the input's form. */
export interface CellProblem {
  readonly position: number;
  readonly text: string | null;
}

/** Rows to encode, wherever they come from: training, scoring a table and scoring objects all go through this. */
export interface CellSource {
  readonly rowCount: number;
  cells(input: Pick<ModelInput, 'name' | 'format'>): CellValues;
}

/** How a column of this type is read: by its own format, unless the type needs another form. */
export function inputFormat(type: ColumnType, format: CellFormat): CellFormat {
  const { nullTokens } = format;
  if (type === 'numerical' && format.form !== 'number') return { form: 'number', decimal: '.', nullTokens };
  if (type === 'datetime' && format.form !== 'datetime') return { form: 'datetime', datetimeFormat: 'iso', nullTokens };
  return format;
}

/** The rows of a table with these numbers, in that order. */
export function tableSource(table: Table, rows: Uint32Array): CellSource {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  return {
    rowCount: rows.length,
    cells: ({ name, format }) => {
      const column = columns.get(name);
      if (column === undefined) return readCells(rows.length, () => undefined, format);
      return sameFormat(column.format, format)
        ? columnCells(column, rows)
        : readCells(rows.length, (position) => originalCellText(column, rows[position] ?? 0), format);
    },
  };
}

/** Rows as objects. Only a row's own properties count, so that a column may be called `constructor`. */
export function rowSource(rows: readonly Readonly<Record<string, unknown>>[]): CellSource {
  const cell = (name: string) => (position: number) => {
    const row = rows[position] ?? {};
    return Object.hasOwn(row, name) ? (row[name] ?? null) : undefined;
  };
  return { rowCount: rows.length, cells: ({ name, format }) => readCells(rows.length, cell(name), format) };
}

/** The distinct values as texts, whatever the form: a number stands for itself in its shortest form, so "1.0" is "1". */
export function asTexts(cells: CellValues): TextValues {
  if (cells.form === 'text') return cells;
  const collect = textCollector(cells.values.length);
  cells.values.forEach((value, position) => collect.add(position, Number.isNaN(value) ? null : String(value)));
  return { form: 'text', ...collect.finish(), problems: cells.problems };
}

function sameFormat(left: CellFormat, right: CellFormat): boolean {
  if (left.form !== right.form || left.nullTokens.length !== right.nullTokens.length) return false;
  if (left.form === 'datetime' && right.form === 'datetime' && left.datetimeFormat !== right.datetimeFormat) return false;
  if (left.form === 'number' && right.form === 'number' && left.decimal !== right.decimal) return false;
  return left.nullTokens.every((token, index) => token === right.nullTokens[index]);
}

/** The fast way for a column that was read in the model's own format: its values are taken as they are. */
function columnCells(column: Column, rows: Uint32Array): CellValues {
  if (column.form === 'dictionary') {
    const locals = new Map<number, number>();
    const texts: string[] = [];
    const codes = Int32Array.from(rows, (row) => {
      const code = column.codes[row] ?? MISSING_CODE;
      if (code === MISSING_CODE) return MISSING_CODE;
      const known = locals.get(code);
      if (known !== undefined) return known;
      locals.set(code, texts.length);
      return texts.push(dictionaryText(column.dictionary, code)) - 1;
    });
    return { form: 'text', codes, texts, problems: [] };
  }
  const values = Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN);
  const problems: CellProblem[] = [];
  if (column.exceptions.texts.size > 0) {
    values.forEach((value, position) => {
      if (!Number.isNaN(value)) return;
      const text = readTextCell(originalCellText(column, rows[position] ?? 0), column.format);
      if (text !== null) problems.push({ position, text });
    });
  }
  return { form: 'number', values, problems };
}

/** Reads each cell by `read-cell`; `cell` answers undefined where the column is absent. */
function readCells(rowCount: number, cell: (position: number) => unknown, format: CellFormat): CellValues {
  const problems: CellProblem[] = [];
  if (format.form === 'dictionary') {
    const collect = textCollector(rowCount);
    for (let position = 0; position < rowCount; position++) {
      const value = cell(position);
      if (value === undefined) problems.push({ position, text: null });
      collect.add(position, readTextCell(value, format));
    }
    return { form: 'text', ...collect.finish(), problems };
  }
  const values = new Float64Array(rowCount);
  for (let position = 0; position < rowCount; position++) {
    const value = cell(position);
    const number = readNumberCell(value, format);
    values[position] = number;
    if (!Number.isNaN(number)) continue;
    const text = value === undefined ? null : readTextCell(value, format);
    if (value === undefined || text !== null) problems.push({ position, text });
  }
  return { form: 'number', values, problems };
}

function textCollector(rowCount: number) {
  const codes = new Int32Array(rowCount).fill(MISSING_CODE);
  const numbers = new Map<string, number>();
  return {
    add: (position: number, text: string | null) => {
      if (text === null) return;
      const code = numbers.get(text) ?? numbers.size;
      numbers.set(text, code);
      codes[position] = code;
    },
    finish: () => ({ codes, texts: [...numbers.keys()] }),
  };
}
