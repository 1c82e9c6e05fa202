import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TabulystError, isTabulystError } from '../errors.js';
import { throwIfAborted } from '../run-options.js';
import type { Encoding } from '../table/types.js';
import { tooLarge } from './byte-stream.js';
import type { Bytes } from './byte-stream.js';
import { FILE_BYTES, SLICE_BYTES } from './heuristics.js';
import type { Source } from './types.js';

/** A source ready to be read once, as its bytes are stored. */
export interface StoredBytes {
  /** File name or last part of the URL; null where there is none. */
  readonly name: string | null;
  /** Null where the size is not known beforehand. */
  readonly totalBytes: number | null;
  readonly bytes: Bytes;
  /** Bytes handed out so far. */
  readonly count: () => number;
}

export interface StoredBytesOptions {
  readonly signal?: AbortSignal | undefined;
  /** How the bytes are text; found where it is not given. */
  readonly encoding?: Encoding | undefined;
  readonly maxBytes: number;
}

/** What is read, and how it is stopped early. */
interface Opened {
  readonly name: string | null;
  readonly totalBytes: number | null;
  readonly chunks: AsyncIterator<Uint8Array | string>;
  readonly stop: () => void;
}

/**
 * Opens any form of {@link Source}. The bytes end with `RUN_ABORTED` when the signal is aborted, also while the source
 * is silent, and with `INGEST_TOO_LARGE` past `maxBytes`; the source is closed or destroyed either way.
 * @throws INGEST_SOURCE_INVALID, INGEST_FILE_NOT_FOUND, INGEST_TOO_LARGE (a file known to be), RUN_ABORTED
 */
export async function openSource(source: Source, { signal, maxBytes }: StoredBytesOptions): Promise<StoredBytes> {
  throwIfAborted(signal);
  const opened = await openForm(source, signal);
  if (opened.totalBytes !== null && opened.totalBytes > maxBytes) {
    opened.stop();
    throw tooLarge(maxBytes);
  }
  let count = 0;
  async function* read(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    let ended = false;
    try {
      for (;;) {
        const next = await nextChunk(opened, signal);
        if (next.done === true) {
          ended = true;
          return;
        }
        const chunk = typeof next.value === 'string' ? encoder.encode(next.value) : checkedChunk(next.value);
        count += chunk.length;
        if (count > maxBytes) throw tooLarge(maxBytes);
        for (let at = 0; at < chunk.length; at += SLICE_BYTES) yield chunk.subarray(at, at + SLICE_BYTES);
      }
    } catch (error) {
      throw readingError(error);
    } finally {
      if (!ended) opened.stop();
    }
  }
  return { name: opened.name, totalBytes: opened.totalBytes, bytes: read(), count: () => count };
}

async function openForm(source: Source, signal: AbortSignal | undefined): Promise<Opened> {
  if (source instanceof URL) return source.protocol === 'file:' ? openFile(urlPath(source)) : openUrl(source, signal);
  if (source instanceof Uint8Array) return openBytes(source);
  if (typeof source === 'object' && source !== null) {
    if ('path' in source && typeof source.path === 'string' && !isAsyncIterable(source)) return openFile(source.path);
    if ('text' in source && typeof source.text === 'string') return openBytes(new TextEncoder().encode(source.text));
    if (isAsyncIterable(source)) return openStream(source);
    if (source instanceof ReadableStream) return openWebStream(source);
  }
  throw sourceInvalid(source);
}

function sourceInvalid(source: unknown): TabulystError {
  const came = typeof source === 'string' ? 'a string' : source === null ? 'null' : `a value of type ${typeof source}`;
  const hint =
    typeof source === 'string' ? ' Write { path: "data.csv" } for a file or { text: "a,b\\n1,2" } for the data itself.' : '';
  return new TabulystError(
    'INGEST_SOURCE_INVALID',
    `Expected { path }, { text }, a URL, bytes (Uint8Array) or a stream as the source, not ${came}.${hint}`,
    { came },
  );
}

function urlPath(url: URL): string {
  try {
    return fileURLToPath(url);
  } catch (error) {
    throw new TabulystError(
      'INGEST_SOURCE_INVALID',
      `The URL ${url.href} is no path on this machine.`,
      { url: url.href },
      { cause: error },
    );
  }
}

