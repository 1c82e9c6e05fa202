import type { ReadResult } from '../workers/messages.js';
import { previewRows } from './preview.js';
import type { Session } from './types.js';

/** What is known of a session before its table has been read. */
export type KnownSession = Pick<Session, 'session' | 'name' | 'createdAt' | 'bytes' | 'reading'>;

/** A session as it is kept and answered. */
export function describeSession(known: KnownSession, { table, schema }: ReadResult): Session {
  return {
    ...known,
    rowCount: table.rowCount,
    columnCount: table.columns.length,
    schema,
    source: table.source,
    preview: previewRows(table),
  };
}
