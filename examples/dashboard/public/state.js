import * as api from './api.js';

/**
 * What the pages share: `session` (the table at hand), `target` (the column chosen, null for the suggested one), `job`
 * (id of the training that runs) and `model` (its summary). Listeners hear of every change.
 */
export function createState() {
  const values = { session: null, target: null, job: null, model: null };
  const listeners = [];
  return {
    get: (name) => values[name],
    set(changes) {
      Object.assign(values, changes);
      for (const listener of listeners) listener(values);
    },
    onChange: (listener) => listeners.push(listener),
  };
}

const profiles = new Map();

/** What is shown of a session is out of date once this is another: the table, or the way it is read. */
export const readingOf = ({ session, reading }) => `${session} ${JSON.stringify(reading)}`;

/** The profile of a session for a target (null for the suggested one), asked for once; a failed one is asked for again. */
export function loadProfile(session, target) {
  const asked = target === session.schema.target.column ? null : target;
  const key = `${readingOf(session)} ${asked ?? ''}`;
  if (!profiles.has(key)) {
    const promise = api.getProfile(session.session, asked);
    profiles.set(key, promise);
    promise.catch(() => profiles.delete(key));
  }
  return profiles.get(key);
}

/** The session's newest model; null when it has none. */
export async function newestModel(session) {
  const models = await api.getModels();
  return models.find((model) => model.session === session) ?? null;
}

/** The target to start from: the one chosen, or else the one suggested. */
export const currentTarget = (state) => state.get('target') ?? state.get('session')?.schema.target.column ?? null;