async function openFile(path: string): Promise<Opened> {
  const facts = await stat(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  if (facts.isDirectory()) {
    throw new TabulystError('INGEST_SOURCE_INVALID', `Expected a file, but ${path} is a folder.`, { path });
  }
  if (!facts.isFile()) return { ...openStream(createReadStream(path)), name: basename(path) };
  const chunks = readAhead(path, facts.size === 0 ? FILE_BYTES : facts.size);
  return {
    name: basename(path),
    totalBytes: facts.size,
    chunks: { next: () => chunks.next().catch((error: unknown) => Promise.reject(fileError(path, error))) },
    stop: () => {
      chunks.return(undefined).catch(() => undefined);
    },
  };
}

/** A file's bytes in two buffers by turns: while one is worked on, the other is being filled. The first read is a short one, not to be waited for. */
async function* readAhead(path: string, size: number): AsyncGenerator<Uint8Array, undefined> {
  const file = await open(path);
  const bytes = Math.min(FILE_BYTES, size);
  const buffers: Buffer[] = [];
  const read = (buffer: Buffer) => file.read(buffer, 0, buffer.length, null);
  let ahead = read(Buffer.allocUnsafeSlow(Math.min(SLICE_BYTES, bytes)));
  try {
    for (let turn = 0; ; turn = 1 - turn) {
      const { buffer, bytesRead } = await ahead;
      if (bytesRead === 0) return;
      ahead = read((buffers[turn] ??= Buffer.allocUnsafeSlow(bytes)));
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await ahead.catch(() => undefined);
    await file.close();
  }
}

function fileError(path: string, error: unknown): TabulystError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? new TabulystError('INGEST_FILE_NOT_FOUND', `There is no file ${path}. Check the path.`, { path }, { cause: error })
    : new TabulystError(
        'INGEST_SOURCE_INVALID',
        `The file ${path} can't be read (${code}).`,
        { path, reason: code },
        { cause: error },
      );
}

async function openUrl(url: URL, signal: AbortSignal | undefined): Promise<Opened> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new TabulystError('INGEST_SOURCE_INVALID', `Expected a file:, http: or https: URL, not ${url.protocol}.`, {
      url: url.href,
    });
  }
  const response = await fetch(url, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    throwIfAborted(signal);
    throw new TabulystError('INGEST_SOURCE_INVALID', `${url.href} can't be reached.`, { url: url.href }, { cause: error });
  });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const code = response.status === 404 || response.status === 410 ? 'INGEST_FILE_NOT_FOUND' : 'INGEST_SOURCE_INVALID';
    throw new TabulystError(code, `${url.href} answered with status ${response.status}, not with a file.`, {
      url: url.href,
      status: response.status,
    });
  }
  const length = response.headers.get('content-encoding') === null ? response.headers.get('content-length') : null;
  const opened = openWebStream(response.body as ReadableStream<Uint8Array>);
  const name = basename(decodeURIComponent(url.pathname)) || null;
  return { ...opened, name, totalBytes: length === null ? null : Number(length) };
}

function openBytes(bytes: Uint8Array): Opened {
  let at = 0;
  const next = (): Promise<IteratorResult<Uint8Array>> => {
    if (at >= bytes.length) return Promise.resolve({ done: true, value: undefined });
    const value = bytes.subarray(at, (at += SLICE_BYTES));
    return Promise.resolve({ done: false, value });
  };
  return { name: null, totalBytes: bytes.length, chunks: { next }, stop: () => undefined };
}

function openStream(stream: AsyncIterable<Uint8Array | string>): Opened {
  const chunks = stream[Symbol.asyncIterator]();
  const stop = () => {
    if ('destroy' in stream && typeof stream.destroy === 'function') {
      // An error that the destroyed stream reports belongs to nobody any more.
      if ('on' in stream && typeof stream.on === 'function')
        (stream.on as (event: string, listener: () => void) => void)('error', () => undefined);
      (stream.destroy as () => void)();
    } else {
      // Not awaited: a source that is silent would never answer.
      Promise.resolve(chunks.return?.()).catch(() => undefined);
    }
  };
  return { name: null, totalBytes: null, chunks, stop };
}

function openWebStream(stream: ReadableStream<Uint8Array>): Opened {
  const reader = stream.getReader();
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const { done, value } = await reader.read();
    return done ? { done: true, value: undefined } : { done: false, value };
  };
  const stop = () => {
    reader.cancel().catch(() => undefined);
  };
  return { name: null, totalBytes: null, chunks: { next }, stop };
}

/** The next chunk, or a rejection as soon as the signal is aborted, however long the source stays silent. */
function nextChunk({ chunks }: Opened, signal: AbortSignal | undefined): Promise<IteratorResult<Uint8Array | string>> {
  throwIfAborted(signal);
  if (signal === undefined) return chunks.next();
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(new TabulystError('RUN_ABORTED', 'The run was cancelled.'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const settled = () => {
      signal.removeEventListener('abort', onAbort);
    };
    chunks.next().then(resolve, reject).finally(settled);
  });
}

function checkedChunk(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TabulystError(
    'INGEST_SOURCE_INVALID',
    `Expected the stream to give bytes (Uint8Array) or strings, not ${typeof chunk}.`,
    {
      came: typeof chunk,
    },
  );
}

function readingError(error: unknown): unknown {
  if (isTabulystError(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new TabulystError(
    'INGEST_SOURCE_INVALID',
    `The source broke off while it was read: ${reason}`,
    { reason },
    { cause: error },
  );
}

function isAsyncIterable(value: object): value is AsyncIterable<Uint8Array | string> {
  return Symbol.asyncIterator in value;
}
