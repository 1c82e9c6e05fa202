import { CANONICAL, canonicalText } from '../table/cell-text.js';
import { dictionaryText } from '../table/dictionary.js';
import { plainDecimalPlaces } from '../table/plain-decimal.js';
import { MISSING_CODE } from '../table/types.js';
import type { CellFormat, CellTexts, Column, Dictionary } from '../table/types.js';
import type { CollectedColumn, CollectedNumbers, CollectedTexts } from './collected-column.js';
import type { ColumnCollector } from './column-collector.js';
import { decideColumn } from './decide-column.js';
import type { ColumnDecision, DecideOptions } from './decide-column.js';

/** Turns the first `rowCount` cells of a collector into a column's final form, with what can't be rebuilt kept aside; releases the collector. */
export function finishColumn(name: string, collector: ColumnCollector, rowCount: number, options: DecideOptions): Column {
  let collected = collector.collect(rowCount);
  let decision = decideColumn(name, collected, options);
  if (collected.plain !== null && !readsPlain(decision.format)) {
    collector.holdTexts();
    collected = collector.collect(rowCount);
    decision = decideColumn(name, collected, options);
  }
  collector.release();
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
  const exceptions = pickTexts(collected, isException);
  if (collected.plain !== null) return { ...plainCells(collected, entries, places), exceptions };
  const { codes } = collected;
  const isPadded = places.some((place, entry) => {
    return place < EXCEPTION && counts[entry]! > 0 && isPaddedNumber(dictionary, entry, entries[entry]!, place);
  });
  const decimals = isPadded ? Uint8Array.from(codes, (code) => (code === MISSING_CODE ? 0 : storedPlaces(places[code]!))) : null;
  return { values: valuesByCode(codes, entries), decimals, exceptions };
}

function plainCells({ plain, others }: CollectedNumbers, entries: Float64Array, places: Uint8Array) {
  const { values, decimals, padded } = plain;
  for (let other = 0; other < others.rows.length; other++) {
    const row = others.rows[other]!;
    const code = others.codes[other]!;
    values[row] = entries[code]!;
    decimals[row] = storedPlaces(places[code]!);
  }
  return { values, decimals: padded > 0 ? decimals : null };
}

function datetimeCells(collected: CollectedTexts, decision: ColumnDecision) {
  const { codes, dictionary } = collected;
  const entries = entryValues(decision, dictionary.size);
  const isException = Uint8Array.from(entries, (value, entry) =>
    Number(Number.isNaN(value) || canonicalText('datetime', value) !== dictionaryText(dictionary, entry)),
  );
  return { values: valuesByCode(codes, entries), exceptions: pickTexts(collected, isException) };
}

function textCells(collected: CollectedTexts, { missing }: ColumnDecision) {
  const exceptions = pickTexts(collected, missing);
  const wanted = missing.map((isMissing) => 1 - isMissing);
  const { texts, codes } = keepEntries(collected.dictionary, collected.codes, wanted);
  return { dictionary: texts, codes, exceptions };
}

/** A column's own value per entry: NaN for the missing and for those that don't fit. */
function entryValues({ values, missing }: ColumnDecision, size: number): Float64Array {
  const entries = values ?? new Float64Array(size).fill(NaN);
  return entries.map((value, entry) => (missing[entry] === 1 ? NaN : value));
}

function valuesByCode(codes: Int32Array, entries: Float64Array): Float64Array<ArrayBuffer> {
  const values = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    values[row] = code === MISSING_CODE ? NaN : entries[code]!;
  }
  return values;
}

const ZERO = 0x30;
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

/** Whether a plain decimal is not `String(value)`: "2.50", "0.0000001". */
function isPaddedNumber({ bytes, offsets }: Dictionary, entry: number, value: number, places: number): boolean {
  return places > 0 && (bytes[offsets[entry + 1]! - 1] === ZERO || (value !== 0 && Math.abs(value) < SMALLEST_PLAIN));
}

/** The cells whose entry is picked, as sparse texts. */
function pickTexts(collected: CollectedColumn, picked: Uint8Array): CellTexts {
  const { dictionary, counts } = collected;
  let total = 0;
  for (let entry = 0; entry < picked.length; entry++) if (picked[entry] === 1) total += counts[entry]!;
  const rows = new Uint32Array(total);
  const codes = new Uint32Array(total);
  const all = collected.plain === null ? collected.codes : collected.others.codes;
  for (let index = 0, at = 0; at < total; index++) {
    const code = all[index]!;
    if (code === MISSING_CODE || picked[code] === 0) continue;
    rows[at] = collected.plain === null ? index : collected.others.rows[index]!;
    codes[at++] = code;
  }
  const kept = keepEntries(dictionary, codes, picked);
  return { rows, codes: kept.codes, texts: kept.texts };
}

/**
 * Some of a dictionary's entries, those that the codes have, numbered in order of first appearance; and the codes by
 * these numbers ({@link MISSING_CODE} for the others). The given codes are changed.
 */
function keepEntries<Codes extends Int32Array | Uint32Array>(
  dictionary: Dictionary,
  codes: Codes,
  wanted: Uint8Array,
): { texts: Dictionary; codes: Codes } {
  const { bytes, offsets } = dictionary;
  const numbers = new Int32Array(dictionary.size).fill(MISSING_CODE);
  const order = new Uint32Array(dictionary.size);
  let size = 0;
  let length = 0;
  for (let index = 0; index < codes.length; index++) {
    const code = codes[index]!;
    if (code === MISSING_CODE) continue;
    if (numbers[code] === MISSING_CODE && wanted[code] === 1) {
      numbers[code] = size;
      order[size++] = code;
      length += offsets[code + 1]! - offsets[code]!;
    }
    codes[index] = numbers[code]!;
  }
  // Most dictionaries stay as they are.
  if (size === dictionary.size && order.every((code, number) => code === number)) return { texts: dictionary, codes };
  const keptBytes = new Uint8Array(length);
  const keptOffsets = new Uint32Array(size + 1);
  for (let entry = 0, at = 0; entry < size; entry++) {
    const code = order[entry]!;
    keptBytes.set(bytes.subarray(offsets[code], offsets[code + 1]), at);
    at += offsets[code + 1]! - offsets[code]!;
    keptOffsets[entry + 1] = at;
  }
  return { texts: { size, bytes: keptBytes, offsets: keptOffsets }, codes };
}
