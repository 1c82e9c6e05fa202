import { TabulystError } from '../errors.js';

/** The error for a source in which there is nothing to read. */
export function emptySource(expected: string): TabulystError {
  return new TabulystError('INGEST_EMPTY', `The source is empty: expected at least ${expected}.`, { expected });
}
