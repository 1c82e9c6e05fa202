import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { TabulystError, isTabulystError } from '../errors.js';
import type { Bytes } from './byte-stream.js';
import { SLICE_BYTES } from './heuristics.js';

/** Whether the bytes begin a gzip file (RFC 1952, compression method "deflate"). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08;
}

/** Unpacks gzip while it is read. @throws INGEST_GZIP_INVALID when it is damaged or cut short */
export async function* gunzip(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const packed = Readable.from(ownBytes(bytes), { objectMode: false });
  const unpacker = createGunzip({ chunkSize: SLICE_BYTES });
  packed.on('error', (error) => unpacker.destroy(error));
  packed.pipe(unpacker);
  try {
    for await (const chunk of unpacker) yield chunk as Uint8Array;
  } catch (error) {
    if (isTabulystError(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TabulystError(
      'INGEST_GZIP_INVALID',
      `The source looks like gzip but can't be unpacked: ${reason}. It may be damaged or cut short; get it again.`,
      { reason },
      { cause: error },
    );
  } finally {
    unpacker.destroy();
    packed.destroy();
  }
}

/** Copies, since streams hold on to several chunks while a source may write over one once the next is asked for. */
async function* ownBytes(bytes: Bytes): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) yield new Uint8Array(chunk);
}
