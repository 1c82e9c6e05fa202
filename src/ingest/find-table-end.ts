import { isNullLike } from '../table/null-tokens.js';
import { lowerBound } from '../table/lower-bound.js';
import { cellKind, isValueKind } from './dialect/cell-kind.js';
import type { CellKind } from './dialect/cell-kind.js';
import { commonKind } from './dialect/column-look.js';
import {
  END_HEADER_SHARE,
  END_LOOKED_AT_CELLS,
  END_RAGGED_SHARE,
  END_SAMPLE_ROWS,
  END_WIDTH_SHARE,
  MANY_ROWS,
  MAX_BLANK_LINES,
  MAX_FOOTNOTE_ROWS,
  SENTENCE_WORDS,
  SMALL_TABLE_CELLS,
  SMALL_TABLE_ROWS,
  SPACED_OUT_SHARE,
} from './dialect/heuristics.js';

/** What a row of sums begins with, and what a note does, in the languages of many offices. */
const totalWords =
  /^(?:grand |sub)?(?:total|totals|totaux|sum|sums|summe|gesamt|insgesamt|zusammen|totale|totaal|totalt|suma|ogółem|celkem|összesen|итого|всего|总计|合计|合計)(?![\p{L}\p{N}])/iu;
const noteWords =
  /^(?:[*†‡§©#]|\(?\d{1,2}\)|(?:source|sources|note|notes|footnotes?|remarks?|quellen?|anmerkung(?:en)?|hinweise?|stand|fuentes?|nota|notas|fonti?|fontes?|remarques?|bron|noot|opmerking(?:en)?|kilde|källa|lähde|źródło|uwaga|zdroj|forrás|источник|примечание|出典|注|来源|注释)[\s.:：])/iu;

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
  readonly reason: 'footnotes' | 'tables' | 'empty-rows';
}

/**
 * Finds where the table ends when notes, other tables or rows without any text stand below it. Real rows are never cut off on weak evidence: a
 * blank line in the middle, or a short row, changes nothing.
 *
 * @returns null when all rows belong to the table
 */
export function findTableEnd(file: RowsAtEnd): TableEnd | null {
  // Where a blank line stands behind every other row, it sets nothing apart.
  const isSmall = file.rowCount < SMALL_TABLE_ROWS && file.rowCount * file.width < SMALL_TABLE_CELLS;
  const afterBlank = isSmall ? behindBlank(file) : file.afterBlank;
  const isSpacedOut = file.rowCount > MANY_ROWS && afterBlank.length >= file.rowCount * SPACED_OUT_SHARE;
  const rows = { ...file, afterBlank: isSpacedOut ? new Uint32Array() : afterBlank };
  const next = findNextTable(rows);
  const rowCount = next ?? rows.rowCount;
  const end = findFootnotes({ ...rows, rowCount });
  if (next !== null) return { rowCount: end ?? next, reason: 'tables' };
  if (end !== null) return { rowCount: end, reason: 'footnotes' };
  const filled = rows.width < 2 ? rowCount : behindEmpty(rows, rowCount);
  return filled === rowCount || filled === 0 ? null : { rowCount: filled, reason: 'empty-rows' };
}

/**
 * Whether a row in the middle of a table is the header of another one: at least half of its cells are names of their
 * columns (all of them, in tables of one or two columns).
 */
export function isRepeatedHeader(names: readonly string[], cells: readonly string[]): boolean {
  let [named, same] = [0, 0];
  for (let column = 0; column < names.length; column++) {
    const name = names[column]!.trim();
    if (name === '') continue;
    named++;
    if (name === cells[column]?.trim()) same++;
  }
  if (named < 2) return false;
  return named === 2 ? same === 2 : same >= Math.max(2, named * END_HEADER_SHARE);
}

/** Rows behind a blank line, or behind a row of empty cells. */
function behindBlank(rows: RowsAtEnd): Uint32Array {
  const found: number[] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    const isBehind = contains(rows.afterBlank, row) || (row > 0 && rows.text(row - 1, 0).trim() === '' && isEmpty(rows, row - 1));
    if (isBehind) found.push(row);
  }
  return Uint32Array.from(found);
}

