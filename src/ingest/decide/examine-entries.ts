import { dictionaryText } from '../../table/dictionary.js';
import { AMBIGUOUS_NULL_TOKENS, NULL_WORDS, UNAMBIGUOUS_NULL_TOKENS } from '../../table/null-tokens.js';
import { parseDatetime } from '../../table/parse-datetime.js';
import { scanNumber } from '../../table/scan-number.js';
import type { DatetimeFormat, Dictionary } from '../../table/types.js';

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

/** What is known of the distinct texts of a column that its survey leaves open. */
export interface EntryFacts {
  /** These entries, ascending. Everything else here is one per entry examined, in this order. */
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

/** In any case. */
export const YES_NO_WORDS: ReadonlySet<string> = new Set(['yes', 'no', 'true', 'false', 't', 'f', 'y', 'n']);

/** Examines the distinct texts of a column that its survey leaves open, once each. */
export function examineEntries(dictionary: Dictionary, open: Uint32Array): EntryFacts {
  const examination = new Examination(dictionary, open);
  for (let place = 0; place < open.length; place++) examination.examine(place);
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
    const text = dictionaryText(this.dictionary, this.entries[place]!).trim();
    if (!/\d/.test(text)) this.examineWord(place, text);
    else if (text.includes('#') && UNAMBIGUOUS_NULL_TOKENS.has(text)) this.kinds[place] = EntryKind.nullToken;
    else if (!this.examineNumber(place, text)) this.examineDate(place, text);
  }

  private examineWord(place: number, text: string): void {
    if (text === '') this.kinds[place] = EntryKind.blank;
    else if (UNAMBIGUOUS_NULL_TOKENS.has(text)) this.kinds[place] = EntryKind.nullToken;
    else if (AMBIGUOUS_NULL_TOKENS.has(text) || NULL_WORDS.has(text.toLowerCase())) this.kinds[place] = EntryKind.ambiguousToken;
    else if (YES_NO_WORDS.has(text.toLowerCase())) this.kinds[place] = EntryKind.yesNo;
  }

  private examineNumber(place: number, text: string): boolean {
    const withPoint = scanNumber(text, '.');
    const withComma = /[.,]/.test(text) ? scanNumber(text, ',') : withPoint;
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

  private examineDate(place: number, text: string): void {
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
}
