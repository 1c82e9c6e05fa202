import { TabulystError } from '../errors.js';

/**
 * How JSON text holds records. array: elements of one array; member: elements of an array that is a member of one
 * object, as programs answer ({"data": [...]}); lines: one per line; values: one after the other, in any number of lines.
 */
export type JsonLayout =
  | { readonly form: 'array' | 'lines' | 'values' }
  /** `at` is the offset of the array's bracket. */
  | { readonly form: 'member'; readonly name: string; readonly at: number };

/** What JSON of a layout is called. */
export function jsonKind({ form }: JsonLayout): 'json' | 'ndjson' {
  return form === 'lines' ? 'ndjson' : 'json';
}

const blanks = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The first byte that is no blank, or undefined where there is none. */
export function firstByte(head: Uint8Array): number | undefined {
  return head.find((byte) => !blanks.has(byte));
}

/**
 * The layout that the head shows.
 * @param whole whether the head is all there is
 * @throws INGEST_JSON_INVALID for what is neither an array nor an object
 */
export function findJsonLayout(head: Uint8Array, whole: boolean): JsonLayout {
  const first = firstByte(head);
  if (first === 0x5b) return { form: 'array' };
  if (first !== 0x7b) throw notJson(first);
  const { end, lineFeeds, member } = walkObject(head);
  if (end === null) return member ?? { form: lineFeeds || whole ? 'values' : 'lines' };
  const behind = head.subarray(end);
  const next = behind.findIndex((byte) => !blanks.has(byte));
  if (next < 0 && whole && member !== null) return member;
  const ownLine = next < 0 || behind.subarray(0, next).includes(0x0a);
  return { form: ownLine && !lineFeeds ? 'lines' : 'values' };
}

interface WalkedObject {
  /** Behind its closing brace; null when it goes on beyond the head. */
  readonly end: number | null;
  /** Whether it stands on several lines. */
  readonly lineFeeds: boolean;
  /** Its first member that is an array of objects. */
  readonly member: Extract<JsonLayout, { form: 'member' }> | null;
}

/** Looks at brackets and quotes only: parsing will find what is not valid. */
function walkObject(head: Uint8Array): WalkedObject {
  let depth = 0;
  let lineFeeds = false;
  let member: WalkedObject['member'] = null;
  let text: readonly [start: number, end: number] = [0, 0];
  for (let at = 0; at < head.length; at++) {
    const byte = head[at]!;
    if (byte === 0x22) {
      const end = stringEnd(head, at);
      if (depth === 1) text = [at, end];
      at = end;
    } else if (byte === 0x0a) {
      lineFeeds ||= depth > 0;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (depth === 1 && byte === 0x5b && member === null && firstByte(head.subarray(at + 1)) === 0x7b) {
        member = { form: 'member', name: nameOf(head, text), at };
      }
      depth++;
    } else if (byte === 0x7d || byte === 0x5d) {
      if (--depth <= 0) return { end: at + 1, lineFeeds, member };
    }
  }
  return { end: null, lineFeeds, member };
}

/** The closing quote, or the end of the head. */
function stringEnd(head: Uint8Array, opening: number): number {
  for (let at = opening + 1; at < head.length; at++) {
    if (head[at] === 0x5c) at++;
    else if (head[at] === 0x22) return at;
  }
  return head.length;
}

function nameOf(head: Uint8Array, [start, end]: readonly [number, number]): string {
  const text = Buffer.from(head.subarray(start, end + 1)).toString();
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

function notJson(first: number | undefined): TabulystError {
  const came = first === undefined ? 'only blanks' : JSON.stringify(String.fromCharCode(first));
  return new TabulystError(
    'INGEST_JSON_INVALID',
    `Expected JSON that starts with "[" (an array of records) or "{" (one record per line), not ${came}.`,
    { line: 1 },
  );
}
