/** Texts distinct in more than this share of the present cells are no categories ... */
export const TEXT_DISTINCT_SHARE = 0.5;
/** ... when there are more than this many of them. */
export const TEXT_MIN_DISTINCT = 50;
/** Texts longer than this on average, with more than {@link LONG_TEXT_MIN_DISTINCT} distinct ones, are no categories either. */
export const LONG_TEXT_LENGTH = 60;
export const LONG_TEXT_MIN_DISTINCT = 20;
/** Text of at least this many words on average is written language rather than a code or name. */
export const FREE_TEXT_WORDS = 2.5;

/** Ways of writing two words ("Yes", "yes", "YES") that still make a boolean. */
export const BOOLEAN_SPELLINGS = 8;

/** Rows from which "all different" says something. */
export const IDENTIFIER_MIN_ROWS = 20;
/** With a name such as "id", this share of distinct values is enough. */
export const IDENTIFIER_NAMED_SHARE = 0.95;
/** Whole numbers that go up row by row are a row number when they cover at least this share of their range. */
export const IDENTIFIER_DENSITY = 0.5;

/** Share of the present cells with the same value from which a column is nearly constant. */
export const NEAR_CONSTANT_SHARE = 0.99;
/** Missing fraction beyond which a column is mostly missing. */
export const MOSTLY_MISSING_FRACTION = 0.5;
/** Categories beyond which a column has high cardinality. */
export const HIGH_CARDINALITY = 100;

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
} as const;
