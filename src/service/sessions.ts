import type { ReadingChoices } from '../ingest/types.js';
import { isUuid, sessionNotFound } from './identifiers.js';
import { newestFirst, readRecords } from './read-records.js';
import type { Session, SessionSummary, Storage } from './types.js';

const KIND = 'sessions';

/** The sessions in a store. */
export interface Sessions {
  add(session: Session): Promise<void>;
  /** @throws SERVICE_SESSION_NOT_FOUND */
  get(id: string): Promise<Session>;
  exists(id: string): Promise<boolean>;
  /** Newest first. */
  list(): Promise<SessionSummary[]>;
  /**
   * Hides the session at once, removes what `removeRest` knows of and then the session itself: an interrupted removal
   * can be repeated.
   * @throws SERVICE_SESSION_NOT_FOUND
   */
  remove(id: string, removeRest: () => Promise<void>): Promise<void>;
}

/** Where the bytes of a session are kept as they were sent. */
export function originalKey(session: string): string {
  return `sessions/${session}/original`;
}

export function createSessions({ files, records }: Storage): Sessions {
  const beingRemoved = new Set<string>();

  async function find(id: string): Promise<Session | null> {
    if (!isUuid(id) || beingRemoved.has(id)) return null;
    const session = (await records.get(KIND, id)) as Session | null;
    return session === null ? null : { ...session, reading: session.reading ?? typesOf(session) };
  }
  async function get(id: string): Promise<Session> {
    const session = await find(id);
    if (session === null) throw sessionNotFound(id);
    return session;
  }

  return {
    add: (session) => records.set(KIND, session.session, session),
    get,
    exists: async (id) => (await find(id)) !== null,
    async list() {
      const sessions = await readRecords<Session>(records, KIND);
      return newestFirst(sessions.filter(({ session }) => !beingRemoved.has(session))).map(summarizeSession);
    },
    async remove(id, removeRest) {
      await get(id);
      beingRemoved.add(id);
      try {
        await removeRest();
        await files.remove(originalKey(id));
        await records.remove(KIND, id);
      } finally {
        beingRemoved.delete(id);
      }
    },
  };
}

/** A session that was stored before its reading's choices were: all it could have are the types in its schema. */
function typesOf({ schema }: Session): ReadingChoices {
  const chosen = schema.columns.filter(({ overridden }) => overridden);
  return chosen.length === 0 ? {} : { columns: Object.fromEntries(chosen.map(({ name, type }) => [name, type])) };
}

function summarizeSession({ session, name, createdAt, bytes, rowCount, columnCount }: Session): SessionSummary {
  return { session, name, createdAt, bytes, rowCount, columnCount };
}
