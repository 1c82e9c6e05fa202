import type { MessagePort } from 'node:worker_threads';
import { CHUNKS_IN_FLIGHT } from './heuristics.js';
import type { InputMessage, OutputMessage } from './messages.js';

/** The main thread's end of a stream of bytes into a worker. */
export interface ByteSender {
  /** Resolves once the worker has room for more. The bytes are copied: the caller may use them again. */
  send(bytes: Uint8Array): Promise<void>;
  end(): void;
}

/** Sends with at most {@link CHUNKS_IN_FLIGHT} chunks unread, until the worker closes the port; from then on `whenClosed` decides. */
export function createByteSender(port: MessagePort, whenClosed: () => Promise<unknown>): ByteSender {
  let inFlight = 0;
  let closed = false;
  let wake = () => {};
  port.on('message', (message: OutputMessage) => {
    if (message.type !== 'chunk-taken') return;
    inFlight -= 1;
    wake();
  });
  port.once('close', () => {
    closed = true;
    wake();
  });
  return {
    async send(bytes) {
      while (!closed && inFlight >= CHUNKS_IN_FLIGHT) await new Promise<void>((resolve) => (wake = resolve));
      if (closed) {
        await whenClosed();
        return;
      }
      // A copy of its own: the chunk may be a view of a larger buffer that somebody still uses.
      const copy = new Uint8Array(bytes);
      inFlight += 1;
      port.postMessage({ type: 'chunk', bytes: copy } satisfies InputMessage, [copy.buffer]);
    },
    end: () => port.postMessage({ type: 'end' } satisfies InputMessage),
  };
}

/** The worker's end: yields what was sent and acknowledges each chunk when it is asked for the next. */
export async function* receiveBytes(port: MessagePort): AsyncGenerator<Uint8Array, void, undefined> {
  const arrived: InputMessage[] = [];
  let wake = () => {};
  port.on('message', (message: InputMessage) => {
    arrived.push(message);
    wake();
  });
  for (;;) {
    const message = arrived.shift();
    if (message === undefined) await new Promise<void>((resolve) => (wake = resolve));
    else if (message.type === 'end') return;
    else {
      yield message.bytes;
      port.postMessage({ type: 'chunk-taken' } satisfies OutputMessage);
    }
  }
}
