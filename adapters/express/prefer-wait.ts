import { MAX_WAIT_SECONDS } from './heuristics.js';

/**
 * How many seconds a `Prefer: wait=N` header (RFC 7240) asks to wait, at most {@link MAX_WAIT_SECONDS}; null when it does
 * not ask. A preference that can't be read is ignored, as the RFC wants.
 */
export function preferredWait(prefer: string | readonly string[] | undefined): number | null {
  const preferences = (typeof prefer === 'string' ? prefer : (prefer ?? []).join(',')).split(/[,;]/);
  for (const preference of preferences) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(Number(seconds), MAX_WAIT_SECONDS);
  }
  return null;
}
