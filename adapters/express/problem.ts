import { STATUS_CODES } from 'node:http';
import { isTabulystError, TabulystError, type ErrorCode } from 'tabulyst';
import { statusByCode } from './status.js';

/** An error as the client sees it (RFC 9457): the error's own facts stand beside these members. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string | undefined;
  readonly code: ErrorCode;
  readonly [fact: string]: unknown;
}

/** One wrong field of a request: its path with dots, or "(body)". */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

const maskedDetails: Readonly<Record<number, string>> = {
  500: 'The server ran into an error of its own. The request may be right: try again, and tell the operator if it stays so.',
  503: 'The service is not available at the moment. Try again later.',
};

/**
 * Makes the problem document of anything thrown. What is the server's own fault (5xx) keeps its code but says nothing
 * of the inside: no message, no facts, no stack.
 */
export function toProblem(thrown: unknown, instance?: string): Problem {
  const error = asKnownError(thrown);
  const status = statusByCode[error.code];
  const masked = maskedDetails[status];
  return {
    ...(masked === undefined ? error.details : {}),
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: masked ?? error.message,
    ...(instance === undefined ? {} : { instance }),
    code: error.code,
  };
}

/** An error of the request, naming each wrong field. */
export function requestInvalid(errors: readonly FieldError[]): TabulystError {
  const named = errors.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new TabulystError('HTTP_REQUEST_INVALID', `The request is not as documented. ${named}`, { errors });
}

function asKnownError(thrown: unknown): { code: ErrorCode; message: string; details: Readonly<Record<string, unknown>> } {
  if (isTabulystError(thrown)) return thrown;
  if (isUrlError(thrown)) return requestInvalid([{ field: '(path)', message: 'expected valid percent-encoding' }]);
  return { code: 'INTERNAL_ERROR', message: '', details: {} };
}

/** Express refuses a path it can't decode with a URIError of status 400. */
function isUrlError(thrown: unknown): boolean {
  return thrown instanceof URIError && (thrown as { status?: unknown }).status === 400;
}
