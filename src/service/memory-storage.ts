import { concatenate } from './byte-streams.js';
import { STORE_CHUNK_BYTES } from './heuristics.js';
import { checkFileKey, checkRecordKey, checkRecordKind } from './storage-key.js';
import { fileNotFound } from './storage-errors.js';
import type { FileStore, RecordStore, Storage } from './types.js';

/** Makes a store that keeps everything in memory and forgets it with the process: for tests and short-lived use. */
export function createMemoryStorage(): Storage {
  return { files: createFiles(), records: createRecords(), close: () => Promise.resolve() };
}

function createFiles(): FileStore {
  const files = new Map<string, Uint8Array>();
  return {
    async write(key, bytes) {
      checkFileKey(key);
      const content = await concatenate(bytes);
      files.set(key, content);
      return content.length;
    },
    read: (key) =>
      settle(() => {
        checkFileKey(key);
        const content = files.get(key);
        if (content === undefined) throw fileNotFound(key);
        return inChunks(content);
      }),
    remove: (key) =>
      settle(() => {
        checkFileKey(key);
        files.delete(key);
      }),
  };
}

function createRecords(): RecordStore {
  // As JSON text: what was stored can't change with the object it came from.
  const kinds = new Map<string, Map<string, string>>();
  return {
    get: (kind, id) =>
      settle((): unknown => {
        checkRecordKey(kind, id);
        const json = kinds.get(kind)?.get(id);
        return json === undefined ? null : JSON.parse(json);
      }),
    set: (kind, id, value) =>
      settle(() => {
        checkRecordKey(kind, id);
        const records = kinds.get(kind) ?? new Map<string, string>();
        records.set(id, JSON.stringify(value));
        kinds.set(kind, records);
      }),
    remove: (kind, id) =>
      settle(() => {
        checkRecordKey(kind, id);
        kinds.get(kind)?.delete(id);
      }),
    list: (kind) =>
      settle(() => {
        checkRecordKind(kind);
        return [...(kinds.get(kind)?.keys() ?? [])].sort();
      }),
  };
}

/** What the work answers or throws, as a promise. */
function settle<Value>(work: () => Value): Promise<Value> {
  return new Promise((resolve) => resolve(work()));
}

async function* inChunks(content: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let start = 0; start < content.length; start += STORE_CHUNK_BYTES) {
    yield await Promise.resolve(content.slice(start, start + STORE_CHUNK_BYTES));
  }
}
