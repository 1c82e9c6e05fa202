import { createLimiter, type Limiter } from '../workers/limiter.js';

/** Lets work of one key run one after the other; work of different keys does not wait for each other. */
export interface Turns {
  /** @throws RUN_ABORTED when the signal is aborted before the turn comes */
  run<Value>(key: string, signal: AbortSignal, work: () => Promise<Value>): Promise<Value>;
}

export function createTurns(): Turns {
  const lines = new Map<string, { readonly limiter: Limiter; waiting: number }>();
  return {
    async run(key, signal, work) {
      const line = lines.get(key) ?? { limiter: createLimiter(1), waiting: 0 };
      lines.set(key, line);
      line.waiting += 1;
      try {
        return await line.limiter.run(work, signal);
      } finally {
        line.waiting -= 1;
        if (line.waiting === 0) lines.delete(key);
      }
    },
  };
}
