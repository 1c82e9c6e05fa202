import { EntryForm } from '../kernels/kernels.js';
import { dictionaryText } from '../table/dictionary.js';
import { NULL_TOKENS_BESIDE_YES_NO } from '../table/null-tokens.js';
import { datetimeFormats, parseDatetime } from '../table/parse-datetime.js';
import type {
  CellFormat,
  ColumnEvidence,
  ColumnType,
  DatetimeFormat,
  DecimalMark,
  Dictionary,
  TextCount,
} from '../table/types.js';
import type { ColumnContents } from './collected-column.js';
import { countCells } from './decide/count-cells.js';
import type { CellCounts } from './decide/count-cells.js';
import { decimalRange } from './decide/decimal-range.js';
import { EntryKind, examineEntries } from './decide/examine-entries.js';
import type { EntryFacts } from './decide/examine-entries.js';
import { findWrittenDates } from './decide/find-written-dates.js';
import { isCodeName } from './decide/is-code-name.js';
import { CODE_LENGTHS, CODE_SHARE, EVIDENCE_TEXT_LENGTH, FORM_SHARE, MISFIT_TEXTS, TOKENS_PER_NUMBER } from './heuristics.js';

/** A column's physical form, with the value of every distinct text. */
export interface ColumnDecision {
  readonly format: CellFormat;
  readonly evidence: ColumnEvidence;
  /** For numbers and datetimes: the value per entry, NaN = missing; null for a dictionary. */
  readonly values: Float64Array | null;
  /** Per entry: 1 where the text counts as missing. */
  readonly missing: Uint8Array;
}

/** What the caller knows of a column. */
export interface DecideOptions {
  readonly type?: ColumnType | undefined;
  readonly dayFirst?: boolean | undefined;
  readonly decimal?: DecimalMark | undefined;
}

/** How a column's cells are to be read. */
interface Reading {
  readonly form: CellFormat['form'];
  readonly decimal: DecimalMark;
  readonly datetimeFormat: DatetimeFormat;
  readonly ambiguous: ColumnEvidence['ambiguous'];
}

/**
 * Decides what form a column has, from the counts of its distinct texts: the order of the rows plays no part.
 * Numbers or datetimes when at least {@link FORM_SHARE} of the present cells are; texts that are codes rather than
 * quantities (leading zeros, more than 15 digits, "C570867" among numbers, digits in a column called "zip") keep it a
 * dictionary. A type given by the caller wins.
 *
 * It does not matter whether plain decimals are in `contents.plain` or in the dictionary. With a decision other than
 * numbers with a decimal point, the caller moves them there and asks again.
 */
export function decideColumn(name: string, contents: ColumnContents, options: DecideOptions): ColumnDecision {
  const facts = examineEntries(contents.dictionary, contents.survey.open);
  const counts = countCells(contents, facts);
  const reading = decideReading(name, contents, { facts, counts, options });
  const missing = missingEntries(contents.dictionary, facts, reading.form, counts);
  const values = entryValues(contents, facts, reading);
  const nullTokens = tokenTexts(contents, facts, missing);
  return {
    format: cellFormat(reading, nullTokens),
    evidence: describeEvidence(contents, { facts, counts, reading, missing, values, nullTokens }),
    values,
    missing,
  };
}

interface Findings {
  readonly facts: EntryFacts;
  readonly counts: CellCounts;
  readonly options: DecideOptions;
}

function decideReading(name: string, contents: ColumnContents, { facts, counts, options }: Findings): Reading {
  const { decimal, isAmbiguous } = decideDecimal(counts, options.decimal);
  const layout = decideLayout(counts, options.dayFirst);
  const written = findWrittenDates(name, contents, facts, counts, options.type === 'datetime');
  const datetimeFormat = written ?? layout.format;
  const form =
    options.type === undefined
      ? formByEvidence(name, contents, counts, decimal, datetimeFormat, written !== null)
      : formOfType(options.type);
  const ambiguous =
    form === 'number' && isAmbiguous
      ? 'decimal-mark'
      : form === 'datetime' && written === null && layout.isAmbiguous
        ? 'day-month'
        : null;
  return { form, decimal, datetimeFormat, ambiguous };
}

function formOfType(type: ColumnType): CellFormat['form'] {
  if (type === 'numerical') return 'number';
  return type === 'datetime' ? 'datetime' : 'dictionary';
}

function formByEvidence(
  name: string,
  contents: ColumnContents,
  counts: CellCounts,
  decimal: DecimalMark,
  layout: DatetimeFormat,
  isWritten: boolean,
): CellFormat['form'] {
  const { values, leadingZeros, longIntegers, codes, ambiguousTokens } = counts;
  if (values === 0) return 'dictionary';
  if (isWritten) return 'datetime';
  if (Math.max(leadingZeros, longIntegers, codes) > values * CODE_SHARE) return 'dictionary';
  const numbers = counts.numbers[decimal];
  const datetimes = counts.datetimes.get(layout) ?? 0;
  // A mark that stands in nearly every cell is a value.
  if (ambiguousTokens > Math.max(numbers, datetimes) * TOKENS_PER_NUMBER) return 'dictionary';
  if (numbers >= values * FORM_SHARE) return isCodeName(name) && isCodeLike(contents, counts) ? 'dictionary' : 'number';
  return datetimes >= values * FORM_SHARE ? 'datetime' : 'dictionary';
}

