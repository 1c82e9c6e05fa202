import { createHash } from 'node:crypto';
import { PROFILE_FORMAT_VERSION, type Profile } from '../profile/types.js';
import type { WorkerPool } from '../workers/pool.js';
import type { Sessions } from './sessions.js';
import { createSharedRuns } from './shared-runs.js';
import { readingKey } from './table-cache.js';
import type { TableCache } from './table-cache.js';
import type { RecordStore, Session } from './types.js';

const KIND = 'profiles';

/** The profiles of sessions: computed once for each target, kept as records. */
export interface Profiles {
  /** @throws PROFILE_TARGET_NOT_FOUND */
  get(session: Session, target: string | undefined, signal?: AbortSignal): Promise<Profile>;
  removeOfSession(session: string): Promise<void>;
}

/** What profiles are made from. */
export interface ProfileParts {
  readonly records: RecordStore;
  readonly pool: WorkerPool;
  readonly sessions: Sessions;
  readonly tables: TableCache;
}

export function createProfiles({ records, pool, sessions, tables }: ProfileParts): Profiles {
  const runs = createSharedRuns<Profile>();

  async function compute(id: string, session: Session, target: string | undefined, signal: AbortSignal): Promise<Profile> {
    const stored = (await records.get(KIND, id)) as Profile | null;
    if (stored !== null) return stored;
    const table = await tables.get(session, signal);
    const profile = await pool.profile({ table, schema: session.schema, target }, { signal });
    // The session may have been removed meanwhile: nothing of it is to come back.
    if (await sessions.exists(session.session)) await records.set(KIND, id, profile);
    return profile;
  }

  return {
    get(session, target, signal) {
      const id = recordId(session, target);
      return runs.join(id, signal, (shared) => compute(id, session, target, shared));
    },
    async removeOfSession(session) {
      const ids = await records.list(KIND);
      for (const id of ids) if (id.startsWith(`${session}.`)) await records.remove(KIND, id);
    },
  };
}

/** A target's name and the choices of a reading can be any text: their hash makes them an id. */
function recordId(session: Session, target: string | undefined): string {
  const key = JSON.stringify([PROFILE_FORMAT_VERSION, target ?? null, readingKey(session)]);
  return `${session.session}.${createHash('sha256').update(key).digest('hex')}`;
}