/** The first row behind a blank line from which nearly all rows have another number of cells, or that is a header. */
function findNextTable(rows: RowsAtEnd): number | null {
  const { ragged, afterBlank, rowCount, width } = rows;
  // For each of them the cells of a few rows are looked at.
  const looked = Math.min(MAX_BLANK_LINES, Math.ceil(END_LOOKED_AT_CELLS / (width * END_SAMPLE_ROWS)));
  for (const row of afterBlank.subarray(0, looked)) {
    if (row === 0 || row >= rowCount) continue;
    const below = ragged.rows.length - lowerBound(ragged.rows, row);
    const rest = rowCount - row;
    if (rest > 1 && below >= rest * END_RAGGED_SHARE && hasCommonWidth(rows, row)) return behindEmpty(rows, row);
    // A title may stand above the header.
    const header = rest > 2 && filledCells(rows, row) === 1 ? row + 1 : row;
    if (header < rowCount - 1 && isOtherHeader(rows, header, row)) return behindEmpty(rows, row);
  }
  return null;
}

/** Whether the rows from one on have a number of cells of their own in common. */
function hasCommonWidth({ ragged, rowCount }: RowsAtEnd, from: number): boolean {
  const first = lowerBound(ragged.rows, from);
  const counts = new Map<number, number>();
  for (const cells of ragged.cells.subarray(first, first + MAX_BLANK_LINES)) counts.set(cells, (counts.get(cells) ?? 0) + 1);
  const most = Math.max(...[...counts].filter(([cells]) => cells > 1).map(([, count]) => count), 0);
  return most >= Math.max(2, Math.min(rowCount - from, MAX_BLANK_LINES) * END_WIDTH_SHARE);
}

/** Whether a row has different names where the rows above another one have values. */
function isOtherHeader(rows: RowsAtEnd, row: number, above: number): boolean {
  const cells = Array.from({ length: rows.width }, (_, column) => rows.text(row, column).trim());
  const isName = (text: string) => text !== '' && !isNullLike(text.trim()) && !isValueKind(cellKind(text));
  if (cells.filter(isName).length < 2) return false;
  const columns = valueColumns(rows, above);
  const names = columns.map(({ column }) => cells[column]!).filter(isName);
  if (columns.length < 2 || filledCells(rows, row + 1) < 2) return false;
  return new Set(names).size === names.length && names.length >= Math.max(2, columns.length * END_HEADER_SHARE);
}

interface ValueColumn {
  readonly column: number;
  readonly kind: CellKind;
}

/** Columns that hold values of one kind in the rows above one. */
function valueColumns(rows: RowsAtEnd, row: number): ValueColumn[] {
  const from = Math.max(0, row - END_SAMPLE_ROWS);
  return Array.from({ length: rows.width }, (_, column) => {
    const kinds = Array.from({ length: row - from }, (__, index) => cellKind(rows.text(from + index, column)));
    const filled = kinds.filter((kind) => kind !== 'empty');
    return { column, kind: filled.length > 1 ? commonKind(filled) : null };
  }).filter((column): column is ValueColumn => column.kind !== null && isValueKind(column.kind));
}

/** The first of the notes at the end, or null. */
function findFootnotes(rows: RowsAtEnd): number | null {
  const { rowCount, width } = rows;
  if (width < 2) return null;
  const first = firstNote(rows);
  if (first === null) return null;
  // Where rows usually have one cell filled, the last ones are rows too.
  if (usualFilled(rows, first) < (width === 2 ? 2 : 3)) return null;
  for (let row = first; row < rowCount; row++) {
    if (!isEmpty(rows, row) && isSetApart(rows, row)) return behindEmpty(rows, row);
  }
  return null;
}

