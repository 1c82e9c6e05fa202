import { dictionaryText } from '../../table/dictionary.js';
import { AMBIGUOUS_NULL_TOKENS, NULL_WORDS, UNAMBIGUOUS_NULL_TOKENS } from '../../table/null-tokens.js';
import { parseDatetime } from '../../table/parse-datetime.js';
import { plainDecimalPlaces, plainDecimalValue } from '../../table/plain-decimal.js';
import { scanNumber } from '../../table/scan-number.js';
import type { DatetimeFormat, Dictionary } from '../../table/types.js';
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
  /** A plain decimal, which is a number and nothing else. */
  plainDecimal: 5,
  other: 6,
} as const;

/** What is known of the distinct texts of a column that may be more than plain text; all others are {@link EntryKind.other}. */
export interface EntryFacts {
  /** The entries examined, ascending. Everything else here is one per entry examined, in this order. */
  readonly entries: Uint32Array;
  /** Values of {@link EntryKind}. */
  readonly kinds: Uint8Array;
  /** The number that each text is, by what stands before its fraction; NaN where it is none. */
  readonly numbers: { readonly '.': Float64Array; readonly ',': Float64Array };
  /** 1 where that number has no decimal mark. */
  readonly wholes: { readonly '.': Uint8Array; readonly ',': Uint8Array };
  /** 1 where a number has a percent sign. */
  readonly percents: Uint8Array;
  /** The currencies of those that have one, by place. */
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
/** In any case. */
export const YES_NO_WORDS: ReadonlySet<string> = new Set(['yes', 'no', 'true', 'false', 't', 'f', 'y', 'n']);

/** Examines some of the distinct texts of a column once, on their bytes as far as they tell. */
export function examineEntries(dictionary: Dictionary, entries: Uint32Array): EntryFacts {
  const examination = new Examination(dictionary, entries);
  for (let place = 0; place < entries.length; place++) examination.examine(place);
  return examination;
}

class Examination implements EntryFacts {
  readonly kinds: Uint8Array;
  readonly numbers: { readonly '.': Float64Array; readonly ',': Float64Array };
  readonly wholes: { readonly '.': Uint8Array; readonly ',': Uint8Array };
  readonly percents: Uint8Array;
  readonly currencies = new Map<number, string>();
  readonly datetimes = new Map<DatetimeFormat, Float64Array>();

  constructor(
    private readonly dictionary: Dictionary,
    readonly entries: Uint32Array,
  ) {
    const size = entries.length;
    this.kinds = new Uint8Array(size).fill(EntryKind.other);
    this.numbers = { '.': new Float64Array(size).fill(NaN), ',': new Float64Array(size).fill(NaN) };
    this.wholes = { '.': new Uint8Array(size), ',': new Uint8Array(size) };
    this.percents = new Uint8Array(size);
  }

  examine(place: number): void {
    const { bytes, offsets } = this.dictionary;
    const entry = this.entries[place]!;
    let start = offsets[entry]!;
    let end = offsets[entry + 1]!;
    while (start < end && bytes[start]! <= SPACE) start++;
    while (end > start && bytes[end - 1]! <= SPACE) end--;
    if (hasDigit(bytes, start, end)) this.examineValue(place, start, end);
    else this.examineWord(place, this.text(place));
  }

  private examineWord(place: number, text: string): void {
    if (text === '') this.kinds[place] = EntryKind.blank;
    else if (UNAMBIGUOUS_NULL_TOKENS.has(text)) this.kinds[place] = EntryKind.nullToken;
    else if (AMBIGUOUS_NULL_TOKENS.has(text) || NULL_WORDS.has(text.toLowerCase())) this.kinds[place] = EntryKind.ambiguousToken;
    else if (YES_NO_WORDS.has(text.toLowerCase())) this.kinds[place] = EntryKind.yesNo;
  }

  private examineValue(place: number, start: number, end: number): void {
    const { bytes } = this.dictionary;
    const places = plainDecimalPlaces(bytes, start, end);
    if (places >= 0) {
      const value = plainDecimalValue(bytes, start, end, places);
      this.numbers['.'][place] = value;
      this.wholes['.'][place] = Number(places === 0);
      const thousands = places === 3 ? (scanNumber(this.text(place), ',')?.value ?? NaN) : NaN;
      this.numbers[','][place] = places === 0 ? value : thousands;
      this.wholes[','][place] = Number(!Number.isNaN(this.numbers[','][place]));
      this.kinds[place] = EntryKind.plainDecimal;
      return;
    }
    const time = readIso(bytes, start, end);
    if (!Number.isNaN(time)) this.timesOf('iso')[place] = time;
    else if (!this.examineNumber(place, start, end)) this.examineDate(place);
  }

  private examineNumber(place: number, start: number, end: number): boolean {
    const text = this.text(place);
    if (bytesHave(this.dictionary.bytes, start, end, HASH) && UNAMBIGUOUS_NULL_TOKENS.has(text)) {
      this.kinds[place] = EntryKind.nullToken;
      return true;
    }
    const withPoint = scanNumber(text, '.');
    const hasMark = bytesHave(this.dictionary.bytes, start, end, POINT) || bytesHave(this.dictionary.bytes, start, end, COMMA);
    const withComma = hasMark ? scanNumber(text, ',') : withPoint;
    const found = withPoint ?? withComma;
    if (found === null) return false;
    this.numbers['.'][place] = withPoint?.value ?? NaN;
    this.numbers[','][place] = withComma?.value ?? NaN;
    this.wholes['.'][place] = Number(withPoint?.whole ?? false);
    this.wholes[','][place] = Number(withComma?.whole ?? false);
    this.percents[place] = Number(found.percent);
    if (found.currency !== null) this.currencies.set(place, found.currency);
    return true;
  }

  private examineDate(place: number): void {
    const text = this.text(place);
    for (const layout of layouts) {
      const time = parseDatetime(text, layout);
      if (!Number.isNaN(time)) this.timesOf(layout)[place] = time;
    }
  }

  private timesOf(layout: DatetimeFormat): Float64Array {
    let times = this.datetimes.get(layout);
    if (times === undefined) this.datetimes.set(layout, (times = new Float64Array(this.entries.length).fill(NaN)));
    return times;
  }

  private text(place: number): string {
    return dictionaryText(this.dictionary, this.entries[place]!).trim();
  }
}

function hasDigit(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x30 && bytes[at]! <= 0x39) return true;
  return false;
}

function bytesHave(bytes: Uint8Array, start: number, end: number, wanted: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === wanted) return true;
  return false;
}