/** Whether all numbers are whole and of about the same length, as postal codes are. */
function isCodeLike(contents: ColumnContents, { numbers, wholes }: CellCounts): boolean {
  const { dictionary, counts, survey } = contents;
  if (wholes['.'] < numbers['.']) return false;
  const lengths = new Set<number>();
  const { min, max } = decimalRange(contents);
  if (min < 0) return false;
  for (const value of min <= max ? [min, max] : []) lengths.add(String(value).length);
  for (const entry of survey.open) {
    const text = counts[entry] === 0 ? '' : dictionaryText(dictionary, entry).trim();
    if (/^\d+$/.test(text)) lengths.add(text.length);
  }
  return Math.max(...lengths) - Math.min(...lengths) < CODE_LENGTHS && Math.min(...lengths) > 2;
}

function decideDecimal({ numbers, commaOnly }: CellCounts, given: DecimalMark | undefined) {
  const isTie = numbers['.'] === numbers[','];
  if (!isTie) return { decimal: numbers['.'] > numbers[','] ? ('.' as const) : (',' as const), isAmbiguous: false };
  return { decimal: given ?? '.', isAmbiguous: given === undefined && commaOnly > 0 };
}

function decideLayout({ datetimes, eitherOrder, eitherOrderPoints }: CellCounts, dayFirst: boolean | undefined) {
  let format: DatetimeFormat = 'iso';
  for (const candidate of datetimeFormats) {
    if ((datetimes.get(candidate) ?? 0) > (datetimes.get(format) ?? 0)) format = candidate;
  }
  const isTie = format === 'month-day-year' && datetimes.get('month-day-year') === datetimes.get('day-month-year');
  // Where dates are written with points, the day comes first.
  if (isTie && (dayFirst ?? eitherOrderPoints * 2 > eitherOrder)) format = 'day-month-year';
  return { format, isAmbiguous: isTie && dayFirst === undefined && eitherOrder > 0 };
}

function cellFormat({ form, decimal, datetimeFormat }: Reading, tokens: readonly TextCount[]): CellFormat {
  const nullTokens = tokens.map(({ text }) => text);
  if (form === 'datetime') return { form, datetimeFormat, nullTokens };
  return form === 'number' ? { form, decimal, nullTokens } : { form, nullTokens };
}

function missingEntries(
  dictionary: Dictionary,
  { entries, kinds }: EntryFacts,
  form: CellFormat['form'],
  { yesNo, values }: CellCounts,
): Uint8Array {
  const besideYesNo = yesNo > 0 && yesNo === values;
  const isMissing = (kind: number | undefined, entry: number): boolean => {
    if (kind !== EntryKind.ambiguousToken) return kind === EntryKind.blank || kind === EntryKind.nullToken;
    return form !== 'dictionary' || (besideYesNo && NULL_TOKENS_BESIDE_YES_NO.has(dictionaryText(dictionary, entry).trim()));
  };
  const missing = new Uint8Array(dictionary.size);
  entries.forEach((entry, place) => (missing[entry] = Number(isMissing(kinds[place], entry))));
  return missing;
}

function entryValues(contents: ColumnContents, facts: EntryFacts, reading: Reading): Float64Array | null {
  const { form, decimal, datetimeFormat } = reading;
  if (form === 'dictionary') return null;
  const { dictionary, survey } = contents;
  const values = new Float64Array(dictionary.size).fill(NaN);
  const isDigits = form === 'datetime' && (datetimeFormat === 'compact' || datetimeFormat.startsWith('epoch'));
  if (isDigits) return values.map((_, entry) => parseDatetime(dictionaryText(dictionary, entry), datetimeFormat));
  const isWanted = (entryForm: number) => (entryForm === EntryForm.time) === (form === 'datetime' && datetimeFormat === 'iso');
  const { times, min, max } = survey.totals;
  const areAllWanted = form === 'number' ? decimal === '.' && times === 0 : datetimeFormat === 'iso' && !(min <= max);
  if (areAllWanted) {
    values.set(survey.values);
  } else if (form === 'number' || datetimeFormat === 'iso') {
    survey.forms.forEach((entryForm, entry) => {
      if (isWanted(entryForm)) values[entry] = valueBy(decimal, survey.values[entry]!, entryForm);
    });
  }
  const found = form === 'number' ? facts.numbers[decimal] : facts.datetimes.get(datetimeFormat);
  facts.entries.forEach((entry, place) => (values[entry] = found?.[place] ?? NaN));
  return values;
}

/** Forms of plain decimals: see `EntryForm`. */
const WHOLE = 1;
const THREE_DECIMALS = 4;

