import type { Profile } from 'tabulyst';
import { showCount, showShare } from '../show-value.js';

/** Whether any cell of the table is missing. */
export function hasMissing({ missingness, rowCount }: Profile): boolean {
  return missingness.completeRows < rowCount;
}

/** "183 of 891 rows are complete (21%)." */
export function completeWords({ missingness: { completeRows }, rowCount }: Profile): string {
  if (completeRows === 0) return 'No row is complete.';
  const are = completeRows === 1 ? 'is' : 'are';
  return `${completeRows.toLocaleString('en-US')} of ${showCount(rowCount, 'row')} ${are} complete (${showShare(completeRows / rowCount)}).`;
}

/** Incomplete rows that lack other columns than the first `shown` patterns. */
export function otherIncompleteRows({ missingness: { completeRows, patterns }, rowCount }: Profile, shown: number): number {
  return patterns.slice(0, shown).reduce((left, { rows }) => left - rows, rowCount - completeRows);
}
