import { standardise, takeNumbers } from '../associations/variable.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';

/** The numerical columns over a sample of rows, standardised (divisor n); missing values take the mean. */
export interface NumericSample {
  /** 0-based, ascending. */
  readonly rows: Uint32Array;
  readonly views: readonly ColumnView[];
  /** Per column; mean 0 and mean square 1. */
  readonly columns: readonly Float64Array[];
}

/** The first numerical columns that vary, without target, identifiers and codes; null when there are too few rows or columns. */
export function takeNumericSample(
  views: readonly ColumnView[],
  target: ColumnView | null,
  rows: Uint32Array,
): NumericSample | null {
  if (rows.length < heuristics.projectionMinRows) return null;
  const taken: ColumnView[] = [];
  const columns: Float64Array[] = [];
  for (const view of views) {
    const { schema, numbers, role } = view;
    if (view === target || schema.type !== 'numerical' || role !== 'number' || numbers === null) continue;
    const values = standardise(fillWithMean(takeNumbers(numbers, rows)));
    if (values.every((value) => value === 0)) continue;
    taken.push(view);
    columns.push(values);
    if (columns.length === heuristics.projectionMaxColumns) break;
  }
  return columns.length < heuristics.projectionMinColumns ? null : { rows, views: taken, columns };
}

function fillWithMean(values: Float64Array): Float64Array {
  let mean = 0;
  let present = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    present++;
    // As a weighted sum, since the difference of two large numbers can overflow.
    mean = mean * ((present - 1) / present) + value / present;
  }
  return values.map((value) => (Number.isNaN(value) ? mean : value));
}
