import { CLASS_NUMBERS } from './heuristics.js';
import type { ColumnSchema, Task } from './types.js';

/**
 * What learning a column is: classification for booleans, categories, text, and numbers that are few whole ones
 * (at most 10 distinct, as grades and 1/2 codes are); regression for other numbers and datetimes.
 */
export function taskOfColumn({ type, distinct, min, max, examples }: ColumnSchema): Task {
  if (type === 'datetime') return 'regression';
  if (type !== 'numerical') return 'classification';
  const isWhole = [min, max, ...examples].every((value) => Number.isInteger(Number(value)));
  return distinct <= CLASS_NUMBERS && isWhole ? 'classification' : 'regression';
}
