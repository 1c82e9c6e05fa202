import { pauseFor } from '../run-options.js';
import type { Finding, Schema } from '../schema/types.js';
import type { Table } from '../table/types.js';
import type { ResolvedTarget } from './resolve-target.js';
import { viewColumns } from '../profile/columns/column-view.js';
import { findLeakage } from '../profile/leakage/find-leakage.js';

/** The columns that give the target away, as the profile finds them. */
export async function findLeaks(
  table: Table,
  schema: Schema,
  { column, task, reason }: ResolvedTarget,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const views = viewColumns(table, schema, { column, task, reason, inferred: false });
  const target = views.find(({ name }) => name === column);
  return target === undefined ? [] : findLeakage(views, target, task, pauseFor(signal));
}
