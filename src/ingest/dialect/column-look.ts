import { cellKind } from './cell-kind.js';
import type { CellKind } from './cell-kind.js';
import { KIND_SHARE } from './heuristics.js';

/** What the rows of a table show of one of its columns. */
export interface ColumnLook {
  /** The kind that nearly all of its filled cells have; null when they have none in common. */
  readonly kind: CellKind | null;
  readonly filled: number;
  /** The form that all its filled cells have: "AA-9999", or null. */
  readonly shape: () => string | null;
  readonly texts: ReadonlySet<string>;
}

/** How the columns look in rows of cells. */
export function lookAtColumns(rows: readonly (readonly string[])[], width: number): ColumnLook[] {
  return Array.from({ length: width }, (_, column) => lookAtColumn(rows, column));
}

/** How one of them looks. */
export function lookAtColumn(rows: readonly (readonly string[])[], column: number): ColumnLook {
  const texts = rows.map((row) => row[column]?.trim() ?? '').filter((text) => text !== '');
  return { kind: commonKind(cellKinds(texts)), filled: texts.length, shape: () => commonShape(texts), texts: new Set(texts) };
}

function commonShape([first, ...others]: readonly string[]): string | null {
  if (first === undefined) return null;
  const shape = shapeOf(first);
  return others.every((text) => text.length === first.length && shapeOf(text) === shape) ? shape : null;
}

/** The kind of each cell; a text that stands there again is not looked at again. */
export function cellKinds(texts: readonly string[]): CellKind[] {
  const known = new Map<string, CellKind>();
  return texts.map((text) => {
    let kind = known.get(text);
    if (kind === undefined) known.set(text, (kind = cellKind(text)));
    return kind;
  });
}

/** The kind that nearly all have, or null. */
export function commonKind(kinds: readonly CellKind[]): CellKind | null {
  const counts = new Map<CellKind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  for (const [kind, count] of counts) if (count >= kinds.length * KIND_SHARE) return kind;
  return null;
}

/** Letters and digits by class, with their number: "AA-9999" for "MG-8769". */
export function shapeOf(text: string): string {
  return text
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\d/g, '9');
}

export function filledCells(row: readonly string[]): number {
  return row.reduce((count, text) => count + Number(text.trim() !== ''), 0);
}
