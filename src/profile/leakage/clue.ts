import { cellText } from '../../table/cell-text.js';
import { dictionaryText } from '../../table/dictionary.js';
import { MISSING_CODE, type Column } from '../../table/types.js';
import { isTimeName } from '../../schema/name-words.js';
import type { ColumnView } from '../columns/column-view.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { rankNumbers, type RankedNumbers } from '../columns/ranked-numbers.js';

/** Distinct values on the rows examined. */
export interface ValueCodes {
  /** Number of each row's value, in order of first appearance; missing = -1. */
  readonly codes: Int32Array;
  /** Rows of each value. */
  readonly counts: Uint32Array;
  readonly text: (code: number) => string;
}

/** One thing that may tell the target: a column as it is, a part of its texts, or what lies between two columns. */
export interface Clue {
  /** Columns to leave out if it does. */
  readonly columns: readonly string[];
  /** What it is, as the subject of a sentence: `"status"`, `the first word of "note"`. */
  readonly subject: string;
  readonly numbers: RankedNumbers | null;
  readonly values: ValueCodes | null;
  /** How the values name things: keys stand for one thing each and are no inputs; names may repeat as keys do. */
  readonly naming: 'key' | 'name' | null;
  /** Whether the column itself, or what was made of it. */
  readonly origin: 'column' | 'text' | 'dates' | 'comparison';
  /** Whether it says when: what changed at one time tells the class of the rows before and after, honestly. */
  readonly temporal: boolean;
}

/** A column as a clue, on the rows examined. */
export function columnClue(view: ColumnView, rows: Uint32Array): Clue {
  const { column, schema } = view;
  // Codes that are written as numbers may still have an order.
  const byRow = view.numbers ?? (column.form === 'number' ? column.values : null);
  const numbers = byRow === null ? null : rankNumbers(Float64Array.from(rows, (row) => byRow[row]!));
  return {
    columns: [view.name],
    subject: `"${view.name}"`,
    numbers,
    values: numbers !== null ? rankCodes(column, rows, numbers) : codeValues(column, rows),
    naming:
      schema.semantic === 'identifier' ? 'key' : numbers === null && schema.distinct > limits.maxRepeatedNames ? 'name' : null,
    origin: 'column',
    temporal: schema.type === 'datetime' || isTimeName(view.name),
  };
}

function rankCodes(column: Column, rows: Uint32Array, { ranks, counts }: RankedNumbers): ValueCodes {
  return { codes: ranks, counts, text: (code) => cellText(column, rows[ranks.indexOf(code)]!) ?? '' };
}

/** Numbers the values of a column on some rows, whatever they mean. */
export function codeValues(column: Column, rows: Uint32Array): ValueCodes {
  if (column.form !== 'dictionary') {
    return rankCodes(column, rows, rankNumbers(Float64Array.from(rows, (row) => column.values[row]!)));
  }
  const { codes, dictionary } = column;
  const entries = new Map<number, number>();
  const taken = Int32Array.from(rows, (row) => {
    const entry = codes[row]!;
    if (entry === MISSING_CODE) return MISSING_CODE;
    const known = entries.get(entry) ?? entries.size;
    entries.set(entry, known);
    return known;
  });
  const byCode = [...entries.keys()];
  return { codes: taken, counts: countCodes(taken, byCode.length), text: (code) => dictionaryText(dictionary, byCode[code]!) };
}

/** Numbers texts; null = missing. */
export function codeTexts(texts: readonly (string | null)[]): ValueCodes {
  const known = new Map<string, number>();
  const codes = Int32Array.from(texts, (text) => {
    if (text === null) return MISSING_CODE;
    const code = known.get(text) ?? known.size;
    known.set(text, code);
    return code;
  });
  const byCode = [...known.keys()];
  return { codes, counts: countCodes(codes, byCode.length), text: (code) => byCode[code]! };
}

function countCodes(codes: Int32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  for (const code of codes) if (code >= 0) counts[code]!++;
  return counts;
}
