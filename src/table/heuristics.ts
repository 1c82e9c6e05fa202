/** Tokens that mean "missing" in a column of any form. Compared without surrounding blanks, and with their case. */
export const UNAMBIGUOUS_NULL_TOKENS: ReadonlySet<string> = new Set(['NA', 'N/A', 'NULL', 'NaN', 'null', 'nan']);

/** Tokens that mean "missing" only among numbers or datetimes: in a text column they may well be values. */
export const AMBIGUOUS_NULL_TOKENS: ReadonlySet<string> = new Set(['None', '?', '-']);

/** Two-digit years below this are 20xx, the others 19xx (POSIX: 69 is 1969). */
export const TWO_DIGIT_YEAR_PIVOT = 69;

/** Distinct numbers that are counted exactly whatever they are; beyond them their number is estimated. */
export const EXACT_DISTINCT_LIMIT = 65_536;
/** Decimals on at most so many steps are always counted exactly ... */
export const DECIMAL_STEPS = 1_048_576;
/** ... when there are at most this many steps per value: more would cost more than they save. */
export const DECIMAL_STEPS_PER_VALUE = 4;

/** Texts of a large dictionary that are looked at, about; and how many bytes of each. */
export const SAMPLE_ENTRIES = 1000;
export const SAMPLE_TEXT_BYTES = 256;
