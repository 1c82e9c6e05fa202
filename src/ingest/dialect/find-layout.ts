import { cellKind, isValueKind } from './cell-kind.js';
import type { CellKind } from './cell-kind.js';
import { usualCount } from './find-separators.js';
import { FILLED_SHARE, HEADERLESS_SIGNS, KIND_SHARE, MAX_HEADER_ROWS, MAX_PREAMBLE_ROWS, WIDER_SHARE } from './heuristics.js';

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
export function findLayout(rows: readonly (readonly string[])[], given: GivenLayout): Layout {
  const body = bodyShape(rows);
  const first = given.startsHere ? 0 : firstRow(rows, body);
  const columns = columnsOf(rows.slice(first + 1), body.width);
  const headerRows = given.headerRows ?? countHeaderRows(rows.slice(first), columns);
  return { first, headerRows, ...findWidth(rows, first, headerRows, body.width) };
}

interface BodyShape {
  /** Cells that rows usually have, and how many of them are usually filled. */
  readonly width: number;
  readonly filled: number;
}

function bodyShape(rows: readonly (readonly string[])[]): BodyShape {
  const { usual } = usualCount(rows.map(({ length }) => length));
  const filled = rows
    .filter(({ length }) => length === usual)
    .map(filledCells)
    .sort((left, right) => left - right);
  return { width: usual, filled: filled[Math.floor(filled.length / 2)] ?? usual };
}

function filledCells(row: readonly string[]): number {
  return row.reduce((count, text) => count + Number(text.trim() !== ''), 0);
}

/** The first row that has about as many cells as the table's rows have, or names for them. */
function firstRow(rows: readonly (readonly string[])[], { width, filled }: BodyShape): number {
  if (width < 2)
    return Math.max(
      0,
      rows.findIndex(([text = '']) => !text.startsWith('#')),
    );
  const wanted = Math.max(2, FILLED_SHARE * Math.min(filled, width));
  const limit = Math.min(rows.length, MAX_PREAMBLE_ROWS);
  for (let index = 0; index < limit; index++) {
    const row = rows[index]!;
    if (filledCells(row) < wanted || isComment(row, width)) continue;
    // Names of groups of columns, above the names.
    return index > 0 && isGroupRow(rows[index - 1]!, row, width) ? index - 1 : index;
  }
  return 0;
}

function isComment(row: readonly string[], width: number): boolean {
  return row.length !== width && (row[0]?.startsWith('#') ?? false);
}

function isGroupRow(row: readonly string[], below: readonly string[], width: number): boolean {
  if (row.length !== width || width < 4 || below.length !== width) return false;
  const filled = row.flatMap((text, column) => (text.trim() === '' ? [] : [column]));
  const isSpread = filled.every((column, index) => index === 0 || column > filled[index - 1]! + 1);
  return filled.length >= 2 && isSpread && filled.every((column) => isName(row[column]!)) && below.every(isName);
}

function isName(text: string): boolean {
  return !isValueKind(cellKind(text)) && text.trim() !== '';
}

/** What the rows below the first show of a column. */
interface ColumnLook {
  /** The kind that most of its filled cells have; null when they have none in common. */
  readonly kind: CellKind | null;
  readonly filled: number;
  /** The form that all its filled cells have: "AA-9999", or null. */
  readonly shape: string | null;
  readonly texts: ReadonlySet<string>;
}

function columnsOf(rows: readonly (readonly string[])[], width: number): ColumnLook[] {
  return Array.from({ length: width }, (_, column) => {
    const texts = rows.flatMap((row) => (row[column]?.trim() ? [row[column].trim()] : []));
    const kinds = new Map<CellKind, number>();
    for (const text of texts) kinds.set(cellKind(text), (kinds.get(cellKind(text)) ?? 0) + 1);
    const [kind = null] = [...kinds].find(([, count]) => count >= texts.length * KIND_SHARE) ?? [];
    const shapes = new Set(texts.map(shapeOf));
    const [shape = null] = shapes.size === 1 ? shapes : [];
    return { kind, filled: texts.length, shape, texts: new Set(texts) };
  });
}

/** Letters and digits by class, with their number: "AA-9999" for "MG-8769". */
function shapeOf(text: string): string {
  return text
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\d/g, '9');
}

