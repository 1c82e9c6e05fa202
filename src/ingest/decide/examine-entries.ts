import { dictionaryText } from '../../table/dictionary.js';
import { AMBIGUOUS_NULL_TOKENS, NULL_WORDS, UNAMBIGUOUS_NULL_TOKENS } from '../../table/null-tokens.js';
import { parseDatetime } from '../../table/parse-datetime.js';
import { plainDecimalPlaces } from '../../table/plain-decimal.js';
import { scanNumber } from '../../table/scan-number.js';
import type { DatetimeFormat, Dictionary } from '../../table/types.js';
import { LONGEST_TOKEN_BYTES } from '../heuristics.js';
import { mayBeValue } from './may-be-value.js';
import { readIso } from './read-iso.js';

/** What a distinct text is, as far as that does not depend on its column. */
export const EntryKind = {
  /** Blanks only. */
  blank: 1,
  /** Means "missing" wherever it stands. */
  nullToken: 2,
  /** Means "missing" among numbers and datetimes. */
  ambiguousToken: 3,
  yesNo: 4,
  other: 5,
} as const;

/** What is known of every distinct text of a column. */
export interface EntryFacts {
  /** Values of {@link EntryKind}. */
  readonly kinds: Uint8Array;
  /** The number that each text is, by what stands before its fraction; NaN where it is none. */
  readonly numbers: { readonly '.': Float64Array; readonly ',': Float64Array };
  /** 1 where that number has no decimal mark. */
  readonly wholes: { readonly '.': Uint8Array; readonly ',': Uint8Array };
  /** 1 where a number has a percent sign. */
  readonly percents: Uint8Array;
  /** The currencies of the entries that have one. */
  readonly currencies: ReadonlyMap<number, string>;
  /** Per layout that any text fits, the point in time each text is, NaN where it is none. */
  readonly datetimes: ReadonlyMap<DatetimeFormat, Float64Array>;
}

/** Layouts tried for texts that are no numbers. */
const layouts: readonly DatetimeFormat[] = ['iso', 'month-day-year', 'day-month-year', 'month-name', 'compact'];

const SPACE = 0x20;
const POINT = 0x2e;
const COMMA = 0x2c;
const HASH = 0x23;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const yesNoWord = /^(?:yes|no|true|false|t|f|y|n)$/i;

/** Examines every distinct text once, on its bytes as far as they tell. */
export function examineEntries(dictionary: Dictionary): EntryFacts {
  const examination = new Examination(dictionary);
  for (let entry = 0; entry < dictionary.size; entry++) examination.examine(entry);
  return examination;
}

class Examination implements EntryFacts {
  readonly kinds: Uint8Array;
  readonly numbers: { readonly '.': Float64Array; readonly ',': Float64Array };
  readonly wholes: { readonly '.': Uint8Array; readonly ',': Uint8Array };
  readonly percents: Uint8Array;
  readonly currencies = new Map<number, string>();
  readonly datetimes = new Map<DatetimeFormat, Float64Array>();

  constructor(private readonly dictionary: Dictionary) {
    const { size } = dictionary;
    this.kinds = new Uint8Array(size).fill(EntryKind.other);
    this.numbers = { '.': new Float64Array(size).fill(NaN), ',': new Float64Array(size).fill(NaN) };
    this.wholes = { '.': new Uint8Array(size), ',': new Uint8Array(size) };
    this.percents = new Uint8Array(size);
  }

  examine(entry: number): void {
    const { bytes, offsets } = this.dictionary;
    let start = offsets[entry]!;
    let end = offsets[entry + 1]!;
    while (start < end && bytes[start]! <= SPACE) start++;
    while (end > start && bytes[end - 1]! <= SPACE) end--;
    if (start === end || (end - start < LONGEST_TOKEN_BYTES && bytes[start]! >= 0x80 && this.text(entry) === '')) {
      this.kinds[entry] = EntryKind.blank;
    } else if (mayBeValue(bytes, start, end)) this.examineValue(entry, start, end);
    else if (end - start <= LONGEST_TOKEN_BYTES && mayBeToken(bytes, start, end)) this.examineWord(entry, start, end);
  }

  private examineWord(entry: number, start: number, end: number): void {
    const text = decoder.decode(this.dictionary.bytes.subarray(start, end)).trim();
    if (UNAMBIGUOUS_NULL_TOKENS.has(text)) this.kinds[entry] = EntryKind.nullToken;
    else if (AMBIGUOUS_NULL_TOKENS.has(text) || NULL_WORDS.has(text.toLowerCase())) this.kinds[entry] = EntryKind.ambiguousToken;
    else if (yesNoWord.test(text)) this.kinds[entry] = EntryKind.yesNo;
  }

  private examineValue(entry: number, start: number, end: number): void {
    const { bytes } = this.dictionary;
    const places = plainDecimalPlaces(bytes, start, end);
    if (places >= 0) {
      const value = Number(decoder.decode(bytes.subarray(start, end)));
      this.numbers['.'][entry] = value;
      this.wholes['.'][entry] = Number(places === 0);
      const thousands = places === 3 ? (scanNumber(this.text(entry), ',')?.value ?? NaN) : NaN;
      this.numbers[','][entry] = places === 0 ? value : thousands;
      this.wholes[','][entry] = Number(!Number.isNaN(this.numbers[','][entry]));
      return;
    }
    const time = readIso(bytes, start, end);
    if (!Number.isNaN(time)) this.setTime('iso', entry, time);
    else if (!this.examineNumber(entry, start, end)) this.examineDate(entry);
  }

  private examineNumber(entry: number, start: number, end: number): boolean {
    const text = this.text(entry);
    if (bytesHave(this.dictionary.bytes, start, end, HASH) && UNAMBIGUOUS_NULL_TOKENS.has(text)) {
      this.kinds[entry] = EntryKind.nullToken;
      return true;
    }
    const withPoint = scanNumber(text, '.');
    const hasMark = bytesHave(this.dictionary.bytes, start, end, POINT) || bytesHave(this.dictionary.bytes, start, end, COMMA);
    const withComma = hasMark ? scanNumber(text, ',') : withPoint;
    const found = withPoint ?? withComma;
    if (found === null) return false;
    this.numbers['.'][entry] = withPoint?.value ?? NaN;
    this.numbers[','][entry] = withComma?.value ?? NaN;
    this.wholes['.'][entry] = Number(withPoint?.whole ?? false);
    this.wholes[','][entry] = Number(withComma?.whole ?? false);
    this.percents[entry] = Number(found.percent);
    if (found.currency !== null) this.currencies.set(entry, found.currency);
    return true;
  }

  private examineDate(entry: number): void {
    const text = this.text(entry);
    for (const layout of layouts) {
      const time = parseDatetime(text, layout);
      if (!Number.isNaN(time)) this.setTime(layout, entry, time);
    }
  }

  private setTime(layout: DatetimeFormat, entry: number, time: number): void {
    let times = this.datetimes.get(layout);
    if (times === undefined) this.datetimes.set(layout, (times = new Float64Array(this.dictionary.size).fill(NaN)));
    times[entry] = time;
  }

  private text(entry: number): string {
    return dictionaryText(this.dictionary, entry).trim();
  }
}

/** Tokens and yes/no words have no digits, but for "1.#IND" and the like. */
function mayBeToken(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at]! >= 0x30 && bytes[at]! <= 0x39) return bytesHave(bytes, start, end, HASH);
  }
  return true;
}

function bytesHave(bytes: Uint8Array, start: number, end: number, wanted: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === wanted) return true;
  return false;
}
