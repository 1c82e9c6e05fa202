import { cellText } from '../table/cell-text.js';
import { dictionaryText } from '../table/dictionary.js';
import { MISSING_CODE } from '../table/types.js';
import type { Column, DatetimeColumn, DictionaryColumn, NumberColumn } from '../table/types.js';
import { EXAMPLES, EXAMPLE_LENGTH } from './heuristics.js';

/** What the values of a column show, whatever it means. */
export interface ColumnFacts {
  readonly column: Column;
  readonly rowCount: number;
  readonly present: number;
  readonly missing: number;
  /** Distinct values among the present cells. */
  readonly distinct: number;
  /** Cells with the most frequent value. */
  readonly topCount: number;
  /** Smallest and largest value of numbers and datetimes; null otherwise, or without any. */
  readonly range: { readonly min: number; readonly max: number } | null;
  /** Whether all present values are whole numbers. */
  readonly wholeNumbers: boolean;
  /** Whether every value is larger than the one in the row before, with none missing. */
  readonly ascending: boolean;
  /** Up to 5 texts: the most frequent ones, or the first ones where every value is there once. */
  readonly examples: readonly string[];
  /** Words per text on average over the distinct texts; 1 for other forms. */
  readonly meanWords: number;
}

/** Looks once through a column's values. */
export function columnFacts(column: Column): ColumnFacts {
  return column.form === 'dictionary' ? dictionaryFacts(column) : valueFacts(column);
}

function dictionaryFacts(column: DictionaryColumn): ColumnFacts {
  const { codes, dictionary } = column;
  const counts = new Uint32Array(dictionary.size);
  let missing = 0;
  for (const code of codes) {
    if (code === MISSING_CODE) missing++;
    else counts[code] = (counts[code] ?? 0) + 1;
  }
  const order = Array.from(counts.keys()).filter((code) => (counts[code] ?? 0) > 0);
  const topCount = order.reduce((top, code) => Math.max(top, counts[code] ?? 0), 0);
  let words = 0;
  for (const code of order) words += wordCount(dictionaryText(dictionary, code));
  if (topCount > 1) order.sort((left, right) => (counts[right] ?? 0) - (counts[left] ?? 0) || left - right);
  return {
    column,
    rowCount: codes.length,
    present: codes.length - missing,
    missing,
    distinct: counts.reduce((sum, count) => sum + Number(count > 0), 0),
    topCount,
    range: null,
    wholeNumbers: false,
    ascending: false,
    examples: order.slice(0, EXAMPLES).map((code) => shorten(dictionaryText(dictionary, code))),
    meanWords: order.length === 0 ? 0 : words / order.length,
  };
}

function valueFacts(column: NumberColumn | DatetimeColumn): ColumnFacts {
  const { values } = column;
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const runs = frequentValues(sorted);
  const wanted = runs.topCount > 1 ? new Set(runs.frequent) : null;
  const rowOf = new Map<number, number>();
  let ascending = sorted.length === values.length && sorted.length > 1;
  let wholeNumbers = column.form === 'number' && sorted.length > 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN;
    if (Number.isNaN(value)) continue;
    if (ascending && row > 0 && !(value > (values[row - 1] ?? NaN))) ascending = false;
    if (wholeNumbers && !Number.isInteger(value)) wholeNumbers = false;
    const isExample = wanted === null ? rowOf.size < EXAMPLES : rowOf.size < wanted.size && wanted.has(value);
    if (isExample && !rowOf.has(value)) rowOf.set(value, row);
  }
  const rows = wanted === null ? [...rowOf.values()] : runs.frequent.map((value) => rowOf.get(value) ?? 0);
  return {
    column,
    rowCount: values.length,
    present: sorted.length,
    missing: values.length - sorted.length,
    distinct: runs.distinct,
    topCount: runs.topCount,
    range: sorted.length === 0 ? null : { min: sorted[0] ?? 0, max: sorted[sorted.length - 1] ?? 0 },
    wholeNumbers,
    ascending,
    examples: rows.map((row) => shorten(cellText(column, row) ?? '')),
    meanWords: 1,
  };
}

/** The distinct values of sorted ones, and the most frequent (the smaller first among equals). */
function frequentValues(sorted: Float64Array): { distinct: number; topCount: number; frequent: number[] } {
  let distinct = 0;
  let best: { value: number; count: number }[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    const value = sorted[start] ?? 0;
    while (end < sorted.length && sorted[end] === value) end++;
    distinct++;
    const count = end - start;
    if (best.length === EXAMPLES && count <= (best[EXAMPLES - 1]?.count ?? 0)) continue;
    best.push({ value, count });
    best.sort((left, right) => right.count - left.count || left.value - right.value);
    best = best.slice(0, EXAMPLES);
  }
  return { distinct, topCount: best[0]?.count ?? 0, frequent: best.map(({ value }) => value) };
}

function wordCount(text: string): number {
  return text.trim().split(/\s+/).length;
}

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= EXAMPLE_LENGTH ? text : `${characters.slice(0, EXAMPLE_LENGTH - 1).join('')}…`;
}
