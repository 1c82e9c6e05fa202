import { LONGEST_CODE_BYTES, PREFIXED_CODE } from '../../kernels/kernels.js';
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
  /** Dates that are others with day and month changed round; and those of them that are written with points. */
  readonly eitherOrder: number;
  readonly eitherOrderPoints: number;
}

const leadingZero = /^[+-]?0\d+$/;
const wholeNumber = /^[+-]?\d+$/;
const scientificCode = /^\d{4,}[eE]\d+$/;
const pointedDate = /^\s*\d{1,2}\./;

/** Counts what the cells of a column look like. */
export function countCells(contents: ColumnContents, facts: EntryFacts): CellCounts {
  const { plain, dictionary, counts, survey } = contents;
  const { wholes, thousands, decimals, times } = survey.totals;
  const integers = (plain?.integers ?? 0) + wholes;
  const withComma = integers + (plain?.groupLike ?? 0) + thousands;
  const tally = {
    blanks: 0,
    nullTokens: 0,
    ambiguousTokens: 0,
    yesNo: 0,
    values: contents.cells - contents.emptyCells,
    numbers: { '.': (plain?.count ?? 0) + wholes + thousands + decimals, ',': withComma },
    wholes: { '.': integers, ',': withComma },
    commaOnly: 0,
    percents: 0,
    leadingZeros: 0,
    longIntegers: 0,
    codes: 0,
    anyDatetime: times,
    datetimes: new Map<DatetimeFormat, number>(times > 0 ? [['iso', times]] : []),
    eitherOrder: 0,
    eitherOrderPoints: 0,
  };
  for (let place = 0; place < facts.entries.length; place++) {
    const count = counts[facts.entries[place]!]!;
    if (count > 0) countEntry(place, count);
  }
  tally.values -= tally.blanks + tally.nullTokens + tally.ambiguousTokens;
  // Where most are numbers, a few codes with letters show what the others are.
  if (Math.max(tally.numbers['.'], tally.numbers[',']) >= tally.values * FORM_SHARE) countPrefixedCodes();
  return tally;

  function countPrefixedCodes(): void {
    tally.codes += survey.totals.prefixedCodes;
    facts.entries.forEach((entry, place) => {
      const isOther = facts.kinds[place] === EntryKind.other && Number.isNaN(facts.numbers['.'][place]!);
      if (!isOther || dictionary.offsets[entry + 1]! - dictionary.offsets[entry]! > LONGEST_CODE_BYTES) return;
      if (PREFIXED_CODE.test(dictionaryText(dictionary, entry).trim())) tally.codes += counts[entry]!;
    });
  }

  function countEntry(place: number, count: number): void {
    const kind = facts.kinds[place];
    if (kind === EntryKind.blank) tally.blanks += count;
    else if (kind === EntryKind.nullToken) tally.nullTokens += count;
    else if (kind === EntryKind.ambiguousToken) tally.ambiguousTokens += count;
    else if (kind === EntryKind.yesNo) tally.yesNo += count;
    else countValue(place, count);
  }

  function countValue(place: number, count: number): void {
    const withPoint = facts.numbers['.'][place]!;
    const withComma = facts.numbers[','][place]!;
    if (!Number.isNaN(withPoint)) tally.numbers['.'] += count;
    if (!Number.isNaN(withComma)) tally.numbers[','] += count;
    tally.wholes['.'] += facts.wholes['.'][place]! * count;
    tally.wholes[','] += facts.wholes[','][place]! * count;
    tally.percents += facts.percents[place]! * count;
    // The plain "1.234" is a decimal unless something else shows a comma.
    if (facts.wholes['.'][place] === 1 && (withPoint > withComma || withPoint < withComma)) tally.commaOnly += count;
    if (Number.isNaN(withPoint) && Number.isNaN(withComma)) countDatetime(place, count);
    else countCode(place, count);
  }

  function countCode(place: number, count: number): void {
    const text = dictionaryText(dictionary, facts.entries[place]!).trim();
    if (scientificCode.test(text)) tally.codes += count;
    else if (leadingZero.test(text)) tally.leadingZeros += count;
    else if (wholeNumber.test(text) && text.replace(/^[+-]/, '').length > EXACT_DIGITS) tally.longIntegers += count;
  }

  function countDatetime(place: number, count: number): void {
    let any = false;
    for (const [format, times] of facts.datetimes) {
      if (Number.isNaN(times[place])) continue;
      any = true;
      tally.datetimes.set(format, (tally.datetimes.get(format) ?? 0) + count);
    }
    if (any) tally.anyDatetime += count;
    const monthFirst = facts.datetimes.get('month-day-year')?.[place] ?? NaN;
    const dayFirst = facts.datetimes.get('day-month-year')?.[place] ?? NaN;
    if (!(monthFirst > dayFirst || monthFirst < dayFirst)) return;
    tally.eitherOrder += count;
    if (pointedDate.test(dictionaryText(dictionary, facts.entries[place]!))) tally.eitherOrderPoints += count;
  }
}
