import type { ModelInput } from '../model/types.js';
import type { Finding, Schema } from '../schema/types.js';
import type { Table } from '../table/types.js';
import { isTabulystError } from '../errors.js';
import { finishInTurns } from '../run-options.js';
import { selectInputs, type Selection } from './select-inputs.js';

interface LeakChoice {
  readonly leaks: readonly Finding[];
  /** Those whose columns are left out. */
  readonly shunned: readonly Finding[];
}

/** The inputs, were columns that leak at severity high used or left out as they are not; null without such columns, and where nothing would be left. */
export async function chooseOtherwise(
  table: Table,
  schema: Schema,
  selection: Selection,
  { leaks, shunned }: LeakChoice,
  signal: AbortSignal | undefined,
): Promise<readonly ModelInput[] | null> {
  const grave = leaks.filter(({ severity }) => severity === 'high');
  if (grave.length === 0) return null;
  const others = { ...selection, leaks: shunned.length > 0 ? [] : grave };
  try {
    return (await finishInTurns(selectInputs(table, schema, others), signal)).inputs;
  } catch (error) {
    if (isTabulystError(error) && error.code === 'TRAIN_NO_FEATURES') return null;
    throw error;
  }
}
