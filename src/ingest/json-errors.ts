import { TabulystError } from '../errors.js';
import { MAX_JSON_DEPTH } from './heuristics.js';
import type { JsonFault } from './find-json-fault.js';

/** Where in JSON text something is: 1-based line, offset in the text as UTF-8 (without a byte order mark), 1-based record. */
export interface JsonPlace {
  readonly line: number;
  readonly byte: number;
  readonly record: number;
}

const hints: readonly (readonly [found: RegExp, hint: string])[] = [
  [/^$/, 'The file may be cut short; get it again.'],
  [/^[-+]?(nan|inf(inity)?|none|undefined|nil)\b/i, 'JSON has no such value; write null.'],
  [/^(true|false|null)\b/i, 'JSON writes true, false and null in small letters.'],
  [/^'/, 'JSON writes text in double quotes.'],
  [/^[\]}]/, 'Is there a comma too many before it?'],
  [/^(\/\/|\/\*|#)/, 'JSON has no comments.'],
  [
    /^,/,
    'A comma stands only between the values of an array or object: is one too many here, or are the brackets [ ] around the records missing?',
  ],
  [/^[[{]/, 'Is a comma or a closing bracket missing before it?'],
];

/** The error for a fault. @param rest the text from there on, or its beginning */
export function jsonFaultError({ expected }: JsonFault, place: JsonPlace, rest: string): TabulystError {
  const found = /^(?:[\w.+-]{1,40}|[^])?/u.exec(rest)?.[0] ?? '';
  const came = found === '' ? 'the end of the text' : JSON.stringify(found);
  const isNext = expected.startsWith('nothing more') && /^[[{]/.test(rest);
  const hint = isNext ? 'Put all records into one array.' : hints.find(([pattern]) => pattern.test(rest))?.[1];
  const reason = `expected ${expected}, not ${came}`;
  return new TabulystError(
    'INGEST_JSON_INVALID',
    `The JSON is not valid ${shown(place)}: ${reason}. ${hint ?? 'Check the text there.'}`,
    {
      ...place,
      reason,
    },
  );
}

/** The error for a valid value that is no record. */
export function notRecordError(value: unknown, place: JsonPlace): TabulystError {
  const came = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  const message = `Expected a record like {"name": value} ${shown(place)}, not ${came}.`;
  return new TabulystError('INGEST_JSON_INVALID', message, { ...place });
}

export function recordTooLong(maxRowBytes: number, place: JsonPlace): TabulystError {
  const message = `The record ${shown(place)} is longer than ${maxRowBytes} bytes. Raise maxRowBytes if that is intended.`;
  return new TabulystError('INGEST_ROW_TOO_LONG', message, { ...place, maxRowBytes });
}

export function nestedTooDeep(place: JsonPlace): TabulystError {
  const reason = `more than ${MAX_JSON_DEPTH} arrays and objects stand within each other`;
  return new TabulystError('INGEST_JSON_INVALID', `The JSON can't be read ${shown(place)}: ${reason}.`, { ...place, reason });
}

function shown({ line, byte, record }: JsonPlace): string {
  return `on line ${line} (byte ${byte}, record ${record})`;
}
