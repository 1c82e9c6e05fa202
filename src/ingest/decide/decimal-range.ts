import type { ColumnContents } from '../collected-column.js';

/** Smallest and largest of a column's plain decimals, in the dictionary or not; Infinity and -Infinity without any. */
export function decimalRange({ plain, survey }: Pick<ColumnContents, 'plain' | 'survey'>): { min: number; max: number } {
  const { min, max } = survey.totals;
  if (plain === null || plain.range.present === 0) return { min, max };
  return { min: Math.min(min, plain.range.min), max: Math.max(max, plain.range.max) };
}
