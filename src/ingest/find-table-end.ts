import { cellKind, isValueKind } from './dialect/cell-kind.js';
import { END_HEADER_SHARE, END_RAGGED_SHARE, END_SAMPLE_ROWS, MAX_FOOTNOTE_ROWS } from './dialect/heuristics.js';

/** What is known of a file's rows once all have been read. */
export interface RowsAtEnd {
  readonly rowCount: number;
  readonly width: number;
  readonly names: readonly string[] | null;
  /** Rows (0-based, ascending) whose number of cells in the file differs from the width, and that number. */
  readonly ragged: { readonly rows: Uint32Array; readonly cells: Uint32Array };
  /** Rows (ascending) in front of which a blank line stands. */
  readonly afterBlank: Uint32Array;
  /** The cell's text as in the file, "" when empty. */
  text(row: number, column: number): string;
}

/** Where a table ends before its file does, and what stands there. */
export interface TableEnd {
  /** Rows of the table. */
  readonly rowCount: number;
  readonly reason: 'footnotes' | 'tables';
}

/**
 * Finds where the table ends when notes or other tables stand below it. Real rows are never cut off on weak evidence: a
 * blank line in the middle, or a short row, changes nothing.
 *
 * @returns null when all rows belong to the table
 */
export function findTableEnd(rows: RowsAtEnd): TableEnd | null {
  const next = findNextTable(rows);
  const rowCount = next ?? rows.rowCount;
  const end = findFootnotes({ ...rows, rowCount });
  if (end !== null) return next === null ? { rowCount: end, reason: 'footnotes' } : { rowCount: end, reason: 'tables' };
  return next === null ? null : { rowCount: next, reason: 'tables' };
}

/**
 * Whether a row in the middle of a table is the header of another one: at least half of its cells are names of their
 * columns (all of them, in tables of one or two columns).
 */
export function isRepeatedHeader(names: readonly string[], cells: readonly string[]): boolean {
  const named = names.filter((name) => name.trim() !== '').length;
  const same = names.filter((name, column) => name.trim() !== '' && name.trim() === cells[column]?.trim()).length;
  if (named < 2) return false;
  return named === 2 ? same === 2 : same >= Math.max(2, named * END_HEADER_SHARE);
}

/** The first row behind a blank line from which nearly all rows have another number of cells, or that is a header. */
function findNextTable(rows: RowsAtEnd): number | null {
  const { ragged, afterBlank, rowCount } = rows;
  for (const row of afterBlank) {
    if (row === 0 || row >= rowCount) continue;
    const below = ragged.rows.length - lowerBound(ragged.rows, row);
    const rest = rowCount - row;
    if (rest > 1 && below >= rest * END_RAGGED_SHARE && hasCommonWidth(rows, row)) return row;
    if (rest > 1 && isOtherHeader(rows, row)) return row;
  }
  return null;
}

/** Whether the rows from one on have a number of cells of their own in common. */
function hasCommonWidth({ ragged, rowCount }: RowsAtEnd, from: number): boolean {
  const first = lowerBound(ragged.rows, from);
  const counts = new Map<number, number>();
  for (let index = first; index < ragged.rows.length; index++) {
    const cells = ragged.cells[index]!;
    counts.set(cells, (counts.get(cells) ?? 0) + 1);
  }
  return Math.max(...[...counts].filter(([cells]) => cells > 1).map(([, count]) => count), 0) >= (rowCount - from) / 2;
}

/** Whether a row has names where the rows above it have values, and the row below it is not like those. */
function isOtherHeader(rows: RowsAtEnd, row: number): boolean {
  const columns = valueColumns(rows, row);
  const filled = filledCells(rows, row);
  if (columns.length < 2 || filled < 2) return false;
  const named = columns.filter((column) => {
    const text = rows.text(row, column);
    return text.trim() !== '' && !isValueKind(cellKind(text));
  });
  return named.length >= Math.max(2, columns.length * END_HEADER_SHARE);
}

/** Columns that hold values in the rows above one. */
function valueColumns(rows: RowsAtEnd, row: number): number[] {
  const from = Math.max(0, row - END_SAMPLE_ROWS);
  return Array.from({ length: rows.width }, (_, column) => column).filter((column) => {
    let filled = 0;
    let values = 0;
    for (let above = from; above < row; above++) {
      const kind = cellKind(rows.text(above, column));
      filled += Number(kind !== 'empty');
      values += Number(isValueKind(kind));
    }
    return filled > 1 && values >= filled * END_RAGGED_SHARE;
  });
}

/** The first of the notes at the end, or null. */
function findFootnotes(rows: RowsAtEnd): number | null {
  const { rowCount, width, ragged, afterBlank } = rows;
  if (width < 2) return null;
  const isRagged = (row: number) => contains(ragged.rows, row);
  let first = rowCount;
  const limit = Math.max(0, rowCount - MAX_FOOTNOTE_ROWS);
  while (
    first > limit &&
    (isNote(rows, first - 1, isRagged(first - 1)) || isTotal(rows, first - 1, contains(afterBlank, first - 1)))
  ) {
    first--;
  }
  if (first === rowCount || first === limit) return null;
  // Where rows usually have one cell filled, the last ones are rows too.
  const usual = usualFilled(rows, first);
  if (usual < (width === 2 ? 2 : 3)) return null;
  for (let row = first; row < rowCount; row++) {
    const isSetApart = contains(afterBlank, row) || (isRagged(row) && width > 2) || isSentence(rows.text(row, 0), width);
    if (isSetApart) return row;
  }
  return null;
}

/** One filled cell, the first, with words in it. */
function isNote(rows: RowsAtEnd, row: number, ragged: boolean): boolean {
  const text = rows.text(row, 0).trim();
  if (text === '') return filledCells(rows, row) === 0 && ragged;
  return filledCells(rows, row) === 1 && /\p{L}/u.test(text) && !isValueKind(cellKind(text));
}

function isTotal(rows: RowsAtEnd, row: number, afterBlank: boolean): boolean {
  return (
    afterBlank && /^(?:grand |sub)?(?:total|totals|sum|summe|gesamt|insgesamt|totale|totaal)\b/i.test(rows.text(row, 0).trim())
  );
}

/** A note set in a row of its own: longer than names and codes are, with blanks or a mark of reference. */
function isSentence(text: string, width: number): boolean {
  const trimmed = text.trim();
  if (width < 3) return false;
  return (
    /^(?:\*|†|‡|\(?\d\)|source|sources|note|notes|quelle|fuente|fonte|bron|anmerkung|hinweis)[\s:.*]/i.test(trimmed) ||
    trimmed.split(/\s+/).length >= 5
  );
}

function usualFilled(rows: RowsAtEnd, before: number): number {
  const from = Math.max(0, before - END_SAMPLE_ROWS);
  const filled = Array.from({ length: before - from }, (_, index) => filledCells(rows, from + index)).sort((a, b) => a - b);
  return filled[Math.floor(filled.length / 2)] ?? 0;
}

function filledCells(rows: RowsAtEnd, row: number): number {
  let filled = 0;
  for (let column = 0; column < rows.width; column++) filled += Number(rows.text(row, column).trim() !== '');
  return filled;
}

/** Index of the first of ascending numbers that is not below one. */
function lowerBound(numbers: Uint32Array, wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function contains(numbers: Uint32Array, wanted: number): boolean {
  return numbers[lowerBound(numbers, wanted)] === wanted;
}
