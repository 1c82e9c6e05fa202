import { dictionaryText } from '../table/dictionary.js';
import { AMBIGUOUS_NULL_TOKENS, UNAMBIGUOUS_NULL_TOKENS } from '../table/heuristics.js';
import { datetimeFormats, parseDatetime } from '../table/parse-datetime.js';
import { parseNumber } from '../table/parse-number.js';
import type { CellFormat, ColumnEvidence, ColumnType, DatetimeFormat, Dictionary, TextCount } from '../table/types.js';
import type { CollectedColumn } from './column-builder.js';
import { CODE_SHARE, EVIDENCE_TEXT_LENGTH, EXACT_DIGITS, FORM_SHARE, MISFIT_TEXTS } from './heuristics.js';

/** What a distinct text is. */
const enum Kind {
  Blank = 1,
  NullToken = 2,
  AmbiguousToken = 3,
  Other = 4,
}

/** What is known of every distinct text of a column. */
interface EntryFacts {
  readonly kinds: Uint8Array;
  /** The number each text is, NaN where it is none. */
  readonly numbers: Float64Array;
  /** Per layout, the point in time each text is; null where no text is one. */
  readonly datetimes: ReadonlyMap<DatetimeFormat, Float64Array>;
}

/** A column's physical form, with the value of every distinct text. */
export interface ColumnDecision {
  readonly format: CellFormat;
  readonly evidence: ColumnEvidence;
  /** For numbers and datetimes: the value per entry, NaN = missing; null for a dictionary. */
  readonly values: Float64Array | null;
  /** Per entry: 1 where the text counts as missing. */
  readonly missing: Uint8Array;
}

/**
 * Decides what form a column has, from the counts of its distinct texts: the order of the rows plays no part.
 * Numbers or datetimes when at least {@link FORM_SHARE} of the present cells are; texts that are codes rather than
 * quantities (leading zeros, more than {@link EXACT_DIGITS} digits, "C570867" among numbers) keep it a dictionary. A type given by the caller wins.
 */
export function decideColumn(column: CollectedColumn, type: ColumnType | undefined): ColumnDecision {
  const facts = examineEntries(column.dictionary);
  const tally = new Tally(column, facts);
  const form = type === undefined ? formByEvidence(tally) : formOfType(type);
  const missing = missingEntries(facts.kinds, form);
  const values =
    form === 'number' ? facts.numbers : form === 'datetime' ? (facts.datetimes.get(tally.bestDatetimeFormat) ?? null) : null;
  const asValues = form === 'dictionary' ? null : (values ?? new Float64Array(column.dictionary.size).fill(NaN));
  const nullTokens = tally.texts((entry) => missing[entry] === 1 && facts.kinds[entry] !== Kind.Blank, true);
  return {
    format: cellFormat(form, tally.bestDatetimeFormat, nullTokens),
    evidence: tally.evidence(missing, asValues, nullTokens),
    values: asValues,
    missing,
  };
}

type Form = CellFormat['form'];

function formOfType(type: ColumnType): Form {
  if (type === 'numerical') return 'number';
  return type === 'datetime' ? 'datetime' : 'dictionary';
}

function formByEvidence(tally: Tally): Form {
  const { values: present, numbers, leadingZeros, longIntegers, datetimes } = tally;
  if (present === 0) return 'dictionary';
  if (Math.max(leadingZeros, longIntegers, tally.prefixedCodes) > present * CODE_SHARE) return 'dictionary';
  if (numbers >= present * FORM_SHARE) return 'number';
  const best = datetimes.get(tally.bestDatetimeFormat) ?? 0;
  return best >= present * FORM_SHARE ? 'datetime' : 'dictionary';
}

function cellFormat(form: Form, datetimeFormat: DatetimeFormat, tokens: readonly TextCount[]): CellFormat {
  const nullTokens = tokens.map(({ text }) => text);
  if (form === 'datetime') return { form, datetimeFormat, nullTokens };
  return form === 'number' ? { form, decimal: '.', nullTokens } : { form, nullTokens };
}

function examineEntries(dictionary: Dictionary): EntryFacts {
  const { size } = dictionary;
  const kinds = new Uint8Array(size);
  const numbers = new Float64Array(size).fill(NaN);
  const datetimes = new Map<DatetimeFormat, Float64Array>();
  for (let entry = 0; entry < size; entry++) {
    const text = dictionaryText(dictionary, entry);
    const kind = (kinds[entry] = kindOf(text.trim()));
    if (kind !== Kind.Other || !startsLikeValue(text)) continue;
    const number = parseNumber(text);
    numbers[entry] = number;
    if (!Number.isNaN(number)) continue;
    for (const format of datetimeFormats) {
      const value = parseDatetime(text, format);
      if (Number.isNaN(value)) continue;
      let values = datetimes.get(format);
      if (values === undefined) datetimes.set(format, (values = new Float64Array(size).fill(NaN)));
      values[entry] = value;
    }
  }
  return { kinds, numbers, datetimes };
}

function kindOf(trimmed: string): Kind {
  if (trimmed === '') return Kind.Blank;
  if (UNAMBIGUOUS_NULL_TOKENS.has(trimmed)) return Kind.NullToken;
  return AMBIGUOUS_NULL_TOKENS.has(trimmed) ? Kind.AmbiguousToken : Kind.Other;
}

/** Spares long texts the parsing: numbers and datetimes start with a digit, sign or point, after blanks. */
function startsLikeValue(text: string): boolean {
  return /^\s*[\d+.-]/.test(text);
}

