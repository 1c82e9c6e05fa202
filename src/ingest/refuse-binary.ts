import { TabulystError } from '../errors.js';
import { binaryKind, looksBinary } from './binary-kinds.js';

/**
 * Refuses a source that is a known binary format, by its first bytes.
 * @throws INGEST_BINARY naming what it is and what to do
 */
export function refuseBinary(head: Uint8Array): void {
  const kind = binaryKind(head);
  if (kind === null) return;
  const { name, advice } = kind;
  throw new TabulystError('INGEST_BINARY', `Expected a text file, but this is ${name}. ${advice}`, { found: name });
}

/**
 * Refuses bytes with NUL among them that are no text. A few NULs in what is clearly text stay, as characters.
 * @throws INGEST_BINARY with the offset of the first NUL as `byte`
 */
export function refuseNul(head: Uint8Array): void {
  if (!looksBinary(head)) return;
  const byte = head.indexOf(0);
  const found = 'binary data';
  throw new TabulystError(
    'INGEST_BINARY',
    `Expected a text file, but this is ${found} (a NUL byte at offset ${byte}). Give the table itself, as CSV, TSV, JSON or NDJSON; if it is UTF-16 text, set encoding.`,
    { found, byte },
  );
}
