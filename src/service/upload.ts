import { randomUUID } from 'node:crypto';
import { linkSignals } from '../workers/link-signals.js';
import type { ReadResult } from '../workers/messages.js';
import type { WorkerPool } from '../workers/pool.js';
import { limitBytes, stopOnAbort } from './byte-streams.js';
import { cleanName } from './clean-name.js';
import { describeSession } from './describe-session.js';
import { readingChoices } from './reading-choices.js';
import { originalKey, type Sessions } from './sessions.js';
import type { TableCache } from './table-cache.js';
import type { Session, Storage, UploadOptions } from './types.js';

/** What uploads go through. */
export interface UploadParts {
  readonly storage: Storage;
  readonly pool: WorkerPool;
  readonly sessions: Sessions;
  readonly tables: TableCache;
  readonly maxBytes: number;
}

/**
 * Stores the bytes and reads them in a worker in one pass: the slower of the two sets the pace. Whatever goes wrong,
 * nothing of the upload is left.
 */
export async function upload(
  parts: UploadParts,
  bytes: AsyncIterable<Uint8Array>,
  options: UploadOptions,
  signal: AbortSignal,
): Promise<Session> {
  const session = randomUUID();
  try {
    const { stored, result } = await storeAndRead(parts, session, bytes, options, signal);
    const known = { session, name: cleanName(options.name), createdAt: new Date().toISOString(), bytes: stored };
    const record = describeSession({ ...known, reading: readingChoices(options) }, result);
    await parts.sessions.add(record);
    parts.tables.set(record, result.table);
    return record;
  } catch (error) {
    // The first error tells more than one about the tidying up.
    await parts.storage.files.remove(originalKey(session)).catch(() => undefined);
    throw error;
  }
}

async function storeAndRead(
  { storage, pool, ...parts }: UploadParts,
  session: string,
  bytes: AsyncIterable<Uint8Array>,
  options: UploadOptions,
  signal: AbortSignal,
): Promise<{ stored: number; result: ReadResult }> {
  const maxBytes = Math.min(parts.maxBytes, options.maxBytes ?? Infinity);
  const link = linkSignals(signal);
  const { input, result } = pool.read(
    {
      name: cleanName(options.name) ?? undefined,
      kind: options.kind,
      reading: readingChoices(options),
      maxBytes: Number.isFinite(maxBytes) ? maxBytes : undefined,
    },
    { signal: link.signal, onProgress: options.onProgress },
  );

  /** The store pulls; what it gets has been sent to the worker first, so either of them can hold the source back. */
  async function* sendAndPassOn(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of limitBytes(stopOnAbort(bytes, link.signal), maxBytes)) {
      await input.send(chunk);
      yield chunk;
    }
    input.end();
  }

  // Whichever fails first stops the other and is the one to tell.
  let failure: { readonly error: unknown } | undefined;
  const stopBoth = (error: unknown): never => {
    failure ??= { error };
    link.abort(error);
    throw error;
  };
  try {
    const [stored, read] = await Promise.allSettled([
      storage.files.write(originalKey(session), sendAndPassOn()).catch(stopBoth),
      result.catch(stopBoth),
    ]);
    if (stored.status === 'rejected' || read.status === 'rejected') throw failure?.error;
    return { stored: stored.value, result: read.value };
  } finally {
    link.release();
  }
}
