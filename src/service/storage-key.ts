import { TabulystError } from '../errors.js';
import { MAX_KEY_LENGTH, MAX_KEY_PART_LENGTH } from './heuristics.js';

const firstPart = /^[a-z0-9-]+$/;
// Parts may hold dots but not begin or end with one: no "." or "..", and nothing that Windows would shorten.
const laterPart = /^[a-z0-9-]+(\.+[a-z0-9-]+)*$/;

/** Checks the key of a file: `[a-z0-9-]+(/[a-z0-9.-]+)*`, so that no key can leave the store. @throws STORAGE_KEY_INVALID */
export function checkFileKey(key: string): void {
  const parts = typeof key === 'string' && key.length <= MAX_KEY_LENGTH ? key.split('/') : [];
  const valid = parts.every(
    (part, index) => part.length <= MAX_KEY_PART_LENGTH && (index === 0 ? firstPart : laterPart).test(part),
  );
  if (parts.length === 0 || !valid) reject('A file key', key);
}

/** Checks the kind and id of a record: a key's first part, and a later one. @throws STORAGE_KEY_INVALID */
export function checkRecordKey(kind: string, id: string): void {
  checkRecordKind(kind);
  if (typeof id !== 'string' || id.length > MAX_KEY_PART_LENGTH || !laterPart.test(id)) reject('A record id', id);
}

/** Checks the kind of a record. @throws STORAGE_KEY_INVALID */
export function checkRecordKind(kind: string): void {
  if (typeof kind !== 'string' || kind.length > MAX_KEY_PART_LENGTH || !firstPart.test(kind)) reject('A record kind', kind);
}

function reject(what: string, came: unknown): never {
  const shown = JSON.stringify(typeof came === 'string' ? came.slice(0, 80) : typeof came);
  throw new TabulystError(
    'STORAGE_KEY_INVALID',
    `${what} must be made of a-z, 0-9, "-" and inner dots, at most ${MAX_KEY_PART_LENGTH} characters a part, not ${shown}.`,
    { came: shown },
  );
}
