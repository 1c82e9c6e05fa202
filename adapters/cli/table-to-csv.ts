import { originalCellText } from 'tabulyst';
import type { Table } from 'tabulyst';

const rowsPerPiece = 1000;

/** A table as pieces of CSV text (RFC 4180, header first), every cell as it stood in the file. */
export function* tableToCsv({ columns, rowCount }: Table): Generator<string> {
  yield `${writeRow(columns.map(({ name }) => name))}\n`;
  for (let first = 0; first < rowCount; first += rowsPerPiece) {
    const rows = Array.from({ length: Math.min(rowsPerPiece, rowCount - first) }, (_, offset) => first + offset);
    yield rows.map((row) => `${writeRow(columns.map((column) => originalCellText(column, row)))}\n`).join('');
  }
}

function writeRow(cells: readonly string[]): string {
  // A single empty cell would be a blank line, which readers skip.
  if (cells.length === 1 && cells[0] === '') return '""';
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