/** The first of the rows down to the end none of which looks like the table's, or null. */
function firstNote(rows: RowsAtEnd): number | null {
  const { rowCount, afterBlank } = rows;
  const limit = Math.max(0, rowCount - MAX_FOOTNOTE_ROWS);
  let first = rowCount;
  let columns: readonly ValueColumn[] | null = null;
  while (first > limit) {
    if (isNote(rows, first - 1) || isTotal(rows, first - 1)) {
      first--;
      continue;
    }
    const section = afterBlank[lowerBound(afterBlank, first) - 1] ?? 0;
    if (section <= limit) break;
    columns ??= valueColumns(rows, section);
    if (!isWithoutValues(rows, section, first, columns)) break;
    first = section;
  }
  return first === rowCount || first === limit ? null : first;
}

/** Whether rows behind a blank line have nothing in common with a table of values. */
function isWithoutValues(rows: RowsAtEnd, from: number, to: number, columns: readonly ValueColumn[]): boolean {
  if (columns.length < 2) return false;
  for (let row = from; row < to; row++) {
    const hasValue = columns.some(({ column, kind }) => {
      const text = rows.text(row, column);
      return cellKind(text) === kind || (text.trim() !== '' && isNullLike(text.trim()));
    });
    if (hasValue) return false;
  }
  return true;
}

/** No cell filled, or one alone, with words in it; or a row cut short that begins as notes do. */
function isNote(rows: RowsAtEnd, row: number): boolean {
  const filled = filledCells(rows, row);
  if (filled === 0) return true;
  if (filled > 1) return contains(rows.ragged.rows, row) && noteWords.test(rows.text(row, 0).trim());
  const text = Array.from({ length: rows.width }, (_, column) => rows.text(row, column).trim()).join('');
  const isLine = /^([-_=*.~–—])\1{2,}$/.test(text);
  return isLine || (/\p{L}/u.test(text) && !isValueKind(cellKind(text)));
}

function isTotal(rows: RowsAtEnd, row: number): boolean {
  return contains(rows.afterBlank, row) && totalWords.test(rows.text(row, 0).trim());
}

/** Whether a note is more than a row with one cell filled: behind a blank line or row, cut short, or a sentence. */
function isSetApart(rows: RowsAtEnd, row: number): boolean {
  const { afterBlank, ragged, width } = rows;
  if (contains(afterBlank, row) || (row > 0 && isEmpty(rows, row - 1))) return true;
  return width > 2 && (contains(ragged.rows, row) || isSentence(rows.text(row, 0)));
}

/** The first of the empty rows right above a row, or the row itself. */
function behindEmpty(rows: RowsAtEnd, row: number): number {
  let first = row;
  while (first > 0 && isEmpty(rows, first - 1)) first--;
  return first;
}

/** Longer than names and codes are, or begun as notes are. */
function isSentence(text: string): boolean {
  const trimmed = text.trim();
  return noteWords.test(trimmed) || trimmed.split(/\s+/).length >= SENTENCE_WORDS;
}

function usualFilled(rows: RowsAtEnd, before: number): number {
  const from = Math.max(0, before - END_SAMPLE_ROWS);
  const filled = Array.from({ length: before - from }, (_, index) => filledCells(rows, from + index)).sort((a, b) => a - b);
  return filled[Math.floor(filled.length / 2)] ?? 0;
}

function isEmpty(rows: RowsAtEnd, row: number): boolean {
  return filledCells(rows, row) === 0;
}

function filledCells(rows: RowsAtEnd, row: number): number {
  let filled = 0;
  for (let column = 0; column < rows.width; column++) filled += Number(rows.text(row, column).trim() !== '');
  return filled;
}

function contains(numbers: Uint32Array, wanted: number): boolean {
  return numbers[lowerBound(numbers, wanted)] === wanted;
}
