import { filledCells, lookAtColumns } from './column-look.js';
import type { ColumnLook } from './column-look.js';
import { countHeaderRows, headerSigns, isGroupRow } from './find-header.js';
import { usualCount } from './usual-count.js';
import { FILLED_SHARE, MAX_FACT_ROWS, MAX_PREAMBLE_ROWS, WIDER_SHARE } from './heuristics.js';

type Row = readonly string[];

/** Where a table stands among the first rows of a file: indexes of rows, and how wide it is. */
export interface Layout {
  /** The first row of the header, or of the data where there is none. */
  readonly first: number;
  readonly headerRows: number;
  readonly width: number;
  /** Whether the header lacks a name for the first column, as files have that were written with row names. */
  readonly namelessFirst: boolean;
}

/** What the caller has fixed. */
export interface GivenLayout {
  readonly headerRows: number | undefined;
  /** Whether the lines above the table are known, so that the first row is the table's. */
  readonly startsHere: boolean;
}

/** Finds the layout of a table in the first rows of a file, the rest of which looks like them. */
export function findLayout(rows: readonly Row[], given: GivenLayout): Layout {
  const body = bodyShape(rows);
  const first = given.startsHere ? 0 : firstRow(rows, body);
  // From here on only the table counts, so that the layout found, given back, gives the same table.
  const table = rows.slice(first);
  const { usual } = usualCount(Int32Array.from(table, ({ length }) => length));
  const headerRows = given.headerRows ?? countHeaderRows(table, usual);
  return { first, headerRows, ...findWidth(table, headerRows, usual) };
}

interface BodyShape {
  /** Cells that rows usually have, and how many of them are usually filled. */
  readonly width: number;
  readonly filled: number;
}

function bodyShape(rows: readonly Row[]): BodyShape {
  const { usual } = usualCount(Int32Array.from(rows, ({ length }) => length));
  const filled = rows
    .filter(({ length }) => length === usual)
    .map(filledCells)
    .sort((left, right) => left - right);
  return { width: usual, filled: filled[Math.floor(filled.length / 2)] ?? usual };
}

/** The first row that has about as many cells as the table's rows have, or names for them. */
function firstRow(rows: readonly Row[], body: BodyShape): number {
  const { width, filled } = body;
  if (width < 2) {
    const index = rows.findIndex((row) => !isMarked(row) && filledCells(row) > 0);
    return Math.max(0, index);
  }
  const wanted = Math.max(2, FILLED_SHARE * Math.min(filled, width));
  const index = rows.findIndex((row) => filledCells(row) >= wanted && (!isMarked(row) || row.length === width));
  if (index < 0 || index > MAX_PREAMBLE_ROWS) return 0;
  const named = behindFacts(rows, index, body);
  const above = rows[named - 1];
  if (above === undefined) return named;
  const columns = lookAtColumns(rows.slice(named + 1), width);
  // Names of groups of columns; or names for some columns only.
  return isGroupRow(above, rows[named]!, width) || isSparseHeader(above, rows[named]!, columns) ? named - 1 : named;
}

function isMarked([first = '']: Row): boolean {
  return first.startsWith('#');
}

/** Facts in pairs, comments or a title with delimiters may stand above the names: a row of names with more cells filled, soon below; or a title with more of them than the table has columns. */
function behindFacts(rows: readonly Row[], index: number, { filled, width }: BodyShape): number {
  let columns: readonly ColumnLook[] | null = null;
  let first = index;
  const isTitle = (row: Row, below: Row) => filledCells(row) > width && below.length === width && filledCells(below) === width;
  const isTable = (row: Row, at: number) => !isMarked(row) && filledCells(row) >= filled && !isTitle(row, rows[first + at + 1]!);
  for (let next = index + 1; next <= index + MAX_FACT_ROWS && next < rows.length - 1; next++) {
    const [above, row] = [rows[first]!, rows[next]!];
    if (rows.slice(first, next).some(isTable)) break;
    const isFuller = filledCells(row) > filledCells(above) && row.length >= above.length;
    if (isMarked(row) || !(isMarked(above) || isFuller || isTitle(above, row))) continue;
    columns ??= lookAtColumns(rows.slice(index + 1), width);
    const { names, values } = headerSigns(row, columns);
    if (names > values && names >= 1 && !isGroupRow(above, row, width)) first = next;
  }
  return first;
}

/** Whether a row of too few names stands right above the first row of values. */
function isSparseHeader(row: Row, below: Row, columns: readonly ColumnLook[]): boolean {
  if (row.length !== columns.length || filledCells(row) < 2) return false;
  const own = headerSigns(row, columns);
  const values = headerSigns(below, columns);
  return own.names >= 2 && values.names === 0 && values.values >= 2;
}

function findWidth(rows: readonly Row[], headerRows: number, usual: number): { width: number; namelessFirst: boolean } {
  const body = rows.slice(headerRows);
  const named = Math.max(0, ...rows.slice(0, headerRows).map(({ length }) => length));
  if (headerRows === 0) return { width: Math.max(usual, rows[0]?.length ?? 0), namelessFirst: false };
  if (body.length === 0) return { width: named, namelessFirst: false };
  const wider = body.filter((row) => row.length > named && row.slice(named).some((text) => text.trim() !== ''));
  if (wider.length < Math.max(2, body.length * WIDER_SHARE) || usual <= named) return { width: named, namelessFirst: false };
  return { width: usual, namelessFirst: usual === named + 1 && named > 1 && isRowNames(body) };
}

/** Whether the first cells are all different, as names of rows are. */
function isRowNames(rows: readonly Row[]): boolean {
  return rows.length > 1 && new Set(rows.map(([text = '']) => text)).size === rows.length;
}
