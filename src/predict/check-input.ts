import type { LearnerKind } from '../model/types.js';
import type { PredictOptions, Row } from './types.js';
import { TabulystError } from '../errors.js';
import { rejectOption, resolveOptions } from '../run-options.js';
import { BATCH_ROWS, EXPLAINED_BATCH_ROWS } from './heuristics.js';

/** {@link PredictOptions} with every default filled in. */
export interface ResolvedPredictOptions {
  readonly learners: readonly LearnerKind[];
  readonly explain: boolean;
}

export function resolvePredictOptions(call: string, options: PredictOptions | undefined): ResolvedPredictOptions {
  const resolved = resolveOptions<ResolvedPredictOptions>(call, options, { learners: [], explain: false });
  if (typeof resolved.explain !== 'boolean') rejectOption(call, 'explain', 'true or false', resolved.explain);
  return resolved;
}

/** How many rows are answered at once. */
export function batchSize({ explain }: ResolvedPredictOptions): number {
  return explain ? EXPLAINED_BATCH_ROWS : BATCH_ROWS;
}

/**
 * Checks that a value can be a row: an object, and neither a list nor a Date nor the like.
 * @param index its place in the list, or null when it came alone
 * @throws PREDICT_INPUT_INVALID
 */
export function requireRow(value: unknown, index: number | null): asserts value is Row {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isPlain && !(value instanceof Date) && !ArrayBuffer.isView(value) && !(value instanceof Map)) return;
  const came =
    value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'another object' : typeof value;
  const which = index === null ? 'A row' : `Row ${index + 1}`;
  throw new TabulystError(
    'PREDICT_INPUT_INVALID',
    `${which} to predict for should be an object with values by column name, but is ${came}.`,
    { row: index, came },
  );
}
