import { cellText } from '../../table/cell-text.js';
import { dictionaryText } from '../../table/dictionary.js';
import { MISSING_CODE, type Column, type Dictionary, type DictionaryColumn } from '../../table/types.js';

/** The distinct values of a column, numbered in order of first appearance or as in its dictionary. */
export interface Levels {
  /** Level of each row; missing = {@link MISSING_CODE}. */
  readonly codes: Int32Array;
  /** Rows of each level; 0 for a dictionary entry that no row uses. */
  readonly counts: Uint32Array;
  /** The text of a level, as in the file. */
  readonly text: (level: number) => string;
  /** Length of a level's text in characters (Unicode code points). */
  readonly textLength: (level: number) => number;
}

/** Numbers a column's distinct values. Numbers that are equal are one level, with the text of its first row. */
export function levelsOf(column: Column): Levels {
  if (column.form === 'dictionary') return dictionaryLevels(column);
  const codes = new Int32Array(column.values.length).fill(MISSING_CODE);
  const known = new Map<number, number>();
  const firstRows: number[] = [];
  const counts: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    const value = column.values[row]!;
    if (Number.isNaN(value)) continue;
    let level = known.get(value);
    if (level === undefined) {
      level = firstRows.length;
      known.set(value, level);
      firstRows.push(row);
      counts.push(0);
    }
    codes[row] = level;
    counts[level]!++;
  }
  const text = (level: number): string => cellText(column, firstRows[level]!) ?? '';
  return { codes, counts: Uint32Array.from(counts), text, textLength: (level) => [...text(level)].length };
}

function dictionaryLevels({ codes, counts, dictionary }: DictionaryColumn): Levels {
  return {
    codes,
    counts,
    text: (level) => dictionaryText(dictionary, level),
    textLength: (level) => countCharacters(dictionary, level),
  };
}

/** Counts the bytes that begin a character, so that no text needs decoding. */
function countCharacters({ bytes, offsets }: Dictionary, entry: number): number {
  let characters = 0;
  for (let index = offsets[entry]!; index < offsets[entry + 1]!; index++) {
    if ((bytes[index]! & 0xc0) !== 0x80) characters++;
  }
  return characters;
}
