import { cellText } from '../table/cell-text.js';
import { countDistinct } from '../table/count-distinct.js';
import type { NumberCounts } from '../table/count-distinct.js';
import { dictionaryText } from '../table/dictionary.js';
import { lowerBound } from '../table/lower-bound.js';
import { mostFrequent } from '../table/most-frequent.js';
import { numberRange } from '../table/number-range.js';
import type { NumberRange } from '../table/number-range.js';
import { sampleDictionary } from '../table/sample-dictionary.js';
import type { DictionarySample } from '../table/sample-dictionary.js';
import type { Column, DatetimeColumn, DictionaryColumn, NumberColumn } from '../table/types.js';
import { EXAMPLES, EXAMPLE_LENGTH } from './heuristics.js';

/** What the values of a column show, whatever it means. */
export interface ColumnFacts {
  readonly column: Column;
  readonly rowCount: number;
  readonly present: number;
  readonly missing: number;
  /** Distinct values among the present cells; an estimate (standard error 0.81%) unless `distinctExact`. */
  readonly distinct: number;
  readonly distinctExact: boolean;
  /** Cells with the most frequent value; 1 where that is not known. */
  readonly topCount: number;
  /** Up to 5 texts: the most frequent ones, or the first ones where no value is known to repeat. */
  readonly examples: readonly string[];
  /** Of numbers and datetimes; null otherwise. */
  readonly numbers: NumberFacts | null;
  /** Of dictionaries; null otherwise. */
  readonly texts: TextFacts | null;
}

export interface NumberFacts {
  readonly values: Float64Array;
  readonly range: NumberRange;
  /** Every distinct number with its count; null where they are too many. */
  readonly counts: NumberCounts | null;
}

export interface TextFacts {
  readonly sample: DictionarySample;
  /** Cells per dictionary entry. */
  readonly counts: Uint32Array;
  /** Words per text on average over the texts of the sample; 0 without any. */
  readonly meanWords: () => number;
}

/** Looks once through a column's values. */
export function columnFacts(column: Column): ColumnFacts {
  return column.form === 'dictionary' ? dictionaryFacts(column) : valueFacts(column);
}

function dictionaryFacts(column: DictionaryColumn): ColumnFacts {
  const { codes, counts, dictionary, evidence } = column;
  const frequent = mostFrequent(counts, EXAMPLES);
  const sample = sampleDictionary(dictionary, counts);
  return {
    column,
    rowCount: codes.length,
    present: evidence.present,
    missing: codes.length - evidence.present,
    distinct: dictionary.size,
    distinctExact: true,
    topCount: frequent[0]?.count ?? 0,
    examples: frequent.map(({ place }) => shorten(dictionaryText(dictionary, place))),
    numbers: null,
    texts: { sample, counts, meanWords: () => meanWords(sample) },
  };
}

function meanWords({ texts }: DictionarySample): number {
  return texts.reduce((sum, text) => sum + text.split(/\s+/).length, 0) / Math.max(1, texts.length);
}

function valueFacts(column: NumberColumn | DatetimeColumn): ColumnFacts {
  const { values } = column;
  const range = numberRange(values);
  const { distinct, exact, frequent, counts } = countDistinct(values, { top: EXAMPLES, range });
  const topCount = frequent[0]?.count ?? Math.min(range.present, 1);
  const repeated = topCount > 1 ? frequent.map(({ value }) => value) : [];
  return {
    column,
    rowCount: values.length,
    present: range.present,
    missing: values.length - range.present,
    distinct,
    distinctExact: exact,
    topCount,
    examples: exampleRows(values, range, repeated, Math.min(EXAMPLES, distinct)).map((row) =>
      shorten(cellText(column, row) ?? ''),
    ),
    numbers: { values, range, counts },
    texts: null,
  };
}

/** The first rows with these values, then the first ones with others. */
function exampleRows(values: Float64Array, { falls, present }: NumberRange, wanted: readonly number[], most: number): number[] {
  const isSorted = falls === 0 && present === values.length;
  const rows = wanted.map((value) => (isSorted ? lowerBound(values, value) : values.indexOf(value)));
  const shown = new Set(wanted);
  for (let row = 0; row < values.length && rows.length < most; row++) {
    const value = values[row]!;
    if (Number.isNaN(value) || shown.has(value)) continue;
    shown.add(value);
    rows.push(row);
  }
  return rows;
}

function shorten(text: string): string {
  // Cut first: a cell can have a million characters.
  const characters = [...text.slice(0, EXAMPLE_LENGTH * 2 + 2)];
  return characters.length <= EXAMPLE_LENGTH ? text : `${characters.slice(0, EXAMPLE_LENGTH - 1).join('')}…`;
}
