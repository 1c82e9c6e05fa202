import { TabulystError } from 'tabulyst';
import { accessSync, constants, createWriteStream, mkdirSync, realpathSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { usageError } from './usage-error.js';

/** A path as the file system knows it; one that leads nowhere yet, or never can, stays as it is. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Refuses to write over the file that is being read, under whatever name. */
export function refuseSameFile(input: string, output: string): void {
  if (input !== '-' && real(input) === real(output))
    throw usageError(`--out ${output} is the input itself; choose another name.`);
}

/** Refuses a place that can't be written to before any long work is done for it. */
export function expectWritable(path: string): void {
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new Error('it is a folder');
    accessSync(existing === undefined ? dirname(resolve(path)) : path, constants.W_OK);
  } catch (error) {
    throw writeProblem(path, error);
  }
}

/**
 * Writes a file all or nothing: under a temporary name beside it first, so that a failed or cancelled run leaves what
 * stood there before.
 */
export async function writeOutput(
  path: string,
  chunks: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    // A device such as /dev/stdout can't be renamed onto.
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing?.isDirectory()) throw new Error('it is a folder');
    const direct = existing !== undefined && !existing.isFile();
    await pipeline(Readable.from(chunks), createWriteStream(direct ? path : temporary), { signal });
    if (!direct) await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw signal.aborted ? new TabulystError('RUN_ABORTED', 'The run was cancelled.') : writeProblem(path, error);
  }
}

/** Makes the folder and those above it. */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw writeProblem(path, error);
  }
}

/** A path inside a folder that {@link makeFolder} made. */
export function inFolder(folder: string, name: string): string {
  return join(folder, name);
}

const reasons: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `the folder ${dirname(resolve(path))} does not exist`,
  EACCES: () => 'there is no permission to write there',
  EPERM: () => 'there is no permission to write there',
  EROFS: () => 'the file system is read-only',
  ENOSPC: () => 'the disk is full',
  ENOTDIR: () => 'a part of its path is a file',
  EEXIST: () => 'a file of that name is in the way',
};

/** A file system's failure to write as an error with a reason; any other error as it is. */
function writeProblem(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || 'details' in error) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason = reasons[code]?.(path) ?? error.message;
  return new TabulystError('STORAGE_FAILED', `Can't write ${path}: ${reason}.`, { path }, { cause: error });
}
