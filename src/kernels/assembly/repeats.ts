import { sameText } from './words';

/** Cells that show what a column's cells are like. */
const SHOWN: i32 = 64;

/** Whether most cells have the text of the one before, as in files that are sorted: three in four of the first ones. */
export function areRepeated(cells: usize, stride: i32, rows: i32): bool {
  const shown = min(rows, SHOWN);
  if (shown < 2) return false;
  let repeated = 0;
  let start = <usize>load<u32>(cells);
  let length = load<u32>(cells, 4) - <u32>start;
  for (let row = 1; row < shown; row++) {
    const cell = cells + <usize>row * <usize>stride;
    const next = <usize>load<u32>(cell);
    const nextLength = load<u32>(cell, 4) - <u32>next;
    repeated += <i32>(nextLength == length && sameText(start, next, length));
    start = next;
    length = nextLength;
  }
  return repeated * 4 > shown * 3;
}
