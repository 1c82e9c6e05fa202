/** Tokens that mean "missing" in a column of any form. Compared without surrounding blanks, and with their case. */
export const UNAMBIGUOUS_NULL_TOKENS: ReadonlySet<string> = new Set(['NA', 'N/A', 'NULL', 'NaN', 'null', 'nan']);

/** Tokens that mean "missing" only among numbers or datetimes: in a text column they may well be values. */
export const AMBIGUOUS_NULL_TOKENS: ReadonlySet<string> = new Set(['None', '?', '-']);

/** Two-digit years below this are 20xx, the others 19xx (POSIX: 69 is 1969). */
export const TWO_DIGIT_YEAR_PIVOT = 69;
