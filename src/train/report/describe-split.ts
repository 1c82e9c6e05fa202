import type { EvidentSplit } from '../../model/types.js';
import type { ResolvedTarget } from '../resolve-target.js';
import type { RowOrder } from '../row-order.js';
import type { Split } from '../split-rows.js';
import { canonicalText } from '../../table/cell-text.js';

/** Tells how the rows were parted by time or by group. */
export function describeSplit(
  order: Exclude<RowOrder, { kind: 'random' }>,
  { usable }: Pick<ResolvedTarget, 'usable'>,
  { test }: Split,
): EvidentSplit['split'] {
  const { column } = order;
  if (order.kind === 'group') {
    const count = (rows: Uint32Array) => new Set(Array.from(rows, (row) => order.groups[row])).size;
    return { kind: 'group', column, groups: count(usable), testGroups: count(test) };
  }
  const from = test.reduce((least, row) => Math.min(least, order.times[row]!), Infinity);
  const withoutTime = usable.filter((row) => Number.isNaN(order.times[row]!)).length;
  return { kind: 'time', column, from: order.form === 'number' ? from : canonicalText('datetime', from), withoutTime };
}
