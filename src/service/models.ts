import { randomUUID } from 'node:crypto';
import { isTabulystError } from '../errors.js';
import { loadModel } from '../model/file.js';
import type { Model } from '../model/types.js';
import { throwIfAborted } from '../run-options.js';
import type { TrainResult } from '../workers/messages.js';
import { CACHED_MODELS } from './heuristics.js';
import { isUuid, modelNotFound } from './identifiers.js';
import { createLruCache } from './lru-cache.js';
import { concatenate, oneChunk } from './byte-streams.js';
import { newestFirst, readRecords } from './read-records.js';
import type { ModelSummary, Storage } from './types.js';

const KIND = 'models';

/** The trained models of a store: a file each, and a record for lists. */
export interface Models {
  /** Stores a model and answers its token; an aborted or failed call leaves nothing. */
  add(session: string, trained: TrainResult, signal: AbortSignal): Promise<string>;
  /** Newest first. */
  list(): Promise<ModelSummary[]>;
  /** @throws SERVICE_MODEL_NOT_FOUND */
  get(token: string): Promise<ModelSummary>;
  /** The model, ready to predict. */
  load(token: string): Promise<Model>;
  /** The bytes of the model's file. */
  file(token: string): Promise<Uint8Array>;
  remove(token: string): Promise<void>;
  removeOfSession(session: string): Promise<void>;
}

export function createModels({ files, records }: Storage): Models {
  const loaded = createLruCache<Model>(CACHED_MODELS);
  const keyOf = (token: string) => `models/${token}`;

  async function get(token: string): Promise<ModelSummary> {
    const summary = isUuid(token) ? ((await records.get(KIND, token)) as ModelSummary | null) : null;
    if (summary === null) throw modelNotFound(token);
    return summary;
  }

  async function readFile(token: string): Promise<Uint8Array> {
    await get(token);
    try {
      return await concatenate(await files.read(keyOf(token)));
    } catch (error) {
      throw isTabulystError(error) && error.code === 'STORAGE_NOT_FOUND' ? modelNotFound(token) : error;
    }
  }

  async function remove(token: string): Promise<void> {
    await get(token);
    loaded.delete(token);
    // The record last: an interrupted removal can be repeated.
    await files.remove(keyOf(token));
    await records.remove(KIND, token);
    // Again, for a prediction that was loading it meanwhile.
    loaded.delete(token);
  }

  return {
    async add(session, trained, signal) {
      const model = randomUUID();
      const createdAt = new Date().toISOString();
      try {
        await files.write(keyOf(model), oneChunk(trained.file));
        throwIfAborted(signal);
        await records.set(KIND, model, { model, session, createdAt, ...trained.summary } satisfies ModelSummary);
      } catch (error) {
        await files.remove(keyOf(model)).catch(() => undefined);
        throw error;
      }
      return model;
    },
    list: async () => newestFirst(await readRecords<ModelSummary>(records, KIND)),
    get,
    async load(token) {
      const cached = loaded.get(token);
      if (cached !== undefined) return cached;
      const model = await loadModel(await readFile(token));
      loaded.set(token, model);
      return model;
    },
    file: readFile,
    remove,
    async removeOfSession(session) {
      for (const { model, session: owner } of await readRecords<ModelSummary>(records, KIND)) {
        if (owner === session) await remove(model);
      }
    },
  };
}
