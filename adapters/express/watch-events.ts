import type { Job } from 'tabulyst';
import type { z } from 'zod';
import { openEvents } from './open-events.js';
import type { idParams } from './request-schemas.js';
import type { Exchange } from './route.js';

/**
 * Follows a job as server-sent events: the job now, after every change, and its end, which ends the stream. The event is
 * called `status` when the status is a new one, otherwise `progress`; its data is the Job.
 */
export async function watchEvents({ analyst, params, response, signal }: Exchange<z.output<typeof idParams>>): Promise<void> {
  // Asked first, so that an unknown job is a problem document.
  await analyst.job(params.id);
  const events = openEvents(response);
  let status: Job['status'] | null = null;
  for await (const job of analyst.watchJob(params.id, { signal })) {
    events.send(job.status === status ? 'progress' : 'status', job);
    status = job.status;
  }
  events.end();
}
