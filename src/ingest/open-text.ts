import type { Encoding, SourceWarning } from '../table/types.js';
import { closeBytes, limitBytes, peekBytes } from './byte-stream.js';
import type { Bytes } from './byte-stream.js';
import { toUtf8 } from './decode-text.js';
import { findUtf16 } from './find-encoding.js';
import { gunzip, isGzip } from './gunzip.js';
import { SNIFF_BYTES } from './heuristics.js';
import { refuseBinary, refuseNul } from './refuse-binary.js';
import { refuseMarkup } from './refuse-markup.js';
import { openSource } from './source.js';
import type { StoredBytesOptions } from './source.js';
import { TextRepairs } from './text-repairs.js';
import type { ReaderPlace } from './text-repairs.js';
import { guessedEncoding, textWarnings } from './text-warnings.js';
import type { Source } from './types.js';

/** A source as text: UTF-8 bytes, to be read once, and what is known about them. */
export interface OpenedText {
  readonly name: string | null;
  readonly totalBytes: number | null;
  /** Stored bytes read so far. */
  readonly count: () => number;
  readonly gzip: boolean;
  /** Known once the bytes have been read: a Windows-1252 file may be plain ASCII up to its last line. */
  readonly encoding: () => Encoding;
  /** About bytes that were no text in the encoding; complete once the bytes have been read. */
  readonly warnings: () => SourceWarning[];
  /** Lets a reader that counts lines tell where it is, so that they are not counted twice; null from it means that it has stopped. */
  readonly countLinesBy: (place: () => ReaderPlace | null) => void;
  /** The first {@link SNIFF_BYTES}, or less where there is no more. */
  readonly head: Uint8Array;
  /** All bytes, the head included: valid UTF-8 without byte order mark. */
  readonly bytes: Bytes;
}

/**
 * Opens a source as text: gzip unpacked, the encoding found or obeyed, byte order marks dropped; binary files and pages of
 * markup are refused.
 * @throws every `INGEST_` code that concerns a source
 */
export async function openText(source: Source, options: StoredBytesOptions): Promise<OpenedText> {
  const stored = await openSource(source, options);
  const packed = await peekBytes(stored.bytes, 3);
  const gzip = isGzip(packed.head);
  const plain = gzip ? limitBytes(gunzip(packed.bytes, options.maxBytes), options.maxBytes) : packed.bytes;
  const start = await peekBytes(plain, SNIFF_BYTES);
  const encoding = await refusing(start.bytes, () => acceptedEncoding(start.head, options.encoding));
  const repairs = new TextRepairs();
  const text = await peekBytes(toUtf8(start.bytes, encoding, repairs), SNIFF_BYTES);
  await refusing(text.bytes, () => refuseMarkup(text.head));
  const { name, totalBytes, count } = stored;
  return {
    name,
    totalBytes,
    count,
    gzip,
    encoding: () => encoding ?? guessedEncoding(repairs),
    warnings: () => textWarnings(repairs, encoding),
    countLinesBy: (place) => {
      repairs.readerPlace = place;
    },
    head: text.head,
    bytes: text.bytes,
  };
}

/** The encoding given, or UTF-16 where it shows; undefined to find it out while reading. @throws INGEST_BINARY */
function acceptedEncoding(head: Uint8Array, given: Encoding | undefined): Encoding | undefined {
  refuseBinary(head);
  const encoding = given ?? findUtf16(head) ?? undefined;
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') refuseNul(head);
  return encoding;
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
