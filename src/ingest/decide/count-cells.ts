import { dictionaryText } from '../../table/dictionary.js';
import type { DatetimeFormat, DecimalMark } from '../../table/types.js';
import type { ColumnContents } from '../collected-column.js';
import { EXACT_DIGITS, FORM_SHARE } from '../heuristics.js';
import { EntryKind } from './examine-entries.js';
import type { EntryFacts } from './examine-entries.js';

/** Cells counted by what they look like: every distinct text as often as it stands in the column, and the plain decimals. */
export interface CellCounts {
  readonly blanks: number;
  readonly nullTokens: number;
  readonly ambiguousTokens: number;
  readonly yesNo: number;
  /** Cells that are no blanks and no null tokens of any kind. */
  readonly values: number;
  /** Numbers by decimal mark, and those of them without a mark. */
  readonly numbers: Readonly<Record<DecimalMark, number>>;
  readonly wholes: Readonly<Record<DecimalMark, number>>;
  /** Numbers such as "1,234", that are others with the other decimal mark: not the plain ones such as "1.234". */
  readonly commaOnly: number;
  readonly percents: number;
  readonly leadingZeros: number;
  readonly longIntegers: number;
  /** Codes such as "C570867" and "7137e152": among whole numbers they show that those are codes too. */
  readonly codes: number;
  readonly anyDatetime: number;
  readonly datetimes: ReadonlyMap<DatetimeFormat, number>;
  /** Dates that are others with day and month changed round. */
  readonly eitherOrder: number;
}

const leadingZero = /^[+-]?0\d+$/;
const wholeNumber = /^[+-]?\d+$/;
const prefixedCode = /^[A-Za-z]{1,4}-?\d{2,}$/;
const scientificCode = /^\d{4,}[eE]\d+$/;
/** Texts longer than this are no codes. */
const LONGEST_CODE = 40;

/** Counts what the cells of a column look like. */
export function countCells({ plain, dictionary, counts }: ColumnContents, facts: EntryFacts): CellCounts {
  const tally = {
    blanks: 0,
    nullTokens: 0,
    ambiguousTokens: 0,
    yesNo: 0,
    values: plain?.count ?? 0,
    numbers: { '.': plain?.count ?? 0, ',': plain === null ? 0 : plain.integers + plain.groupLike },
    wholes: { '.': plain?.integers ?? 0, ',': plain === null ? 0 : plain.integers + plain.groupLike },
    commaOnly: 0,
    percents: 0,
    leadingZeros: 0,
    longIntegers: 0,
    codes: 0,
    anyDatetime: 0,
    datetimes: new Map<DatetimeFormat, number>(),
    eitherOrder: 0,
  };
  for (let entry = 0; entry < dictionary.size; entry++) {
    const count = counts[entry]!;
    if (count > 0) countEntry(entry, count);
  }
  // Where most are numbers, a few codes with letters show what the others are.
  if (Math.max(tally.numbers['.'], tally.numbers[',']) >= tally.values * FORM_SHARE) countPrefixedCodes();
  return tally;

  function countPrefixedCodes(): void {
    for (let entry = 0; entry < dictionary.size; entry++) {
      if (facts.kinds[entry] !== EntryKind.other || !Number.isNaN(facts.numbers['.'][entry]!)) continue;
      if (dictionary.offsets[entry + 1]! - dictionary.offsets[entry]! > LONGEST_CODE) continue;
      if (prefixedCode.test(dictionaryText(dictionary, entry).trim())) tally.codes += counts[entry]!;
    }
  }

  function countEntry(entry: number, count: number): void {
    const kind = facts.kinds[entry];
    if (kind === EntryKind.blank) tally.blanks += count;
    else if (kind === EntryKind.nullToken) tally.nullTokens += count;
    else if (kind === EntryKind.ambiguousToken) tally.ambiguousTokens += count;
    else {
      tally.values += count;
      if (kind === EntryKind.yesNo) tally.yesNo += count;
      else countValue(entry, count);
    }
  }

  function countValue(entry: number, count: number): void {
    const withPoint = facts.numbers['.'][entry]!;
    const withComma = facts.numbers[','][entry]!;
    if (!Number.isNaN(withPoint)) tally.numbers['.'] += count;
    if (!Number.isNaN(withComma)) tally.numbers[','] += count;
    tally.wholes['.'] += facts.wholes['.'][entry]! * count;
    tally.wholes[','] += facts.wholes[','][entry]! * count;
    tally.percents += facts.percents[entry]! * count;
    if (withPoint > withComma || withPoint < withComma) {
      // The plain "1.234" is a decimal unless something else shows a comma.
      if (facts.wholes['.'][entry] === 1) tally.commaOnly += count;
    }
    if (Number.isNaN(withPoint) && Number.isNaN(withComma)) countDatetime(entry, count);
    else countCode(entry, count);
  }

  function countCode(entry: number, count: number): void {
    const text = dictionaryText(dictionary, entry).trim();
    if (scientificCode.test(text)) tally.codes += count;
    else if (leadingZero.test(text)) tally.leadingZeros += count;
    else if (wholeNumber.test(text) && text.replace(/^[+-]/, '').length > EXACT_DIGITS) tally.longIntegers += count;
  }

  function countDatetime(entry: number, count: number): void {
    let any = false;
    for (const [format, times] of facts.datetimes) {
      if (Number.isNaN(times[entry])) continue;
      any = true;
      tally.datetimes.set(format, (tally.datetimes.get(format) ?? 0) + count);
    }
    if (any) tally.anyDatetime += count;
    const monthFirst = facts.datetimes.get('month-day-year')?.[entry] ?? NaN;
    const dayFirst = facts.datetimes.get('day-month-year')?.[entry] ?? NaN;
    if (monthFirst > dayFirst || monthFirst < dayFirst) tally.eitherOrder += count;
  }
}
