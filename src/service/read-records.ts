import { RECORDS_AT_ONCE } from './heuristics.js';
import type { RecordStore } from './types.js';

/** All records of a kind, a few at a time: thousands of open files at once would be refused. */
export async function readRecords<Value>(records: RecordStore, kind: string): Promise<Value[]> {
  const ids = await records.list(kind);
  const found: Value[] = [];
  for (let start = 0; start < ids.length; start += RECORDS_AT_ONCE) {
    const batch = await Promise.all(ids.slice(start, start + RECORDS_AT_ONCE).map((id) => records.get(kind, id)));
    // A record may have been removed since it was listed.
    found.push(...(batch.filter((value) => value !== null) as Value[]));
  }
  return found;
}

/** Sorts records newest first. */
export function newestFirst<Value extends { readonly createdAt: string }>(values: readonly Value[]): Value[] {
  return [...values].sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));
}
