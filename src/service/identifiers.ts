import { TabulystError } from '../errors.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Tells whether a value is a UUID as `randomUUID` writes it. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}

/** The error for a session that does not exist, or no longer. */
export function sessionNotFound(id: unknown): TabulystError {
  return notFound('SERVICE_SESSION_NOT_FOUND', 'session', id, 'Upload a file first, or list the sessions');
}

/** The error for a model that does not exist, or no longer. */
export function modelNotFound(id: unknown): TabulystError {
  return notFound('SERVICE_MODEL_NOT_FOUND', 'model', id, 'Train one first, or list the models');
}

/** The error for a job that does not exist, or no longer. */
export function jobNotFound(id: unknown): TabulystError {
  return notFound('SERVICE_JOB_NOT_FOUND', 'job', id, 'Its session may have been removed');
}

function notFound(
  code: 'SERVICE_SESSION_NOT_FOUND' | 'SERVICE_MODEL_NOT_FOUND' | 'SERVICE_JOB_NOT_FOUND',
  what: string,
  id: unknown,
  advice: string,
): TabulystError {
  const shown = typeof id === 'string' ? id.slice(0, 80) : typeof id;
  return new TabulystError(code, `There is no ${what} ${JSON.stringify(shown)}. ${advice}.`, { [what]: shown });
}
