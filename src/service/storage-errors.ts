import { TabulystError } from '../errors.js';

/** The error for a file that is not in the store. */
export function fileNotFound(key: string): TabulystError {
  return new TabulystError('STORAGE_NOT_FOUND', `The store has no file "${key}". It may have been removed.`, { key });
}

const causes = new Map([
  ['ENOSPC', 'the disk is full. Free some space and try again'],
  ['EDQUOT', 'the disk quota is used up. Free some space and try again'],
  ['EACCES', 'permission was denied. Give this process the right to write in the data folder'],
  ['EPERM', 'permission was denied. Give this process the right to write in the data folder'],
  ['EROFS', 'the disk is read-only. Choose a data folder that can be written'],
  ['EMFILE', 'too many files are open. Raise the limit or try again'],
  ['ENFILE', 'too many files are open. Raise the limit or try again'],
  ['ENOTDIR', 'a file stands where the data folder or a part of it should be. Choose another folder'],
  ['EEXIST', 'a file stands where the data folder or a part of it should be. Choose another folder'],
  ['EISDIR', 'a folder stands where the file should be'],
]);

/** The error for a file system that refused, without the machine's paths: the message may reach a client. */
export function storageFailed(action: string, error: unknown): TabulystError {
  const code = systemCode(error) ?? 'unknown';
  const cause = causes.get(code) ?? 'the file system refused';
  return new TabulystError(
    'STORAGE_FAILED',
    `The store could not ${action}: ${cause} (${code}).`,
    { action, code },
    { cause: error },
  );
}

/** The code of a system error ("ENOENT"), undefined for any other. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
