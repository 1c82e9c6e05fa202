import { TabulystError } from '../errors.js';
import { throwIfAborted } from '../run-options.js';
import { linkSignals } from '../workers/link-signals.js';

/** From creation to `close`: refuses calls afterwards, and ends the ones under way. */
export interface Lifetime {
  /** Runs a call with a signal that follows the caller's and the end of the lifetime. @throws SERVICE_CLOSED */
  run<Value>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<Value>): Promise<Value>;
  /** The same for a stream. */
  stream<Value>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => AsyncIterable<Value>,
  ): AsyncGenerator<Value, void, undefined>;
  readonly closed: boolean;
  /** Aborts every call under way, stops what they may wait for, waits for them and finishes. Called again, answers the same. */
  close(stop: () => Promise<void>, finish: () => Promise<void>): Promise<void>;
}

export function createLifetime(): Lifetime {
  const end = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  function assertOpen(): void {
    if (end.signal.aborted) throw new TabulystError('SERVICE_CLOSED', 'The analyst has been closed. Create a new one.');
  }

  async function run<Value>(signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
    assertOpen();
    throwIfAborted(signal);
    const link = linkSignals(end.signal, signal);
    const call = work(link.signal);
    underWay.add(call);
    try {
      return await call;
    } finally {
      underWay.delete(call);
      link.release();
    }
  }

  async function* stream<Value>(
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => AsyncIterable<Value>,
  ): AsyncGenerator<Value, void, undefined> {
    assertOpen();
    throwIfAborted(signal);
    const link = linkSignals(end.signal, signal);
    try {
      yield* work(link.signal);
    } finally {
      link.release();
    }
  }

  return {
    run,
    stream,
    get closed() {
      return end.signal.aborted;
    },
    close(stop, finish) {
      closing ??= (async () => {
        end.abort();
        await Promise.allSettled([...underWay, stop()]);
        // Again, for what a call under way has still begun.
        await stop();
        await finish();
      })();
      return closing;
    },
  };
}
