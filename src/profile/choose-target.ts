import { TabulystError } from '../errors.js';
import { rejectOption } from '../run-options.js';
import type { ColumnSchema, Schema, Task } from '../schema/types.js';
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
    const { column, reason } = schema.target;
    return column === null ? null : { column, task: task ?? taskOf(schema, column), inferred: true, reason };
  }
  if (typeof target !== 'string') rejectOption('profileTable', 'target', 'the name of a column, or null for none', target);
  const column = schema.columns.find(({ name }) => name === target);
  if (column === undefined) throw targetNotFound(target, schema.columns);
  const chosen = task ?? taskOf(schema, target);
  return { column: target, task: chosen, inferred: false, reason: `"${target}" was named as the target; it is ${column.type}.` };
}

function taskOf(schema: Schema, column: string): Task {
  if (schema.target.column === column && schema.target.task !== null) return schema.target.task;
  const candidate = schema.target.candidates.find((other) => other.column === column);
  if (candidate !== undefined) return candidate.task;
  const type = schema.columns.find(({ name }) => name === column)?.type;
  return type === 'numerical' || type === 'datetime' ? 'regression' : 'classification';
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
