import { createReadStream } from 'node:fs';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const CANCELLATIONS = 12;

/** How late the calling thread's event loop is while the service reads and profiles a file: its 99% quantile in milliseconds. */
export async function measureDelay({ createAnalyst }, file) {
  const analyst = createAnalyst();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  // What the first calls compile and start is not the profile's.
  await sleep(200);
  delay.enable();
  const { session } = await analyst.upload(createReadStream(file), { name: 'table.csv' });
  await analyst.profile(session);
  delay.disable();
  await analyst.close();
  // The resolution is part of every figure.
  return delay.percentile(99) / 1e6 - 5;
}

/**
 * The longest time from the moment at which somebody wants to cancel to the end of the profile, in milliseconds, that the
 * event loop is not free included; and the longest one between two progress events.
 */
export async function measurePatience({ readCsv, profileTable }, file, target) {
  const table = await readCsv({ path: file });
  const events = [performance.now()];
  await profileTable(table, { target, onProgress: () => events.push(performance.now()) });
  const whole = events.at(-1) - events[0];
  let longestStop = 0;
  for (let run = 0; run < CANCELLATIONS; run++) {
    const controller = new AbortController();
    const due = performance.now() + (whole * run) / CANCELLATIONS;
    setTimeout(() => controller.abort(), due - performance.now());
    const end = await profileTable(table, { target, signal: controller.signal }).catch(() => performance.now());
    if (typeof end === 'number') longestStop = Math.max(longestStop, end - due);
  }
  const gaps = events.slice(1).map((time, index) => time - events[index]);
  return { longestStop, longestSilence: Math.max(...gaps) };
}
