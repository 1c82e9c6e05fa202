import type { Survey } from '../kernels/text-dictionary.js';
import type { NumberRange } from '../table/number-range.js';
import type { Dictionary, SparseTexts } from '../table/types.js';
import type { CollectedCodes } from './collected-codes.js';

/**
 * A column as collected while reading, before its form is decided. Plain decimals are held as numbers, every other text
 * once in a dictionary. What is decided from it must not depend on how many of the plain decimals are in `plain`: a
 * column that had many other texts holds them all in its dictionary, like any text.
 */
export interface ColumnContents {
  /** All cells. */
  readonly cells: number;
  /** Cells without any text. (Blanks are a text, in the dictionary.) */
  readonly emptyCells: number;
  readonly plain: PlainNumbers | null;
  /** Distinct texts other than "" and those in `plain`. */
  readonly dictionary: Dictionary;
  /** Cells per entry; 0 for entries that no cell has any more. */
  readonly counts: Uint32Array;
  /** What the entries are, as far as the kernels tell. */
  readonly survey: Survey;
}

/**
 * Cells that are plain decimals, held as numbers: an optional "-", digits without leading zero, an optional point with
 * digits behind it, at most 15 significant digits; not "-0". Their text is `value.toFixed(digits behind the point)`.
 */
export interface PlainNumbers {
  /** One per row; NaN where the cell is empty or in the dictionary. */
  readonly values: Float64Array;
  readonly count: number;
  /** Those without a point. */
  readonly integers: number;
  /** Those such as "1.234": one to three digits, the first no zero, and three behind the point; with a decimal comma they are thousands. */
  readonly groupLike: number;
  readonly range: NumberRange;
}

/** A column as its collector gives it. */
export type CollectedColumn = CollectedNumbers | CollectedTexts;

/** A column most of whose filled cells are plain decimals. */
export interface CollectedNumbers extends ColumnContents {
  readonly plain: PlainNumbers & {
    /** Digits behind the point, per row; none at all where no text has a fraction. */
    readonly decimals: Uint8Array;
    /** Those whose text is not `String(value)`. */
    readonly padded: number;
  };
  /** The other filled cells: which rows, and their codes in `dictionary`. */
  readonly others: Pick<SparseTexts, 'rows' | 'codes'>;
}

/** A column whose cells are all in the dictionary. */
export interface CollectedTexts extends ColumnContents {
  readonly plain: null;
  readonly codes: CollectedCodes;
}
