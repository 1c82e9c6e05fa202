import { throwIfAborted } from '../run-options.js';
import { onAbort } from './link-signals.js';

/** Lets a number of pieces of work run at a time; the others wait their turn, first come first served. */
export interface Limiter {
  /** @throws RUN_ABORTED when the signal is aborted before the turn comes */
  run<Value>(work: () => Promise<Value>, signal?: AbortSignal): Promise<Value>;
}

export function createLimiter(width: number): Limiter {
  const waiting = new Set<() => void>();
  let running = 0;

  function leave(): void {
    running -= 1;
    for (const enter of waiting) {
      enter();
      return;
    }
  }

  async function waitForTurn(signal: AbortSignal | undefined): Promise<void> {
    let release = () => {};
    await new Promise<void>((resolve) => {
      const enter = () => {
        waiting.delete(enter);
        running += 1;
        resolve();
      };
      if (running < width) {
        enter();
        return;
      }
      waiting.add(enter);
      release = onAbort(signal, () => {
        // An aborted one goes in and straight out again, so that every path through here counts the same.
        if (waiting.has(enter)) enter();
      });
    });
    release();
    if (signal?.aborted) leave();
    throwIfAborted(signal);
  }

  return {
    async run(work, signal) {
      throwIfAborted(signal);
      await waitForTurn(signal);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