function countHeaderRows(rows: readonly (readonly string[])[], columns: readonly ColumnLook[]): number {
  const [first = []] = rows;
  if (rows.length === 1) return first.length > 0 && first.every((text) => isValueKind(cellKind(text))) ? 0 : 1;
  if (!isHeader(first, columns)) return 0;
  let count = 1;
  if (rows.length > 2 && isGroupRow(first, rows[1]!, columns.length)) count = 2;
  const last = rows[count - 1]!;
  while (count < Math.min(MAX_HEADER_ROWS, rows.length - 1) && isSameRow(rows[count]!, last)) count++;
  if (count === 1 && rows.length > 3 && isUnitsRow(rows[1]!, columnsOf(rows.slice(2), columns.length))) count = 2;
  return count;
}

function isSameRow(row: readonly string[], names: readonly string[]): boolean {
  const same = row.filter((text, column) => text.trim() !== '' && text.trim() === names[column]?.trim()).length;
  return same >= 2 && same === filledCells(names);
}

/** Whether a row holds units, or a second part of the names: texts where the rows below have values. */
function isUnitsRow(row: readonly string[], columns: readonly ColumnLook[]): boolean {
  const valued = columns.flatMap(({ kind, filled }, column) =>
    kind !== null && isValueKind(kind) && filled >= 2 && row[column]?.trim() ? [column] : [],
  );
  const names = valued.filter((column) => isName(row[column]!));
  return names.length >= 2 && names.length === valued.length;
}

/**
 * Whether a row holds names rather than values: it differs from the rows below where those agree. Without any sign to the
 * contrary it does.
 */
function isHeader(row: readonly string[], columns: readonly ColumnLook[]): boolean {
  if (isYears(row, columns)) return true;
  let names = 0;
  let values = 0;
  columns.forEach(({ kind, filled, shape, texts }, column) => {
    const text = row[column]?.trim() ?? '';
    if (filled === 0) return;
    if (text === '') {
      values += 0.25;
      return;
    }
    const own = cellKind(text);
    if (kind !== null && isValueKind(kind)) {
      if (own === kind) values += 1;
      else if (!isValueKind(own)) names += 1;
    } else if (isValueKind(own)) values += own === 'number' ? 0.5 : 1;
    else if (texts.has(text)) values += filled > 1 ? 0.75 : 0.25;
    else if (shape !== null && filled > 2) {
      if (shape !== shapeOf(text)) names += 0.5;
      else if (/\d/.test(text)) values += 0.75;
    }
  });
  return values <= names || values < HEADERLESS_SIGNS;
}

/** Names such as 2001, 2002, 2003 behind texts. */
function isYears(row: readonly string[], columns: readonly ColumnLook[]): boolean {
  const numbers = row.filter((text) => /^(?:19|20)\d{2}$/.test(text.trim())).map(Number);
  const rises = numbers.every((year, index) => index === 0 || year - numbers[index - 1]! === numbers[1]! - numbers[0]!);
  const others = row.filter((text, column) => isName(text) && columns[column] !== undefined);
  return numbers.length >= 3 && rises && numbers[1] !== numbers[0] && others.length > 0;
}

function findWidth(
  rows: readonly (readonly string[])[],
  first: number,
  headerRows: number,
  usual: number,
): { width: number; namelessFirst: boolean } {
  const header = rows.slice(first, first + headerRows);
  const body = rows.slice(first + headerRows);
  const named = Math.max(0, ...header.map(({ length }) => length));
  if (headerRows === 0 || body.length === 0) return { width: headerRows === 0 ? usual : named, namelessFirst: false };
  const wider = body.filter((row) => row.length > named && row.slice(named).some((text) => text.trim() !== ''));
  if (wider.length < Math.max(2, body.length * WIDER_SHARE) || usual <= named) return { width: named, namelessFirst: false };
  return { width: usual, namelessFirst: usual === named + 1 && named > 1 && isRowNames(body) };
}

/** Whether the first cells are all different, as names of rows are. */
function isRowNames(rows: readonly (readonly string[])[]): boolean {
  return rows.length > 1 && new Set(rows.map(([text = '']) => text)).size === rows.length;
}
