import { resolveOptions } from '../run-options.js';
import { modelCard } from '../summarize/model-card.js';
import { createLimiter } from '../workers/limiter.js';
import { createWorkerPool } from '../workers/pool.js';
import { checkMaxBytes, resolveAnalystOptions } from './analyst-options.js';
import { createJobs } from './jobs.js';
import { createLifetime } from './lifetime.js';
import { createModels } from './models.js';
import { predictBytes } from './predict-bytes.js';
import { predictRows } from './predict-rows.js';
import { createProfiles } from './profiles.js';
import { checkReadingChoices, noChoices } from './reading-choices.js';
import { reread } from './reread.js';
import { createSessions } from './sessions.js';
import { summarizeSession } from './summary.js';
import { createTableCache } from './table-cache.js';
import { train } from './train.js';
import { createTurns } from './turns.js';
import type { Analyst, AnalystOptions, UploadOptions } from './types.js';
import { upload } from './upload.js';

/**
 * Makes an analyst: sessions, models and training jobs over a storage, with the heavy stages on worker threads, so that
 * the calling thread stays free. Call `close` when done with it.
 *
 * @throws OPTIONS_INVALID
 *
 * @example
 * const analyst = createAnalyst({ storage: createDiskStorage({ folder: './data' }) });
 * const { session } = await analyst.upload(createReadStream('samples/telco-churn.csv'), { name: 'telco-churn.csv' });
 * const { job } = await analyst.train({ session, target: 'Churn' });
 * const { model } = await analyst.waitForJob(job);
 * await analyst.close();
 */
export function createAnalyst(options?: AnalystOptions): Analyst {
  const { storage, threads, maxBytes, cachedTables, transformer } = resolveAnalystOptions(options);
  const pool = createWorkerPool(threads);
  const life = createLifetime();
  const sessions = createSessions(storage);
  const tables = createTableCache(storage, pool, cachedTables);
  const profiles = createProfiles({ records: storage.records, pool, sessions, tables });
  const models = createModels(storage);
  const jobs = createJobs(storage.records, createLimiter(threads));
  const rereads = createTurns();
  const parts = { storage, pool, sessions, tables, profiles, models, jobs, rereads, maxBytes, transformer };

  async function removeRest(session: string): Promise<void> {
    await jobs.removeOfSession(session);
    await models.removeOfSession(session);
    await profiles.removeOfSession(session);
    tables.delete(session);
  }

  return {
    maxBytes,
    upload: (bytes, given) => life.run(given?.signal, (signal) => upload(parts, bytes, resolveUploadOptions(given), signal)),
    reread: (id, choices, given) =>
      life.run(given?.signal, (signal) => reread(parts, id, checkReadingChoices('reread', choices), signal)),
    sessions: () => life.run(undefined, () => sessions.list()),
    session: (id) => life.run(undefined, () => sessions.get(id)),
    removeSession: (id) => life.run(undefined, () => sessions.remove(id, () => removeRest(id))),
    profile: (id, given) =>
      life.run(given?.signal, async (signal) => profiles.get(await sessions.get(id), given?.target, signal)),
    train: (request) => life.run(undefined, () => train(parts, request)),
    job: (id) => life.run(undefined, () => jobs.get(id)),
    cancelJob: (id) => life.run(undefined, () => jobs.cancel(id)),
    watchJob: (id, given) => life.stream(given?.signal, () => jobs.watch(id, given?.signal)),
    waitForJob: (id, given) => life.run(given?.signal, () => jobs.wait(id, given?.timeoutMs, given?.signal)),
    models: () => life.run(undefined, () => models.list()),
    model: (token) => life.run(undefined, () => models.get(token)),
    removeModel: (token) => life.run(undefined, () => models.remove(token)),
    modelFile: (token) => life.run(undefined, () => models.file(token)),
    modelCard: (token) => life.run(undefined, async () => modelCard(await models.load(token))),
    predict: (token, rows, given) =>
      life.run(given?.signal, async (signal) => predictRows(await models.load(token), rows, given, signal)),
    predictStream: (token, bytes, given) =>
      life.run(given?.signal, async () => predictBytes(await models.load(token), bytes, given ?? {}, life)),
    summary: (id, given) => life.run(given?.signal, (signal) => summarizeSession(parts, id, given ?? {}, signal)),
    ready: () => (life.closed ? Promise.resolve(false) : answers(() => storage.records.get('sessions', 'ready'))),
    close: () =>
      life.close(
        () => jobs.close(),
        async () => {
          await pool.close();
          await transformer.dispose();
          await storage.close();
        },
      ),
  };
}

function resolveUploadOptions(options: UploadOptions | undefined): UploadOptions {
  const resolved = resolveOptions<UploadOptions>('upload', options, {
    name: undefined,
    kind: undefined,
    ...noChoices,
    maxBytes: undefined,
    signal: undefined,
    onProgress: undefined,
  });
  if (resolved.maxBytes !== undefined) checkMaxBytes('upload', resolved.maxBytes);
  return resolved;
}

function answers(call: () => Promise<unknown>): Promise<boolean> {
  return call().then(
    () => true,
    () => false,
  );
}
