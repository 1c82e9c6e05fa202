/** Two-digit years below this are 20xx, the others 19xx (POSIX: 69 is 1969). */
export const TWO_DIGIT_YEAR_PIVOT = 69;

/** Characters of the longest text that can be a number or a datetime: no usual way of writing one is longer, and nothing can take long to read. */
export const MAX_VALUE_LENGTH = 100;

/** Digits alone are read as a date only with a year in this range. */
export const COMPACT_FIRST_YEAR = 1900;
export const COMPACT_LAST_YEAR = 2100;

/** Hours that a zone can be off UTC. */
export const MAX_ZONE_HOURS = 14;

/** Numbers that kernels take at once. */
export const CHUNK_VALUES = 16_384;

/** Numbers from which sorting them in kernel memory is faster than where they are. */
export const KERNEL_SORT_VALUES = 2048;

/** Distinct numbers that are counted exactly whatever they are; beyond them their number is estimated. */
export const EXACT_DISTINCT_LIMIT = 65_536;
/** Decimals on at most so many steps are always counted exactly ... */
export const DECIMAL_STEPS = 1_048_576;
/** ... when there are at most this many steps per value: more would cost more than they save. */
export const DECIMAL_STEPS_PER_VALUE = 4;
/**
 * Steps that have a counter where all would be at least {@link MIN_WINDOWS} times as many, and nearly all decimals are on these: about what
 * a processor's second-level cache holds. Of so many values as a sample they are chosen by, and of all values that kernels take at once, at most
 * this share may be beside them.
 */
export const WINDOW_STEPS = 65_536;
export const MIN_WINDOWS = 4;
export const WINDOW_SAMPLE = 256;
export const OTHERS_SHARE = 1 / 16;

/** Different numbers up to which they are counted one by one where they stand in order. */
export const COUNTED_RUNS = 1_048_576;

/** Texts of a large dictionary that are looked at, about; and how many bytes of each. */
export const SAMPLE_ENTRIES = 1000;
export const SAMPLE_TEXT_BYTES = 256;
/** Entries, and bytes of them, that kernels take at once. */
export const DRAWN_ENTRIES = 16_384;
export const DRAWN_BYTES = 262_144;
