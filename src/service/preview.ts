import { cellText } from '../table/cell-text.js';
import type { Table } from '../table/types.js';
import { MAX_PREVIEW_CELL_LENGTH, PREVIEW_ROWS } from './heuristics.js';
import type { Session } from './types.js';

/** The first rows of a table as text, null = missing; very long cells end in "…". */
export function previewRows(table: Table): Session['preview'] {
  const rows = Math.min(table.rowCount, PREVIEW_ROWS);
  return Array.from({ length: rows }, (_, row) => table.columns.map((column) => shorten(cellText(column, row))));
}

function shorten(text: string | null): string | null {
  return text === null || text.length <= MAX_PREVIEW_CELL_LENGTH ? text : `${text.slice(0, MAX_PREVIEW_CELL_LENGTH)}…`;
}
