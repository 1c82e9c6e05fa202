import type { WorkerPool } from '../workers/pool.js';
import type { Jobs } from './jobs.js';
import type { Models } from './models.js';
import type { Sessions } from './sessions.js';
import type { TableCache } from './table-cache.js';
import { checkTarget, resolveTrainRequest } from './train-request.js';
import type { Job, TrainRequest } from './types.js';

/** What training goes through. */
export interface TrainParts {
  readonly pool: WorkerPool;
  readonly sessions: Sessions;
  readonly tables: TableCache;
  readonly jobs: Jobs;
  readonly models: Models;
}

/** Queues the training of a model and answers its job. Mistakes that show without the data reject at once. */
export async function train({ pool, sessions, tables, jobs, models }: TrainParts, request: TrainRequest): Promise<Job> {
  const { session: id, ...options } = resolveTrainRequest(request);
  const session = await sessions.get(id);
  checkTarget(options.target, session.schema);
  return jobs.start(id, async ({ signal, onProgress }) => {
    const table = await tables.get(session, signal);
    const trained = await pool.train({ table, options: { ...options, schema: session.schema } }, { signal, onProgress });
    // The session may have been removed meanwhile: nothing of it is to come back.
    await sessions.get(id);
    return models.add(id, trained, signal);
  });
}
