import { closeBytes, limitBytes, peekBytes } from './byte-stream.js';
import type { Bytes } from './byte-stream.js';
import { detectEncoding, toUtf8 } from './decode-text.js';
import type { Encoding, Repairs } from './decode-text.js';
import { gunzip, isGzip } from './gunzip.js';
import { SNIFF_BYTES } from './heuristics.js';
import { refuseBinary } from './refuse-binary.js';
import { openSource } from './source.js';
import type { StoredBytesOptions } from './source.js';
import type { Source } from './types.js';

/** A source as text: UTF-8 bytes, to be read once, and what is known about them. */
export interface OpenedText {
  readonly name: string | null;
  readonly totalBytes: number | null;
  /** Stored bytes read so far. */
  readonly count: () => number;
  readonly gzip: boolean;
  readonly encoding: Encoding;
  /** Complete once the bytes have been read. */
  readonly repairs: Readonly<Repairs>;
  /** The first 64 kB, or less where there is no more. */
  readonly head: Uint8Array;
  /** All bytes, the head included: valid UTF-8 without byte order mark. */
  readonly bytes: Bytes;
}

/**
 * Opens a source as text: gzip unpacked, byte order marks honoured and dropped, binary files refused.
 * @throws every `INGEST_` code that concerns a source
 */
export async function openText(source: Source, options: StoredBytesOptions): Promise<OpenedText> {
  const stored = await openSource(source, options);
  const packed = await peekBytes(stored.bytes, 3);
  const gzip = isGzip(packed.head);
  const plain = gzip ? limitBytes(gunzip(packed.bytes), options.maxBytes, 'unpacked source') : packed.bytes;
  const start = await peekBytes(plain, SNIFF_BYTES);
  const encoding = detectEncoding(start.head);
  if (encoding === 'utf-8') await refusing(start.bytes, () => refuseBinary(start.head));
  const repairs: Repairs = { invalidUtf8: 0 };
  const text = await peekBytes(toUtf8(start.bytes, encoding, repairs), SNIFF_BYTES);
  const { name, totalBytes, count } = stored;
  return { name, totalBytes, count, gzip, encoding, repairs, head: text.head, bytes: text.bytes };
}

/** Closes the source before a refusal goes on. */
export async function refusing<Result>(bytes: Bytes, check: () => Result): Promise<Result> {
  try {
    return check();
  } catch (error) {
    await closeBytes(bytes);
    throw error;
  }
}
