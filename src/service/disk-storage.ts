import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isTabulystError, TabulystError } from '../errors.js';
import { rejectOption, resolveOptions } from '../run-options.js';
import { oneChunk } from './byte-streams.js';
import { STORE_CHUNK_BYTES } from './heuristics.js';
import { checkFileKey, checkRecordKey, checkRecordKind } from './storage-key.js';
import { fileNotFound, storageFailed, systemCode } from './storage-errors.js';
import type { FileStore, RecordStore, Storage } from './types.js';

/** Where the disk store keeps everything. */
export interface DiskStorageOptions {
  /** Made when the first thing is stored. @default './data' */
  folder?: string | undefined;
}

/**
 * Makes a store in a folder: bytes as files, records as one JSON file each. Everything is written under a temporary
 * name, flushed to the disk and then renamed, so a crash leaves either the old state or the new one.
 * @throws OPTIONS_INVALID
 */
export function createDiskStorage(options: DiskStorageOptions = {}): Storage {
  const { folder } = resolveOptions<Required<DiskStorageOptions>>('createDiskStorage', options, { folder: './data' });
  if (typeof folder !== 'string' || folder === '') rejectOption('createDiskStorage', 'folder', 'the path of a folder', folder);
  const root = resolve(folder);
  const writer = createAtomicWriter(join(root, 'tmp'));
  return {
    files: createFiles(join(root, 'files'), writer),
    records: createRecords(join(root, 'records'), writer),
    close: () => Promise.resolve(),
  };
}

type AtomicWriter = (path: string, bytes: AsyncIterable<Uint8Array>, action: string) => Promise<number>;

function createFiles(folder: string, writer: AtomicWriter): FileStore {
  const pathOf = (key: string) => {
    checkFileKey(key);
    return join(folder, ...key.split('/'));
  };
  return {
    write: async (key, bytes) => writer(pathOf(key), bytes, `write "${key}"`),
    async read(key) {
      const path = pathOf(key);
      const found = await orNull(`read "${key}"`, () => stat(path));
      if (found === null || !found.isFile()) throw fileNotFound(key);
      return readChunks(path, key);
    },
    async remove(key) {
      const path = pathOf(key);
      await orNull(`remove "${key}"`, () => rm(path, { force: true }));
      await removeEmptyFolders(dirname(path), folder);
    },
  };
}

function createRecords(folder: string, writer: AtomicWriter): RecordStore {
  const pathOf = (kind: string, id: string) => {
    checkRecordKey(kind, id);
    return join(folder, kind, `${id}.json`);
  };
  return {
    async get(kind, id) {
      const path = pathOf(kind, id);
      const json = await orNull(`read record "${kind}/${id}"`, () => readFile(path, 'utf8'));
      return json === null ? null : parseRecord(json, kind, id);
    },
    async set(kind, id, value) {
      const path = pathOf(kind, id);
      const bytes = new TextEncoder().encode(JSON.stringify(value));
      await writer(path, oneChunk(bytes), `write record "${kind}/${id}"`);
    },
    async remove(kind, id) {
      const path = pathOf(kind, id);
      await orNull(`remove record "${kind}/${id}"`, () => rm(path, { force: true }));
    },
    async list(kind) {
      checkRecordKind(kind);
      const names = (await orNull(`list records "${kind}"`, () => readdir(join(folder, kind)))) ?? [];
      return names
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length))
        .sort();
    },
  };
}

function parseRecord(json: string, kind: string, id: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (cause) {
    throw new TabulystError(
      'STORAGE_FAILED',
      `The record "${kind}/${id}" is not valid JSON: its file was changed or damaged. Restore or remove it.`,
      { kind, id },
      { cause },
    );
  }
}

/** Names of the temporary files that this process is writing; all others are leftovers. */
const ownTemporaries = new Set<string>();

function createAtomicWriter(folder: string): AtomicWriter {
  let swept: Promise<void> | undefined;
  return async (path, bytes, action) => {
    await (swept ??= sweep(folder));
    const name = `${process.pid}-${randomUUID()}`;
    const temporary = join(folder, name);
    ownTemporaries.add(name);
    try {
      await attempt(action, () => mkdir(folder, { recursive: true }));
      const count = await writeAndFlush(temporary, bytes, action);
      await attempt(action, () => moveInto(temporary, path));
      return count;
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    } finally {
      ownTemporaries.delete(name);
    }
  };
}

async function writeAndFlush(path: string, bytes: AsyncIterable<Uint8Array>, action: string): Promise<number> {
  const file = await attempt(action, () => open(path, 'wx'));
  let count = 0;
  try {
    for await (const chunk of bytes) {
      await attempt(action, () => file.writeFile(chunk));
      count += chunk.length;
    }
    await attempt(action, () => file.sync());
  } finally {
    await file.close();
  }
  return count;
}

async function moveInto(temporary: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  try {
    await rename(temporary, path);
  } catch (error) {
    // Removing the last file of a folder may have taken the folder away in between.
    if (systemCode(error) !== 'ENOENT') throw error;
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
  }
}

/** Removes what killed processes left behind; what a living process writes stays. */
async function sweep(folder: string): Promise<void> {
  const names = (await readdir(folder).catch(() => null)) ?? [];
  for (const name of names) {
    const owner = Number.parseInt(name, 10);
    const inUse = owner === process.pid ? ownTemporaries.has(name) : isAlive(owner);
    if (!inUse) await rm(join(folder, name), { force: true, recursive: true }).catch(() => undefined);
  }
}

function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function removeEmptyFolders(folder: string, top: string): Promise<void> {
  for (let current = folder; current !== top; current = dirname(current)) {
    const removed = await rmdir(current).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}

async function* readChunks(path: string, key: string): AsyncGenerator<Uint8Array, void, undefined> {
  const action = `read "${key}"`;
  const file = await orNull(action, () => open(path, 'r'));
  if (file === null) throw fileNotFound(key);
  try {
    for (;;) {
      const buffer = new Uint8Array(STORE_CHUNK_BYTES);
      const { bytesRead } = await attempt(action, () => file.read(buffer, 0, buffer.length, null));
      if (bytesRead === 0) return;
      yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Runs one call to the file system; its failure becomes STORAGE_FAILED. */
async function attempt<Value>(action: string, call: () => Promise<Value>): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw isTabulystError(error) ? error : storageFailed(action, error);
  }
}

/** The same, answering null where nothing is there. */
async function orNull<Value>(action: string, call: () => Promise<Value>): Promise<Value | null> {
  try {
    return await call();
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw storageFailed(action, error);
  }
}