/** With a decimal comma, the plain "1.234" is a thousand and some, and "1.5" no number. */
function valueBy(decimal: DecimalMark, value: number, form: number): number {
  if (form === EntryForm.time || decimal === '.' || form === WHOLE) return value;
  const isThousands = form === THREE_DECIMALS && Math.abs(value) >= 1 && Math.abs(value) < 1000;
  return isThousands ? Math.round(value * 1000) : NaN;
}

/** The null tokens found, without the blanks around them, most frequent first. */
function tokenTexts(contents: ColumnContents, { entries, kinds }: EntryFacts, missing: Uint8Array): TextCount[] {
  const tokens = entries.filter((entry, place) => missing[entry] === 1 && kinds[place] !== EntryKind.blank);
  return countTexts(contents, tokens, (text) => text.trim());
}

/** The texts of some entries with their counts, most frequent first, then by text. */
function countTexts(
  { dictionary, counts }: ColumnContents,
  entries: Iterable<number>,
  shown: (text: string) => string,
): TextCount[] {
  const found = new Map<string, number>();
  for (const entry of entries) {
    if (counts[entry] === 0) continue;
    const key = shown(dictionaryText(dictionary, entry));
    found.set(key, (found.get(key) ?? 0) + counts[entry]!);
  }
  return sorted(found);
}

function sorted(found: ReadonlyMap<string, number>): TextCount[] {
  return [...found]
    .map(([text, count]) => ({ text, count }))
    .sort((left, right) => right.count - left.count || (left.text < right.text ? -1 : 1));
}

interface Decided {
  readonly facts: EntryFacts;
  readonly counts: CellCounts;
  readonly reading: Reading;
  readonly missing: Uint8Array;
  readonly values: Float64Array | null;
  readonly nullTokens: readonly TextCount[];
}

function describeEvidence(contents: ColumnContents, decided: Decided): ColumnEvidence {
  const { facts, counts, reading, missing, values, nullTokens } = decided;
  const { cells, emptyCells } = contents;
  const tokens = nullTokens.reduce((sum, { count }) => sum + count, 0);
  const empty = emptyCells + counts.blanks;
  const present = cells - empty - tokens;
  const isWritten = reading.form === 'datetime' && values !== null && !counts.datetimes.has(reading.datetimeFormat);
  const misfits = values === null ? [] : countTexts(contents, misfitEntries(values, missing), (text) => text);
  const misfitCount = misfits.reduce((sum, { count }) => sum + count, 0);
  const currencies = new Map<string, number>();
  for (const [place, currency] of facts.currencies) {
    const count = contents.counts[facts.entries[place]!]!;
    if (count > 0) currencies.set(currency, (currencies.get(currency) ?? 0) + count);
  }
  const layouts = datetimeFormats.flatMap((format) => {
    const count = isWritten && format === reading.datetimeFormat ? present - misfitCount : counts.datetimes.get(format);
    return count === undefined || count === 0 ? [] : [{ format, count }];
  });
  return {
    cells,
    empty,
    nullTokens,
    present,
    numbers: counts.numbers[reading.decimal],
    integers: counts.wholes[reading.decimal],
    datetimes: isWritten ? present - misfitCount : counts.anyDatetime,
    datetimeFormats: layouts,
    booleans: counts.yesNo,
    currencies: sorted(currencies),
    percents: counts.percents,
    ambiguous: reading.ambiguous,
    leadingZeros: counts.leadingZeros,
    longIntegers: counts.longIntegers,
    misfits: misfits.slice(0, MISFIT_TEXTS).map(({ text, count }) => ({ text: text.slice(0, EVIDENCE_TEXT_LENGTH), count })),
    misfitCount,
    meanLength: reading.form !== 'dictionary' ? null : present === 0 ? 0 : presentLength(contents, missing) / present,
  };
}

/** Entries that are neither missing nor of the column's form. */
function misfitEntries(values: Float64Array, missing: Uint8Array): number[] {
  if (!values.includes(NaN)) return [];
  const found: number[] = [];
  for (let entry = 0; entry < values.length; entry++) {
    if (missing[entry] === 0 && Number.isNaN(values[entry])) found.push(entry);
  }
  return found;
}

/** Characters of all present cells of the dictionary. */
function presentLength({ dictionary, counts, survey }: ColumnContents, missing: Uint8Array): number {
  let length = survey.totals.characters;
  for (let entry = missing.indexOf(1); entry >= 0; entry = missing.indexOf(1, entry + 1)) {
    length -= counts[entry]! * lengthOf(dictionary, entry);
  }
  return length;
}

/** Length in characters (code points): UTF-8 bytes that don't continue one. */
function lengthOf({ bytes, offsets }: Dictionary, entry: number): number {
  const end = offsets[entry + 1]!;
  let count = 0;
  for (let index = offsets[entry]!; index < end; index++) count += Number((bytes[index]! & 0xc0) !== 0x80);
  return count;
}
