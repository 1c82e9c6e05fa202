import { valueText } from '../table/read-cell.js';
import { MAX_RECORD_DEPTH } from './heuristics.js';

/**
 * Lists a record's cells as (name, text): nested objects flattened to dotted names ("address.city"), arrays as JSON
 * text, null and undefined as null. Every key is an ordinary name, "__proto__" too.
 */
export function flattenRecord(record: object): (readonly [string, string | null])[] {
  const cells: (readonly [string, string | null])[] = [];
  flatten(record, '', 0, cells);
  return cells;
}

/** Tells whether a value can be a row: an object that is neither an array nor a Date. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function flatten(record: object, prefix: string, depth: number, cells: (readonly [string, string | null])[]): void {
  for (const key of Object.keys(record)) {
    const value = (record as Record<string, unknown>)[key];
    const name = prefix === '' ? key : `${prefix}.${key}`;
    if (depth < MAX_RECORD_DEPTH && isRecord(value) && Object.keys(value).length > 0) flatten(value, name, depth + 1, cells);
    else cells.push([name, valueText(value)]);
  }
}