function missingEntries(kinds: Uint8Array, form: Form): Uint8Array {
  return kinds.map((kind: Kind) =>
    Number(kind === Kind.Blank || kind === Kind.NullToken || (kind === Kind.AmbiguousToken && form !== 'dictionary')),
  );
}

const leadingZero = /^[+-]?0\d+$/;
const wholeNumber = /^[+-]?\d+$/;
const prefixedCode = /^[A-Za-z]{1,4}-?\d{2,}$/;
const yesNoWord = /^(?:yes|no|true|false|t|f|y|n)$/i;

/** Cells counted per kind of text, each distinct text weighted by how often it stands in the column. */
class Tally {
  /** Cells that are neither blank nor any null token. */
  values = 0;
  numbers = 0;
  integers = 0;
  booleans = 0;
  leadingZeros = 0;
  longIntegers = 0;
  /** Codes such as "C570867": among whole numbers they show that those are codes too. */
  prefixedCodes = 0;
  anyDatetime = 0;
  readonly datetimes: ReadonlyMap<DatetimeFormat, number>;
  /** The layout that most cells fit; the earlier of {@link datetimeFormats} on a tie. */
  readonly bestDatetimeFormat: DatetimeFormat;

  constructor(
    private readonly column: CollectedColumn,
    private readonly facts: EntryFacts,
  ) {
    const datetimes = new Map<DatetimeFormat, number>();
    for (let entry = 0; entry < column.dictionary.size; entry++) this.count(entry, datetimes);
    this.datetimes = datetimes;
    let best: DatetimeFormat = 'iso';
    for (const format of datetimeFormats) {
      if ((datetimes.get(format) ?? 0) > (datetimes.get(best) ?? 0)) best = format;
    }
    this.bestDatetimeFormat = best;
  }

  private count(entry: number, datetimes: Map<DatetimeFormat, number>): void {
    const { column, facts } = this;
    if (facts.kinds[entry] !== Kind.Other) return;
    const count = column.counts[entry] ?? 0;
    this.values += count;
    const number = facts.numbers[entry] ?? NaN;
    if (Number.isNaN(number)) {
      const text = this.text(entry);
      if (yesNoWord.test(text)) this.booleans += count;
      if (prefixedCode.test(text)) this.prefixedCodes += count;
      let any = false;
      for (const [format, values] of facts.datetimes) {
        if (Number.isNaN(values[entry])) continue;
        any = true;
        datetimes.set(format, (datetimes.get(format) ?? 0) + count);
      }
      if (any) this.anyDatetime += count;
      return;
    }
    this.numbers += count;
    if (Number.isInteger(number)) this.integers += count;
    const text = this.text(entry);
    if (leadingZero.test(text)) this.leadingZeros += count;
    else if (wholeNumber.test(text) && text.replace(/^[+-]/, '').length > EXACT_DIGITS) this.longIntegers += count;
  }

  private text(entry: number): string {
    return dictionaryText(this.column.dictionary, entry).trim();
  }

  /** The texts of some entries with their counts, most frequent first, then by text; without the blanks around them if `trimmed`. */
  texts(wanted: (entry: number) => boolean, trimmed: boolean): TextCount[] {
    const counts = new Map<string, number>();
    for (let entry = 0; entry < this.column.dictionary.size; entry++) {
      if (!wanted(entry)) continue;
      const text = trimmed ? this.text(entry) : dictionaryText(this.column.dictionary, entry);
      counts.set(text, (counts.get(text) ?? 0) + (this.column.counts[entry] ?? 0));
    }
    return [...counts]
      .map(([text, count]) => ({ text, count }))
      .sort((left, right) => right.count - left.count || (left.text < right.text ? -1 : 1));
  }

  evidence(missing: Uint8Array, values: Float64Array | null, nullTokens: readonly TextCount[]): ColumnEvidence {
    const { codes, counts, dictionary } = this.column;
    let present = 0;
    let length = 0;
    for (let entry = 0; entry < dictionary.size; entry++) {
      if (missing[entry] === 1) continue;
      const count = counts[entry] ?? 0;
      present += count;
      length += count * characters(dictionary, entry);
    }
    const misfits = values === null ? [] : this.texts((entry) => missing[entry] === 0 && Number.isNaN(values[entry]), false);
    const tokens = nullTokens.reduce((sum, { count }) => sum + count, 0);
    return {
      cells: codes.length,
      empty: codes.length - present - tokens,
      nullTokens,
      present,
      numbers: this.numbers,
      integers: this.integers,
      datetimes: this.anyDatetime,
      datetimeFormats: datetimeFormats.flatMap((format) => {
        const count = this.datetimes.get(format);
        return count === undefined ? [] : [{ format, count }];
      }),
      booleans: this.booleans,
      currencies: [],
      percents: 0,
      ambiguous: null,
      leadingZeros: this.leadingZeros,
      longIntegers: this.longIntegers,
      misfits: misfits.slice(0, MISFIT_TEXTS).map(({ text, count }) => ({ text: text.slice(0, EVIDENCE_TEXT_LENGTH), count })),
      misfitCount: misfits.reduce((sum, { count }) => sum + count, 0),
      meanLength: present === 0 ? 0 : length / present,
    };
  }
}

/** Length in characters (code points): UTF-8 bytes that don't continue one. */
function characters({ bytes, offsets }: Dictionary, entry: number): number {
  const end = offsets[entry + 1]!;
  let count = 0;
  for (let index = offsets[entry]!; index < end; index++) count += Number((bytes[index]! & 0xc0) !== 0x80);
  return count;
}
