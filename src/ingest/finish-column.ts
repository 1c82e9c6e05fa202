import { CANONICAL, canonicalText } from '../table/cell-text.js';
import { dictionaryText } from '../table/dictionary.js';
import { rememberRange } from '../table/number-range.js';
import { plainDecimalPlaces } from '../table/plain-decimal.js';
import type { CellFormat, Column, Dictionary, SparseTexts } from '../table/types.js';
import { selectEntries } from './collected-codes.js';
import type { CollectedColumn, CollectedNumbers, CollectedTexts } from './collected-column.js';
import type { ColumnCollector } from './column-collector.js';
import { decideColumn } from './decide-column.js';
import type { ColumnDecision, DecideOptions } from './decide-column.js';

/** Turns the first `rowCount` cells of a collector into a column's final form, with what can't be rebuilt kept aside; releases the collector. */
export function finishColumn(name: string, collector: ColumnCollector, rowCount: number, options: DecideOptions): Column {
  let collected = collector.collect(rowCount);
  let decision = decideColumn(name, collected, options);
  if (collected.plain !== null && !readsPlain(decision.format)) {
    collected = collector.collectTexts(rowCount);
    decision = decideColumn(name, collected, options);
  }
  const column = columnOf(name, collected, decision);
  collector.release();
  return column;
}

function columnOf(name: string, collected: CollectedColumn, decision: ColumnDecision): Column {
  const { format, evidence } = decision;
  if (format.form === 'number') return { form: 'number', name, format, evidence, ...numberCells(collected, decision) };
  const texts = collected as CollectedTexts;
  return format.form === 'datetime'
    ? { form: 'datetime', name, format, evidence, ...datetimeCells(texts, decision) }
    : { form: 'dictionary', name, format, evidence, ...textCells(texts, decision) };
}

function readsPlain(format: CellFormat): boolean {
  return format.form === 'number' && format.decimal === '.';
}

function numberCells(collected: CollectedColumn, decision: ColumnDecision) {
  const { dictionary, counts } = collected;
  const entries = entryValues(decision, dictionary.size);
  const places = Uint8Array.from(entries, (value, entry) => placesOf(dictionary, entry, value, decision.format));
  const isException = places.map((place) => Number(place === EXCEPTION));
  if (collected.plain !== null) {
    return { ...plainCells(collected, entries, places), exceptions: pickOthers(collected, isException) };
  }
  const { codes } = collected;
  const isPadded = places.some((place, entry) => {
    return place < EXCEPTION && counts[entry]! > 0 && isPaddedNumber(dictionary, entry, entries[entry]!, place);
  });
  const decimals = isPadded
    ? Uint8Array.from(codes.values(Float64Array.from(places, storedPlaces)), (place) => place || 0)
    : null;
  return { values: codes.values(entries), decimals, exceptions: codes.texts(isException) };
}

function plainCells({ plain, others }: CollectedNumbers, entries: Float64Array, places: Uint8Array) {
  const { values, decimals, padded, range } = plain;
  if (others.rows.length === 0) rememberRange(values, range);
  for (let other = 0; other < others.rows.length; other++) {
    const row = others.rows[other]!;
    const code = others.codes[other]!;
    values[row] = entries[code]!;
    decimals[row] = storedPlaces(places[code]!);
  }
  return { values, decimals: padded > 0 ? decimals : null };
}

function datetimeCells({ codes, dictionary, survey }: CollectedTexts, decision: ColumnDecision) {
  const entries = entryValues(decision, dictionary.size);
  // What the survey has read is written otherwise.
  const isException = new Uint8Array(entries.length).fill(1);
  for (const entry of survey.open) isException[entry] = Number(!isCanonicalTime(dictionary, entry, entries[entry]!));
  return { values: codes.values(entries), exceptions: codes.texts(isException) };
}

function textCells({ codes }: CollectedTexts, { missing }: ColumnDecision) {
  const exceptions = codes.pick(missing);
  return { ...codes.keep(missing), exceptions };
}

/** A column's own value per entry: NaN for the missing and for those that don't fit. */
function entryValues({ values, missing }: ColumnDecision, size: number): Float64Array {
  const entries = values ?? new Float64Array(size).fill(NaN);
  if (!missing.includes(1)) return entries;
  return entries.map((value, entry) => (missing[entry] === 1 ? NaN : value));
}

const ZERO = 0x30;
const LETTER_Z = 0x5a;
/** Length of "2024-01-31T00:00:00.000Z", the shortest canonical datetime. */
const CANONICAL_TIME_LENGTH = 24;
/** Smaller numbers are written with an exponent by `String`. */
const SMALLEST_PLAIN = 1e-6;

/** What {@link placesOf} gives for texts that can't be rebuilt. */
const EXCEPTION = CANONICAL - 1;

function storedPlaces(places: number): number {
  return places === EXCEPTION ? 0 : places;
}

/** How the text of a number's entry is rebuilt: digits behind the point, {@link CANONICAL}, or {@link EXCEPTION} when it can't be. */
function placesOf(dictionary: Dictionary, entry: number, value: number, format: CellFormat): number {
  if (Number.isNaN(value)) return EXCEPTION;
  const { bytes, offsets } = dictionary;
  const places = plainDecimalPlaces(bytes, offsets[entry]!, offsets[entry + 1]!);
  // With a decimal comma, "1.234" is a thousand and some.
  if (places === 0 || (places > 0 && readsPlain(format))) return places;
  return canonicalText('number', value) === dictionaryText(dictionary, entry) ? CANONICAL : EXCEPTION;
}

function isCanonicalTime(dictionary: Dictionary, entry: number, value: number): boolean {
  const { bytes, offsets } = dictionary;
  const end = offsets[entry + 1]!;
  if (Number.isNaN(value) || end - offsets[entry]! < CANONICAL_TIME_LENGTH || bytes[end - 1] !== LETTER_Z) return false;
  return canonicalText('datetime', value) === dictionaryText(dictionary, entry);
}

/** Whether a plain decimal is not `String(value)`: "2.50", "0.0000001". */
function isPaddedNumber({ bytes, offsets }: Dictionary, entry: number, value: number, places: number): boolean {
  return places > 0 && (bytes[offsets[entry + 1]! - 1] === ZERO || (value !== 0 && Math.abs(value) < SMALLEST_PLAIN));
}

/** The cells beside the plain numbers whose entry is picked (1). */
function pickOthers({ others, dictionary, counts }: CollectedNumbers, picked: Uint8Array): SparseTexts {
  const wanted = (other: number) => picked[others.codes[other]!] === 1;
  const rows = others.rows.filter((_, other) => wanted(other));
  const codes = others.codes.filter((_, other) => wanted(other));
  const order = [...new Set(codes)];
  const numbers = new Map(order.map((entry, number) => [entry, number]));
  const { dictionary: texts } = selectEntries({ dictionary, counts }, Uint32Array.from(order));
  return { rows, codes: codes.map((entry) => numbers.get(entry)!), texts };
}
