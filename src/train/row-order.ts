import type { SplitOption } from './types.js';
import type { Column, Table } from '../table/types.js';
import { TabulystError } from '../errors.js';
import { closestName } from '../profile/closest-name.js';
import { showMany } from '../table/wording.js';
import { MIN_SPLIT_VALUES } from './heuristics.js';

/** How the rows of a table belong together, by which they are parted. By table row each. */
export type RowOrder =
  | { readonly kind: 'random' }
  /** Points in time, or numbers that grow with it; NaN where there is none. */
  | { readonly kind: 'time'; readonly column: string; readonly form: 'number' | 'datetime'; readonly times: Float64Array }
  /** Numbers of groups; a row without a value is a group of its own. */
  | { readonly kind: 'group'; readonly column: string; readonly groups: Int32Array };

/**
 * Looks up the column that rows are to be parted by.
 * @throws TRAIN_SPLIT_UNSUITABLE when there is none, or it can't part the usable rows
 */
export function resolveRowOrder(
  table: Table,
  split: SplitOption,
  { column: target, usable }: { readonly column: string; readonly usable: Uint32Array },
): RowOrder {
  if (split === 'random') return { kind: 'random' };
  const kind = 'time' in split ? 'time' : 'group';
  const name = 'time' in split ? split.time : split.group;
  const refuse = (problem: string, more: Record<string, unknown> = {}) =>
    new TabulystError('TRAIN_SPLIT_UNSUITABLE', `The rows can't be split by ${kind}: ${problem}`, {
      kind,
      column: name,
      ...more,
    });
  const column = table.columns.find((one) => one.name === name);
  if (column === undefined) {
    const closest = closestName(
      name,
      table.columns.map((one) => one.name),
    );
    const hint = closest === null ? '' : ` Did you mean "${closest}"?`;
    throw refuse(`there is no column "${name}".${hint}`, { closest });
  }
  if (name === target) throw refuse(`"${name}" is the target. Name another column.`);
  if (kind === 'time' && column.form === 'dictionary') {
    throw refuse(`"${name}" holds text, and no dates or numbers. Name a column of dates, or give it that type.`);
  }
  const order =
    kind === 'time' ? timeOrder(column as Exclude<Column, { form: 'dictionary' }>) : groupOrder(column, table.rowCount);
  const values = order.kind === 'time' ? order.times : Float64Array.from(order.groups);
  const distinct = new Set(Float64Array.from(usable, (row) => values[row]!).filter((value) => !Number.isNaN(value))).size;
  if (distinct >= MIN_SPLIT_VALUES) return order;
  const found = showMany(distinct, kind === 'time' ? 'different time' : 'group');
  throw refuse(`"${name}" has ${found} in the rows that have a target, and ${MIN_SPLIT_VALUES} are needed.`, { distinct });
}

export function timeOrder({ name, form, values }: Exclude<Column, { form: 'dictionary' }>): Extract<RowOrder, { kind: 'time' }> {
  return { kind: 'time', column: name, form, times: values };
}

export function groupOrder(column: Column, rowCount: number): Extract<RowOrder, { kind: 'group' }> {
  const cells: ArrayLike<number> = column.form === 'dictionary' ? column.codes : column.values;
  const numbers = new Map<number, number>();
  let next = 0;
  const groups = Int32Array.from({ length: rowCount }, (_, row) => {
    const cell = cells[row]!;
    if (column.form === 'dictionary' ? cell < 0 : Number.isNaN(cell)) return next++;
    const known = numbers.get(cell);
    if (known !== undefined) return known;
    numbers.set(cell, next);
    return next++;
  });
  return { kind: 'group', column: column.name, groups };
}
