import { TabulystError } from '../errors.js';
import { summarize } from '../summarize/summarize.js';
import type { Summary } from '../summarize/types.js';
import type { Models } from './models.js';
import type { Profiles } from './profiles.js';
import type { Sessions } from './sessions.js';

/** What a summary is made from. */
export interface SummaryParts {
  readonly sessions: Sessions;
  readonly profiles: Profiles;
  readonly models: Models;
}

/**
 * Puts a session, and a model trained on it, into words. The target is the one asked for, else the model's.
 * @throws SERVICE_MODEL_NOT_FOUND also for a model of another session
 */
export async function summarizeSession(
  { sessions, profiles, models }: SummaryParts,
  id: string,
  { model: token, target }: { readonly model?: string | undefined; readonly target?: string | undefined },
  signal: AbortSignal,
): Promise<Summary> {
  const session = await sessions.get(id);
  if (token === undefined) return summarize({ profile: await profiles.get(session, target, signal) });
  const trained = await models.get(token);
  if (trained.session !== id) {
    throw new TabulystError(
      'SERVICE_MODEL_NOT_FOUND',
      `The model "${token}" was not trained on session "${id}". Name its own session, or a model of this one.`,
      { model: token, session: id },
    );
  }
  const profile = await profiles.get(session, target ?? trained.target, signal);
  return summarize({ profile, model: await models.load(token) });
}
