import { constants, gunzipSync } from 'node:zlib';

/** What a file's name says it is; null when it says nothing. ".gz" at its end is looked past. */
export function kindOfName(name: string | undefined): 'csv' | 'json' | null {
  const extension = /\.([a-z]+)(\.gz)?$/i.exec(name ?? '')?.[1]?.toLowerCase();
  if (extension === 'csv' || extension === 'tsv') return 'csv';
  return extension === 'json' || extension === 'ndjson' || extension === 'jsonl' ? 'json' : null;
}

const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** Byte order marks, and the zero bytes of UTF-16. */
const MARKS = new Set([0xef, 0xbb, 0xbf, 0xfe, 0xff, 0x00]);
const OPENING = new Set(['['.charCodeAt(0), '{'.charCodeAt(0)]);

/** What the first bytes of a file, gzipped or not, say it is: JSON begins with a bracket or a brace, anything else is CSV. */
export function kindOfBytes(head: Uint8Array): 'csv' | 'json' {
  const text = head[0] === 0x1f && head[1] === 0x8b ? unpack(head) : head;
  const first = text.find((byte) => !BLANKS.has(byte) && !MARKS.has(byte));
  return first !== undefined && OPENING.has(first) ? 'json' : 'csv';
}

/** As much as the head of a gzip file gives; nothing when it is damaged, which reading then reports. */
function unpack(head: Uint8Array): Uint8Array {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array(0);
  }
}
