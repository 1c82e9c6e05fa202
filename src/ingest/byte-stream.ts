import { TabulystError } from '../errors.js';

/** Bytes as they come: chunks of any size. */
export type Bytes = AsyncIterable<Uint8Array>;

/**
 * Reads on until `size` bytes or the end, and gives them back in front of the rest: the same head however the chunks
 * are cut. The rest can be read once; it may be peeked again, with a larger size.
 */
export async function peekBytes(bytes: Bytes, size: number): Promise<{ head: Uint8Array; bytes: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    while (length < size) {
      const next = await iterator.next();
      if (next.done === true) break;
      length += next.value.length;
      // A copy of all but the last one: the source may write over its chunk once the next is asked for.
      chunks.push(length < size ? new Uint8Array(next.value) : next.value);
    }
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
  const head = concatBytes(chunks).subarray(0, size);
  return { head, bytes: chained(chunks, iterator) };
}

/** One array of several. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** Passes bytes on, and rejects with `INGEST_TOO_LARGE` at the first chunk that exceeds the limit. */
export async function* limitBytes(bytes: Bytes, maxBytes: number): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    yield chunk;
  }
}

/** The same for stored and for unpacked bytes: which limit is met first depends on the pieces they come in. */
export function tooLarge(maxBytes: number): TabulystError {
  return new TabulystError(
    'INGEST_TOO_LARGE',
    `The source is larger, as stored or unpacked, than the limit of ${maxBytes} bytes (maxBytes).`,
    {
      maxBytes,
    },
  );
}

// Not a generator: closing one that was never started would not close what it reads from.
function chained(chunks: Uint8Array[], rest: AsyncIterator<Uint8Array>): Bytes {
  const iterator: AsyncIterableIterator<Uint8Array> = {
    next: () => {
      const value = chunks.shift();
      return value === undefined ? rest.next() : Promise.resolve({ done: false, value });
    },
    return: async () => {
      await rest.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

/** Closes bytes that nobody will read on. */
export async function closeBytes(bytes: Bytes): Promise<void> {
  await bytes[Symbol.asyncIterator]().return?.();
}
