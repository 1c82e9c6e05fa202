import { valueText } from '../table/read-cell.js';
import { MAX_RECORD_DEPTH } from './heuristics.js';

/**
 * Lists a record's cells as (name, text): nested objects flattened to dotted names ("address.city"), arrays as JSON
 * text, null and undefined as null. Every key is an ordinary name, "__proto__" too.
 */
export function* flattenRecord(record: object): Generator<readonly [string, string | null]> {
  yield* flatten(record, '', 0);
}

/** Tells whether a value can be a row: an object that is neither an array nor a Date. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function* flatten(record: object, prefix: string, depth: number): Generator<readonly [string, string | null]> {
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (isRecord(value) && depth < MAX_RECORD_DEPTH && Object.keys(value).length > 0) yield* flatten(value, name, depth + 1);
    else yield [name, valueText(value)];
  }
}
