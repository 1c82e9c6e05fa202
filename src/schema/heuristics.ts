/** Texts distinct in more than this share of the present cells are no categories ... */
export const TEXT_DISTINCT_SHARE = 0.5;
/** ... when there are more than this many of them. */
export const TEXT_MIN_DISTINCT = 50;
/** Texts longer than this on average, with more than {@link LONG_TEXT_MIN_DISTINCT} distinct ones, are no categories either. */
export const LONG_TEXT_LENGTH = 60;
export const LONG_TEXT_MIN_DISTINCT = 20;
/** Text of at least this many words on average is no code or name of one thing. */
export const CODE_WORDS = 2.5;
/**
 * Written language has at least this many words on average, of which this share starts with a small letter (names and
 * addresses have capitals) ...
 */
export const FREE_TEXT_WORDS = 3;
export const FREE_TEXT_SMALL_WORDS = 0.3;
/** ... or is longer than {@link LONG_TEXT_LENGTH} with at least this many words. */
export const LONG_TEXT_WORDS = 8;

/** Ways of writing two words ("Yes", "yes", "YES") that still make a boolean. */
export const BOOLEAN_SPELLINGS = 8;

/** Whole numbers are codes when the name says code and there are at most so many of them ... */
export const CODE_MAX_VALUES = 100;
/** ... or the name says who or where ("store", "agent"), and at most so many ... */
export const ENTITY_MAX_VALUES = 1000;
/** ... each of them in at least so many cells on average. */
export const CODE_MIN_REPEATS = 2;

/** Share of cells, and of distinct texts, that must fit for a narrower meaning; all of them where there are fewer texts than this. */
export const SEMANTIC_SHARE = 0.95;
export const SEMANTIC_SMALL = 20;
/** Share of cells that must hold several items for a column of lists, and the longest item in characters. */
export const LIST_SHARE = 0.5;
export const LIST_ITEM_LENGTH = 40;
/** Money is told by its name when this share of the distinct values has at most two digits behind the point, and this share has just two. */
export const MONEY_CENTS_SHARE = 0.95;
export const MONEY_TWO_DIGITS_SHARE = 0.2;

/** Rows from which "all different" says something; fewer are enough for codes of one pattern ("C0000001"). */
export const IDENTIFIER_MIN_ROWS = 20;
export const IDENTIFIER_PATTERN_MIN_ROWS = 5;
/** Hexadecimal digits from which a code is a hash that nothing but one thing has, as a UUID is. */
export const HASH_DIGITS = 32;
/** With a name such as "id", or codes of one pattern, this share of distinct values is enough. */
export const IDENTIFIER_NAMED_SHARE = 0.95;
/** Whole numbers that go up row by row are a row number when they cover at least this share of their range. */
export const IDENTIFIER_DENSITY = 0.5;

/** Share of the present cells with the same value from which a column is nearly constant. */
export const NEAR_CONSTANT_SHARE = 0.99;
/** Missing fraction beyond which a column is mostly missing. */
export const MOSTLY_MISSING_FRACTION = 0.5;
/** Categories beyond which a column has high cardinality. */
export const HIGH_CARDINALITY = 100;

/** Share of numbers among texts from which the texts are worth a remark. */
export const MIXED_NUMBERS_SHARE = 0.5;

/** Cells from which a value that stands for "missing" is taken for one: where its look alone says much (-999), and where it does not (0, -1). */
export const SENTINEL_MIN_COUNT = 2;
export const SENTINEL_SPIKE_COUNT = 5;
/** Distinct values beside which 0 or -1 can be told from a count. */
export const SENTINEL_MIN_DISTINCT = 10;
/**
 * Next values that it is compared with; how many times the second largest gap among them its own gap must be; and how
 * many times as frequent as their median it must be.
 */
export const SENTINEL_NEIGHBOURS = 10;
export const SENTINEL_GAP = 2.5;
export const SENTINEL_SPIKE = 3;
/**
 * The values beside a sentinel thin out towards it: from the smallest to the 5% quantile is at least this share of the way to the median.
 * (0.07 for an exponential distribution, whose zeros may well be real; 0.1 for a uniform one.)
 */
export const SENTINEL_TAIL = 0.12;
/** Days that a date must lie from the next one. */
export const SENTINEL_DAYS = 365;

/** Examples shown per column. */
export const EXAMPLES = 5;
/** Characters of an example. */
export const EXAMPLE_LENGTH = 100;

/** Whole numbers with at most this many distinct values make classes, when they are the target. */
export const CLASS_NUMBERS = 10;
/** Categories beyond which a column is not suggested as a target. */
export const TARGET_MAX_CLASSES = 50;
/** Categories that are easily predicted, which speaks for a target. */
export const TARGET_FEW_CLASSES = 10;
/** Columns that can't be a target, named with the reason. */
export const TARGET_REFUSALS = 3;
/** Candidates named, and the score one needs to be the suggestion. */
export const TARGET_CANDIDATES = 5;
export const TARGET_MIN_SCORE = 0.4;

/** What speaks for a target, in score points. */
export const TARGET_SCORES = {
  /** The whole name is one that targets have, whatever the data is about. */
  strongName: 1,
  /** The whole name is one that targets often have. */
  usualName: 0.7,
  /** Part of the score above when only the last word, or another word, is such a name. */
  lastWordShare: 0.45,
  otherWordShare: 0.25,
  /** "is_..." or "has_..." with two values. */
  flagName: 0.4,
  lastColumn: 0.35,
  firstColumn: 0.1,
  twoValues: 0.15,
  fewClasses: 0.1,
  number: 0.05,
  /** Counts against it. */
  mostlyMissing: -0.3,
  nearConstant: -0.3,
  /** A name that says where, when or which: "zip", "month", "type". */
  describingName: -0.2,
} as const;
