import type { Finding } from '../../schema/types.js';
import { showMany } from '../../table/wording.js';
import type { ColumnView } from '../columns/column-view.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';

/** A relation between neighbouring rows, `step` being 1 where the next row is later and -1 where it is earlier. */
interface Relation {
  readonly code: 'LEAKAGE_FUTURE' | 'LEAKAGE_TOTAL';
  readonly holds: (column: Float64Array, target: Float64Array, row: number, step: number) => boolean;
  readonly says: (name: string, target: string) => string;
}

const relations: readonly Relation[] = [
  ...[1, 2, 3, 7].map((ahead): Relation => ({
    code: 'LEAKAGE_FUTURE',
    holds: (column, target, row, step) => column[row] === target[row + step * ahead],
    says: (name, target) => `"${name}" is "${target}" of ${ahead === 1 ? 'the next row' : `${ahead} rows later`}`,
  })),
  {
    code: 'LEAKAGE_TOTAL',
    holds: (column, target, row, step) => isClose(column[row]! - column[row - step]!, target[row]!, column[row]!),
    says: (name, target) => `"${name}" is the running total of "${target}", this row's included`,
  },
  ...Array.from({ length: 29 }, (_, index) => index + 2).map((window): Relation => ({
    code: 'LEAKAGE_TOTAL',
    holds: (column, target, row, step) =>
      isClose((column[row]! - column[row - step]!) * window, target[row]! - target[row - step * window]!, column[row]! * window),
    says: (name, target) => `"${name}" is the average of "${target}" over ${window} rows, this one included`,
  })),
];

/**
 * Finds columns that hold a later row's target, or a running total or average that includes the row's own. The file's order
 * of rows is taken for that of time, and the other way round where a column of dates goes down. What only looks back (the
 * row before) is known beforehand and honest.
 */
export function findOrderLeaks(views: readonly ColumnView[], target: ColumnView): Finding[] {
  const outcome = target.numbers;
  if (outcome === null || outcome.length < limits.minRows) return [];
  const dated = views.map(({ schema, values }) => (schema.type === 'datetime' && values !== null ? directionOf(values) : 0));
  const step = dated.find((direction) => direction !== 0) ?? 1;
  const severity = dated.some((direction) => direction !== 0) ? 'high' : 'medium';
  return views.flatMap(({ name, schema, values }) => {
    if (name === target.name || schema.type !== 'numerical' || values === null || schema.distinct < limits.minOrderValues)
      return [];
    for (const relation of relations) {
      const rows = countHolding(relation, values, outcome, step);
      if (rows === null) continue;
      const sentence = `${relation.says(name, target.name)}, in ${showMany(rows, 'row')}.`;
      return [leakageFinding(relation.code, severity, { columns: [name], target: target.name, numbers: { rows }, sentence })];
    }
    return [];
  });
}

/** 1 for dates that never go down along the file, -1 for dates that never go up, 0 otherwise. */
function directionOf(values: Float64Array): 1 | -1 | 0 {
  let [rises, falls] = [false, false];
  for (let row = 1; row < values.length; row++) {
    if (values[row]! > values[row - 1]!) rises = true;
    if (values[row]! < values[row - 1]!) falls = true;
    if (rises && falls) return 0;
  }
  return rises ? 1 : falls ? -1 : 0;
}

/** Rows where the relation holds; null where it fails too often, or where the target hardly ever differs from row to row. */
function countHolding({ code, holds }: Relation, column: Float64Array, outcome: Float64Array, step: number): number | null {
  let [rows, failures, changes] = [0, 0, 0];
  for (let row = 0; row < outcome.length; row++) {
    if (Number.isNaN(column[row]!) || Number.isNaN(outcome[row]!)) continue;
    if (holds(column, outcome, row, step)) rows++;
    // Where a series of a panel begins or ends, the neighbour is another series'.
    else if (++failures > limits.orderSlack + (row + 1) * limits.orderExceptions) return null;
    if (row > 0 && outcome[row] !== outcome[row - 1]) changes++;
  }
  // Where the target stays as it is for long, the next row's is this row's.
  const least = code === 'LEAKAGE_FUTURE' ? limits.minFutureChanges : limits.minTotalChanges;
  return rows >= limits.minRows && changes >= rows * least ? rows : null;
}

function isClose(one: number, other: number, scale: number): boolean {
  return Math.abs(one - other) <= limits.orderTolerance * Math.max(Math.abs(one), Math.abs(other), Math.abs(scale));
}
