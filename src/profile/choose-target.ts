import { TabulystError } from '../errors.js';
import { rejectOption } from '../run-options.js';
import { taskOfColumn } from '../schema/task-of-column.js';
import type { ColumnSchema, Schema } from '../schema/types.js';
import { closestName } from './closest-name.js';
import type { ProfileOptions, TargetProfile } from './types.js';

/** The column to be predicted, and how it came to be that one. */
export type ChosenTarget = Pick<TargetProfile, 'column' | 'task' | 'inferred' | 'reason'>;

/**
 * Settles the target: the caller's, else the schema's suggestion, else none.
 * @throws PROFILE_TARGET_NOT_FOUND when the table has no such column
 */
export function chooseTarget(schema: Schema, { target, task }: Pick<ProfileOptions, 'target' | 'task'>): ChosenTarget | null {
  if (target === null) return null;
  if (target === undefined) {
    const { reason, ...suggested } = schema.target;
    const suggestion = schema.columns.find(({ name }) => name === suggested.column);
    if (suggestion === undefined) return null;
    return { column: suggestion.name, task: task ?? suggested.task ?? taskOfColumn(suggestion), inferred: true, reason };
  }
  if (typeof target !== 'string') rejectOption('profileTable', 'target', 'the name of a column, or null for none', target);
  const column = schema.columns.find(({ name }) => name === target);
  if (column === undefined) throw targetNotFound(target, schema.columns);
  return {
    column: target,
    task: task ?? taskOfColumn(column),
    inferred: false,
    reason: `"${target}" was named as the target; it is ${column.type}.`,
  };
}

function targetNotFound(target: string, columns: readonly ColumnSchema[]): TabulystError {
  const names = columns.map(({ name }) => name);
  const closest = closestName(target, names);
  const hint = closest === null ? '' : ` Did you mean "${closest}"?`;
  const shown = names.slice(0, 30).join(', ') + (names.length > 30 ? `, and ${names.length - 30} more` : '');
  return new TabulystError(
    'PROFILE_TARGET_NOT_FOUND',
    `The target "${target}" is not a column of this table.${hint} Columns: ${shown || 'none'}.`,
    { target, closest, columns: names.slice(0, 100) },
  );
}
