import type { Table } from '../table/types.js';
import { linkSignals } from '../workers/link-signals.js';
import type { ReadRequest, ReadResult } from '../workers/messages.js';
import type { WorkerPool } from '../workers/pool.js';
import { createLruCache } from './lru-cache.js';
import { originalKey } from './sessions.js';
import { createSharedRuns } from './shared-runs.js';
import type { Session, Storage } from './types.js';

/** The tables of sessions: the ones used last in memory, the others read again from the stored original. */
export interface TableCache {
  get(session: Session, signal?: AbortSignal): Promise<Table>;
  /** Reads the original as the session says, whatever is in memory. */
  readOriginal(session: Session, signal: AbortSignal): Promise<ReadResult>;
  set(session: Session, table: Table): void;
  delete(session: string): void;
}

/** A table, and how it was read. */
interface CachedTable {
  readonly reading: string;
  readonly table: Table;
}

export function createTableCache(storage: Storage, pool: WorkerPool, size: number): TableCache {
  const tables = createLruCache<CachedTable>(size);
  const reads = createSharedRuns<Table>();

  async function readOriginal(session: Session, signal: AbortSignal): Promise<ReadResult> {
    const link = linkSignals(signal);
    const { input, result } = pool.read(readRequestOf(session), { signal: link.signal });
    try {
      for await (const chunk of await storage.files.read(originalKey(session.session))) await input.send(chunk);
      input.end();
      return await result;
    } finally {
      // Ends the worker's task when the store failed; a finished one takes no notice.
      link.abort();
      link.release();
    }
  }
  async function readAgain(session: Session, signal: AbortSignal): Promise<Table> {
    const { table } = await readOriginal(session, signal);
    set(session, table);
    return table;
  }
  function set(session: Session, table: Table): void {
    tables.set(session.session, { reading: readingKey(session), table });
  }

  return {
    async get(session, signal) {
      const cached = tables.get(session.session);
      // Another request may have had the session read in another way meanwhile.
      if (cached?.reading === readingKey(session)) return cached.table;
      return reads.join(`${session.session} ${readingKey(session)}`, signal, (shared) => readAgain(session, shared));
    },
    readOriginal,
    set,
    delete: (session) => tables.delete(session),
  };
}

/** Sessions read with the same choices have the same. */
export function readingKey({ reading }: Session): string {
  return JSON.stringify(reading);
}

/** How the original was read the first time; what the caller chose then counts again. */
function readRequestOf({ source, reading }: Session): ReadRequest {
  return {
    name: source.name ?? undefined,
    kind: source.kind === 'records' ? undefined : source.kind,
    reading,
    maxBytes: undefined,
  };
}
