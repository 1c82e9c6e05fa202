import { canonicalText } from '../table/cell-text.js';
import { dictionaryText, emptyDictionary } from '../table/dictionary.js';
import { MISSING_CODE } from '../table/types.js';
import type { CellTexts, Column, ColumnType, Dictionary } from '../table/types.js';
import type { CollectedColumn } from './column-builder.js';
import { decideColumn } from './decide-column.js';

const noTexts: CellTexts = { rows: new Uint32Array(0), codes: new Uint32Array(0), texts: emptyDictionary };

/** Turns a collected column into its final form: numbers, datetimes or a dictionary, with what can't be rebuilt kept aside. */
export function finishColumn(name: string, collected: CollectedColumn, type: ColumnType | undefined): Column {
  const { format, evidence, values, missing } = decideColumn(collected, type);
  const { codes, dictionary } = collected;
  if (values === null) {
    const { kept, remapped } = withoutEntries(dictionary, codes, missing);
    const exceptions = pickTexts(collected, missing);
    return { form: 'dictionary', name, format, evidence, exceptions, codes: remapped, dictionary: kept };
  }
  const form = format.form === 'datetime' ? 'datetime' : 'number';
  const cells = new Float64Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    cells[row] = code === MISSING_CODE || missing[code] === 1 ? NaN : values[code]!;
  }
  const exceptional = new Uint8Array(dictionary.size);
  for (let entry = 0; entry < dictionary.size; entry++) {
    const value = missing[entry] === 1 ? NaN : values[entry]!;
    exceptional[entry] = Number(Number.isNaN(value) || canonicalText(form, value) !== dictionaryText(dictionary, entry));
  }
  const exceptions = pickTexts(collected, exceptional);
  return form === 'number'
    ? { form, name, format, evidence, exceptions, values: cells, decimals: null }
    : { form, name, format, evidence, exceptions, values: cells };
}

/** The cells whose entry is picked, as sparse texts. */
function pickTexts({ codes, dictionary, counts }: CollectedColumn, picked: Uint8Array): CellTexts {
  let total = 0;
  for (let entry = 0; entry < picked.length; entry++) if (picked[entry] === 1) total += counts[entry]!;
  if (total === 0) return noTexts;
  const { kept: texts, newCodes } = keepEntries(dictionary, picked);
  const rows = new Uint32Array(total);
  const textCodes = new Uint32Array(total);
  let at = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code === MISSING_CODE || picked[code] === 0) continue;
    rows[at] = row;
    textCodes[at++] = newCodes[code]!;
  }
  return { rows, codes: textCodes, texts };
}

function withoutEntries(dictionary: Dictionary, codes: Int32Array, dropped: Uint8Array) {
  // A fresh object: the strings decoded while deciding are cached by the old one, and go with it.
  if (!dropped.includes(1)) return { kept: { ...dictionary }, remapped: codes };
  const { kept, newCodes } = keepEntries(
    dictionary,
    dropped.map((drop) => 1 - drop),
  );
  return { kept, remapped: codes.map((code) => (code === MISSING_CODE ? MISSING_CODE : newCodes[code]!)) };
}

/** A dictionary of some entries in their old order, and each entry's new code ({@link MISSING_CODE} for the others). */
function keepEntries({ size, bytes, offsets }: Dictionary, wanted: Uint8Array): { kept: Dictionary; newCodes: Int32Array } {
  const newCodes = new Int32Array(size).fill(MISSING_CODE);
  let entries = 0;
  let length = 0;
  for (let entry = 0; entry < size; entry++) {
    if (wanted[entry] === 0) continue;
    newCodes[entry] = entries++;
    length += offsets[entry + 1]! - offsets[entry]!;
  }
  const keptBytes = new Uint8Array(length);
  const keptOffsets = new Uint32Array(entries + 1);
  for (let entry = 0, at = 0, kept = 0; entry < size; entry++) {
    if (wanted[entry] === 0) continue;
    const text = bytes.subarray(offsets[entry], offsets[entry + 1]);
    keptBytes.set(text, at);
    keptOffsets[++kept] = at += text.length;
  }
  return { kept: { size: entries, bytes: keptBytes, offsets: keptOffsets }, newCodes };
}
