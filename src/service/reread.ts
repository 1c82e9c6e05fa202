import type { ReadingChoices } from '../ingest/types.js';
import { describeSession } from './describe-session.js';
import type { Profiles } from './profiles.js';
import { readingChoices } from './reading-choices.js';
import type { Sessions } from './sessions.js';
import type { TableCache } from './table-cache.js';
import type { Turns } from './turns.js';
import type { Session } from './types.js';

/** What reading again goes through. */
export interface RereadParts {
  readonly sessions: Sessions;
  readonly tables: TableCache;
  readonly profiles: Profiles;
  readonly rereads: Turns;
}

/**
 * Reads a session's original with other choices; what was derived from the table before goes. One session's turns come
 * one after the other, so that none undoes the choices of another that was under way.
 */
export function reread(parts: RereadParts, id: string, choices: ReadingChoices, signal: AbortSignal): Promise<Session> {
  return parts.rereads.run(id, signal, () => rereadNow(parts, id, choices, signal));
}

async function rereadNow(
  { sessions, tables, profiles }: RereadParts,
  id: string,
  choices: ReadingChoices,
  signal: AbortSignal,
): Promise<Session> {
  const before = await sessions.get(id);
  const { session, name, createdAt, bytes } = before;
  const reading = readingChoices({ ...before.reading, ...choices });
  const result = await tables.readOriginal({ ...before, reading }, signal);
  // The session may have been removed meanwhile: nothing of it is to come back.
  await sessions.get(id);
  const record = describeSession({ session, name, createdAt, bytes, reading }, result);
  await sessions.add(record);
  tables.set(record, result.table);
  await profiles.removeOfSession(id);
  return record;
}
