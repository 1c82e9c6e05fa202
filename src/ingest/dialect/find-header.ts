import { isNullLike } from '../../table/null-tokens.js';
import { isRepeatedHeader } from '../find-table-end.js';
import { cellKind, isValueKind } from './cell-kind.js';
import { filledCells, lookAtColumn, lookAtColumns, shapeOf } from './column-look.js';
import type { ColumnLook } from './column-look.js';
import {
  BLANK_SIGN,
  HEADERLESS_SIGNS,
  MAX_BLANK_SIGNS,
  MAX_HEADER_ROWS,
  MIN_SEQUENCE,
  MIN_YEARS,
  SEQUENCE_SHARE,
} from './heuristics.js';

type Row = readonly string[];

/** How many of the rows, from the first on, hold names: 0 only when the first looks like the rows below it. */
export function countHeaderRows(rows: readonly Row[], width: number): number {
  const [first = []] = rows;
  if (rows.length === 1) return first.length > 0 && first.every((text) => isValueKind(cellKind(text))) ? 0 : 1;
  const repeated = countRepeated(rows);
  const hasGroups = repeated === 1 && rows.length > 2 && isGroupRow(first, rows[1]!, width);
  if (!hasGroups && !isHeader(first, rows.slice(repeated), width)) return 0;
  let count = hasGroups ? 2 : repeated;
  const later = rows.slice(Math.min(MAX_HEADER_ROWS, Math.floor(rows.length / 2)));
  const isFurther = (row: Row) => isFurtherHeader(row, withoutHeaders(later, row), width);
  while (count < MAX_HEADER_ROWS && count < rows.length - 2 && isFurther(rows[count]!)) count++;
  return count;
}

/** Whether a row names groups of columns whose own names stand below it: spread out, with blanks in between. */
export function isGroupRow(row: Row, below: Row, width: number): boolean {
  if (row.length !== width || width < 4 || below.length !== width) return false;
  const filled = row.flatMap((text, column) => (text.trim() === '' ? [] : [column]));
  const groups = filled.filter((column) => below[column]!.trim() !== '');
  const isSpread = groups.every((column, index) => index === 0 || column > groups[index - 1]! + 1);
  if (filled.length < 2 || groups.length < 2 || !isSpread || !filled.every((column) => isName(row[column]!))) return false;
  const hasBlanks = below.some((text, column) => text.trim() !== '' && row[column]!.trim() === '');
  // Every column has a name, in one of the rows.
  return (
    hasBlanks && below.every((text, column) => isName(text) || isYear(text) || (text.trim() === '' && row[column]!.trim() !== ''))
  );
}

/**
 * Signs in a row that it holds names, and that it holds values, one for each column that shows it clearly: it differs
 * from the rows below where those agree, or does not.
 */
export function headerSigns(row: Row, columns: readonly ColumnLook[]): { names: number; values: number } {
  const signs = { names: 0, values: 0 };
  let blanks = 0;
  columns.forEach((column, index) => {
    const text = row[index]?.trim() ?? '';
    if (text === '') blanks += Number(column.filled > 0);
    const weight = text === '' ? 0 : valueSign(text, column);
    if (weight > 0) signs.values += weight;
    else signs.names -= weight;
  });
  signs.values += Math.min(MAX_BLANK_SIGNS, blanks * BLANK_SIGN);
  return signs;
}

/** Above 0 for a cell that is a value like those below it, below 0 for one that is not. */
function valueSign(text: string, { kind, filled, shape, texts }: ColumnLook): number {
  if (filled === 0) return 0;
  const own = cellKind(text);
  if (kind !== null && isValueKind(kind)) return own === kind ? 1 : isValueKind(own) || isNullLike(text.trim()) ? 0 : -1;
  if (isValueKind(own)) return own === 'number' ? 0.5 : 1;
  if (texts.has(text)) return filled > 1 ? 0.75 : 0.25;
  const common = filled < 3 ? null : shape();
  if (common === null) return 0;
  if (common !== shapeOf(text)) return -0.5;
  return /\d/.test(text) ? 0.75 : 0;
}

/** Without any sign to the contrary, the first row holds names. */
function isHeader(row: Row, below: readonly Row[], width: number): boolean {
  const signs = headerSigns(row, lookAtColumns(withoutHeaders(below, row), width));
  const { names, values } =
    signs.names >= 1 && signs.names >= signs.values ? signs : headerSigns(row, lookAtColumns(below, width));
  return values <= names || values < HEADERLESS_SIGNS || isSequence(row, below);
}

/** Rows without those that are a header once more, where it is one: names that stand there again are no values. */
function withoutHeaders(rows: readonly Row[], header: Row): Row[] {
  return rows.filter((row) => !isRepeatedHeader(header, row));
}

/** How often the first row stands at the top. */
function countRepeated(rows: readonly Row[]): number {
  const [first = []] = rows;
  if (first.filter(isName).length < 2) return 1;
  const other = rows.findIndex((row) => !isSame(row, first));
  return other < 0 || other > MAX_HEADER_ROWS ? 1 : other;
}

function isSame(row: Row, first: Row): boolean {
  return row.length === first.length && row.every((text, column) => text.trim() === first[column]!.trim());
}

/** Whether a row below the names holds units, years or a second part of the names: texts where the rows below have values. */
function isFurtherHeader(row: Row, below: readonly Row[], width: number): boolean {
  const parts: string[] = [];
  for (let column = 0; column < width; column++) {
    const text = row[column]?.trim() ?? '';
    if (text === '') continue;
    const { kind, filled, texts } = lookAtColumn(below, column);
    if (kind === null || !isValueKind(kind) || filled < 2) continue;
    const isOther = isName(text) || (kind === 'number' && isYear(text) && ![...texts].some(isYear));
    if (!isOther || texts.has(text) || isNullLike(text)) return false;
    parts.push(text);
  }
  return parts.length > 1 || (parts.length === 1 && filledCells(row) === 1 && isUnit(parts[0]!));
}

/** Names such as 2001, 2002, 2003 or 0, 1, 2, 3, unlike the rows below. */
function isSequence(row: Row, below: readonly Row[]): boolean {
  const at = row.flatMap((text, column) => (/^\d+$/.test(text.trim()) ? [column] : []));
  const others = row.filter(isName).length;
  const areYears = others > 0 && at.every((column) => isYear(row[column]!));
  const wanted = areYears ? MIN_YEARS : MIN_SEQUENCE + Number(others === 0);
  if (at.length < wanted || !hasOneStep(row, at)) return false;
  const alike = below.filter((other) => (areYears ? at.every((column) => isYear(other[column] ?? '')) : hasOneStep(other, at)));
  return alike.length < below.length * SEQUENCE_SHARE;
}

/** Whether the numbers in some cells of a row rise or fall by the same step. */
function hasOneStep(row: Row, at: readonly number[]): boolean {
  const numbers = at.map((column) => Number(row[column]?.trim() || NaN));
  const step = numbers[1]! - numbers[0]!;
  return step !== 0 && numbers.every((number, index) => index === 0 || number - numbers[index - 1]! === step);
}

function isName(text: string): boolean {
  return text.trim() !== '' && !isValueKind(cellKind(text));
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d{2}$/.test(text.trim());
}

function isUnit(text: string): boolean {
  return /^(?:\(.*\)|\[.*\]|%|‰|°.|\p{Sc}|.{1,3}\/.{1,4})$/u.test(text);
}
