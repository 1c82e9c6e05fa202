import type { Job } from 'tabulyst';
import type { z } from 'zod';
import { HEARTBEAT_MS } from './heuristics.js';
import type { idParams } from './request-schemas.js';
import type { Exchange } from './route.js';

/**
 * Follows a job as server-sent events: the job now, after every change, and its end, which ends the stream. The event is
 * called `status` when the status is a new one, otherwise `progress`; its data is the Job.
 */
export async function watchEvents({ analyst, params, response, signal }: Exchange<z.output<typeof idParams>>): Promise<void> {
  // Asked first, so that an unknown job is a problem document.
  await analyst.job(params.id);
  response.status(200);
  response.setHeader('Content-Type', 'text/event-stream');
  // nginx would hold events back.
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  try {
    let status: Job['status'] | null = null;
    for await (const job of analyst.watchJob(params.id, { signal })) {
      response.write(`event: ${job.status === status ? 'progress' : 'status'}\ndata: ${JSON.stringify(job)}\n\n`);
      status = job.status;
    }
    response.end();
  } finally {
    clearInterval(heartbeat);
  }
}
