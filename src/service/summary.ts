import { TabulystError } from '../errors.js';
import { summarize } from '../summarize/summarize.js';
import type { Summary, SummaryInput, SummaryWriter } from '../summarize/types.js';
import type { SummaryRequest } from './types.js';
import type { Models } from './models.js';
import type { Profiles } from './profiles.js';
import type { Sessions } from './sessions.js';

/** What a summary is made from. */
export interface SummaryParts {
  readonly sessions: Sessions;
  readonly profiles: Profiles;
  readonly models: Models;
  /** The language model that writes when asked to; loaded when it is first. */
  readonly transformer: SummaryWriter;
}

/**
 * Puts a session, and a model trained on it, into words. The target is the one asked for, else the model's.
 * @throws SERVICE_MODEL_NOT_FOUND also for a model of another session
 */
export async function summarizeSession(
  parts: SummaryParts,
  id: string,
  { model: token, target, writer = 'template', style, length, locale, onSentence }: SummaryRequest,
  signal: AbortSignal,
): Promise<Summary> {
  const input = await inputOf(parts, id, { token, target }, signal);
  const words = writer === 'transformer' ? parts.transformer : undefined;
  return summarize(input, { style, length, locale, onSentence, signal, writer: words });
}

async function inputOf(
  { sessions, profiles, models }: SummaryParts,
  id: string,
  { token, target }: { token: string | undefined; target: string | undefined },
  signal: AbortSignal,
): Promise<SummaryInput> {
  const session = await sessions.get(id);
  if (token === undefined) return { profile: await profiles.get(session, target, signal) };
  const trained = await models.get(token);
  if (trained.session !== id) {
    throw new TabulystError(
      'SERVICE_MODEL_NOT_FOUND',
      `The model "${token}" was not trained on session "${id}". Name its own session, or a model of this one.`,
      { model: token, session: id },
    );
  }
  const profile = await profiles.get(session, target ?? trained.target, signal);
  return { profile, model: await models.load(token) };
}
