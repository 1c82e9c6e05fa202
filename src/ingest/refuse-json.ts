import { TabulystError } from '../errors.js';

/** An object, alone or as the first of an array, whose first key is followed by a colon. */
const jsonStart = /^\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:/;

/**
 * Refuses JSON where CSV is read, which would make a table of it whose names are keys and brackets.
 * @param head as UTF-8
 * @throws INGEST_NOT_TABLE with what to do
 */
export function refuseJson(head: Uint8Array): void {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString();
  if (!jsonStart.test(start)) return;
  throw new TabulystError(
    'INGEST_NOT_TABLE',
    'Expected CSV, but this is JSON. Read it with readJson, or give the file a name that ends in .json or .ndjson.',
    { found: 'JSON' },
  );
}
