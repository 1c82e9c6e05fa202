import { DELIMITERS } from './heuristics.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Finds the delimiter of CSV bytes: the one that splits most rows into the same number of cells, more than one, quoted
 * text left out of account. The comma when none does.
 *
 * @param head the first bytes of the file
 * @param whole true when that is all of it: otherwise the last row is cut, and not counted
 */
export function sniffDelimiter(head: Uint8Array, whole: boolean, quote: string): string {
  let best = DELIMITERS[0] ?? ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    if (delimiter === quote) continue;
    const score = consistency(cellsPerRow(head, whole, delimiter.charCodeAt(0), quote === '' ? -1 : quote.charCodeAt(0)));
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Share of the rows with the most usual number of cells, plus a half when the first row, the names, has it too; 0 when that number is 1. */
function consistency(cells: readonly number[]): number {
  const rowsByCells = new Map<number, number>();
  for (const count of cells) rowsByCells.set(count, (rowsByCells.get(count) ?? 0) + 1);
  let usual = 0;
  let rows = 0;
  for (const [count, seen] of rowsByCells) {
    if (seen > rows || (seen === rows && count > usual)) [usual, rows] = [count, seen];
  }
  if (usual <= 1) return 0;
  return rows / cells.length + (cells[0] === usual ? 0.5 : 0);
}

function cellsPerRow(head: Uint8Array, whole: boolean, delimiter: number, quote: number): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let cellStart = 0;
  let rowStart = 0;
  for (let index = 0; index < head.length; index++) {
    const byte = head[index]!;
    if (byte === quote && (quoted || index === cellStart)) {
      // A doubled quote closes and opens again.
      if (quoted && head[index + 1] === quote) index++;
      else quoted = !quoted;
    } else if (quoted) {
      continue;
    } else if (byte === delimiter) {
      cells++;
      cellStart = index + 1;
    } else if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
      if (index > rowStart) counts.push(cells);
      cells = 1;
      cellStart = rowStart = index + 1;
    }
  }
  if ((whole || counts.length === 0) && rowStart < head.length) counts.push(cells);
  return counts;
}
