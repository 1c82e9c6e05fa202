import type { LearnerKind } from '../model/types.js';
import type { PredictOptions, Row } from './types.js';
import { TabulystError } from '../errors.js';
import { resolveOptions } from '../run-options.js';

/** {@link PredictOptions} with every default filled in. */
export interface ResolvedPredictOptions {
  readonly learners: readonly LearnerKind[];
}

export function resolvePredictOptions(call: string, options: PredictOptions | undefined): ResolvedPredictOptions {
  return resolveOptions<ResolvedPredictOptions>(call, options, { learners: [] });
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
