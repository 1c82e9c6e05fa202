import type { Gunzip } from 'node:zlib';
import { TabulystError } from '../errors.js';
import type { Bytes } from './byte-stream.js';
import { GZIP_SLICE_BYTES, SLICE_BYTES } from './heuristics.js';

/** Whether the bytes begin a gzip file (RFC 1952, compression method "deflate"). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 0x08;
}

/**
 * Unpacks gzip while it is read. What comes before a damage is the same however the bytes are cut, since they are
 * unpacked in even slices. Where there is a limit, a damaged source is read on to its end: one that is too large as well
 * is refused as that.
 * @throws INGEST_GZIP_INVALID when it is damaged or cut short
 */
export async function* gunzip(bytes: Bytes, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { createGunzip } = await import('node:zlib');
  const unpacker = new Unpacker(createGunzip({ chunkSize: SLICE_BYTES }));
  let ahead = Promise.resolve<Uint8Array[]>([]);
  try {
    for await (const slice of evenSlices(bytes)) {
      const output = await ahead;
      // One slice is unpacked while the consumer works on what the one before gave.
      ahead = unpacker.push(slice);
      yield* output;
      if (unpacker.damage !== null && maxBytes === Infinity) break;
    }
    yield* await ahead;
    yield* await unpacker.end();
    if (unpacker.damage !== null) throw unpacker.damage;
  } finally {
    unpacker.close();
  }
}

/** Unpacks one slice after the other, each to its end, which a stream of its own pace would not. */
class Unpacker {
  /** Set once the bytes turn out to be no gzip: nothing comes out from then on. */
  damage: TabulystError | null = null;
  private output: Uint8Array[] = [];

  constructor(private readonly stream: Gunzip) {
    this.stream.on('data', (chunk: Uint8Array) => this.output.push(chunk));
    this.stream.on('error', ({ message: reason }) => {
      const message = `The source looks like gzip but can't be unpacked: ${reason}. It may be damaged or cut short; get it again.`;
      this.damage = new TabulystError('INGEST_GZIP_INVALID', message, { reason });
    });
  }

  push(slice: Uint8Array): Promise<Uint8Array[]> {
    return this.settled((taken) => this.stream.write(slice, taken));
  }

  end(): Promise<Uint8Array[]> {
    return this.settled(() => this.stream.end());
  }

  close(): void {
    this.stream.destroy();
  }

  /** What comes out until what was given is taken, or the stream has ended or failed. */
  private settled(give: (taken: (error?: Error | null) => void) => void): Promise<Uint8Array[]> {
    const { stream } = this;
    // Behind the end only zeros follow, which pad some files.
    if (this.damage !== null || stream.readableEnded) return Promise.resolve([]);
    return new Promise((resolve) => {
      const settle = () => {
        stream.off('end', settle).off('close', settle);
        const { output } = this;
        this.output = [];
        resolve(output);
      };
      stream.on('end', settle).on('close', settle);
      give((error) => {
        if (!error) settle();
      });
    });
  }
}

/** The bytes in slices of one size, the last one excepted, each an array of its own. */
async function* evenSlices(bytes: Bytes): AsyncGenerator<Uint8Array> {
  let slice = new Uint8Array(GZIP_SLICE_BYTES);
  let filled = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length;) {
      const part = chunk.subarray(at, at + GZIP_SLICE_BYTES - filled);
      slice.set(part, filled);
      at += part.length;
      filled += part.length;
      if (filled < GZIP_SLICE_BYTES) continue;
      yield slice;
      slice = new Uint8Array(GZIP_SLICE_BYTES);
      filled = 0;
    }
  }
  if (filled > 0) yield slice.subarray(0, filled);
}
