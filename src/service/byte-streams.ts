import { isTabulystError, TabulystError } from '../errors.js';

/** A stream of one chunk. */
export async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}

/** Everything a stream brings as one array of its own. */
export async function concatenate(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  // Copies: whoever made a chunk may use its buffer again.
  for await (const chunk of bytes) chunks.push(new Uint8Array(chunk));
  const all = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

/** Passes a stream on until more than `maxBytes` have come. @throws INGEST_TOO_LARGE */
export async function* limitBytes(
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    if (count > maxBytes) {
      throw new TabulystError('INGEST_TOO_LARGE', `The upload is larger than ${maxBytes} bytes. Send a smaller file.`, {
        maxBytes,
      });
    }
    yield chunk;
  }
}

/** Why a signal was aborted: an error of the library as it is, anything else as RUN_ABORTED. */
export function abortReason(signal: AbortSignal): TabulystError {
  const reason: unknown = signal.reason;
  return isTabulystError(reason) ? reason : new TabulystError('RUN_ABORTED', 'The run was cancelled.');
}

function breakOff(cause: unknown): never {
  if (isTabulystError(cause)) throw cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new TabulystError(
    'INGEST_SOURCE_INVALID',
    `The stream of bytes broke off before its end: ${reason}. Send it again.`,
    {},
    { cause },
  );
}

/** Passes a stream on until the signal is aborted, also while its source is silent; then throws {@link abortReason}. */
export async function* stopOnAbort(
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = bytes[Symbol.asyncIterator]();
  let stop = () => {};
  const aborted = new Promise<undefined>((resolve) => (stop = () => resolve(undefined)));
  signal.addEventListener('abort', stop, { once: true });
  let finished = false;
  try {
    for (;;) {
      if (signal.aborted) throw abortReason(signal);
      const next = iterator.next().catch(breakOff);
      const result = await Promise.race([next, aborted]);
      if (result === undefined) {
        next.catch(() => undefined);
        throw abortReason(signal);
      }
      if (result.done === true) {
        finished = true;
        return;
      }
      yield result.value;
    }
  } finally {
    signal.removeEventListener('abort', stop);
    // Not awaited: a source that is silent would keep the answer waiting.
    if (!finished) iterator.return?.().catch(() => undefined);
  }
}
