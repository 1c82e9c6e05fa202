import type { ColumnType } from '../schema/types.js';
import type { Table } from '../table/types.js';
import { linkSignals } from '../workers/link-signals.js';
import type { ReadRequest } from '../workers/messages.js';
import type { WorkerPool } from '../workers/pool.js';
import { createLruCache } from './lru-cache.js';
import { originalKey } from './sessions.js';
import { createSharedRuns } from './shared-runs.js';
import type { Session, Storage } from './types.js';

/** The tables of sessions: the ones used last in memory, the others read again from the stored original. */
export interface TableCache {
  get(session: Session, signal?: AbortSignal): Promise<Table>;
  set(session: string, table: Table): void;
  delete(session: string): void;
}

export function createTableCache(storage: Storage, pool: WorkerPool, size: number): TableCache {
  const tables = createLruCache<Table>(size);
  const reads = createSharedRuns<Table>();

  async function readAgain(session: Session, signal: AbortSignal): Promise<Table> {
    const link = linkSignals(signal);
    const { input, result } = pool.read(readRequestOf(session), { signal: link.signal });
    try {
      for await (const chunk of await storage.files.read(originalKey(session.session))) await input.send(chunk);
      input.end();
      const { table } = await result;
      tables.set(session.session, table);
      return table;
    } finally {
      // Ends the worker's task when the store failed; a finished one takes no notice.
      link.abort();
      link.release();
    }
  }

  return {
    get: async (session, signal) =>
      tables.get(session.session) ?? (await reads.join(session.session, signal, (shared) => readAgain(session, shared))),
    set: (session, table) => tables.set(session, table),
    delete: (session) => tables.delete(session),
  };
}

/** How the original was read the first time; what the caller chose then counts again. */
function readRequestOf(session: Session): ReadRequest {
  const { kind } = session.source;
  const chosen = session.schema.columns.filter(({ overridden }) => overridden);
  return {
    name: session.source.name ?? undefined,
    kind: kind === 'records' ? undefined : kind,
    columns: Object.fromEntries(chosen.map(({ name, type }): [string, ColumnType] => [name, type])),
    maxBytes: undefined,
  };
}
