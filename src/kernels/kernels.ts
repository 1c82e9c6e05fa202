/*
 * The boundary of the hot loops of reading and counting. All addresses are byte offsets into one KernelMemory, all texts
 * UTF-8, and behind every text at least TEXT_SLACK bytes are readable.
 *
 * cells       grid of rows x width cells, each two uint32: the addresses where its text begins and ends
 * notes       four int32 for each row that is not ordinary: row, cells in the file, line, flags (RowFlag)
 * dictionary  distinct texts: see DictionaryField
 * places      digits behind the point of a plain decimal
 *
 * A plain decimal is an optional "-", digits without leading zero, an optional point with digits behind it, less than 10^15
 * when the point is left out, at most 17 characters behind the sign; not "-0". Such a text is `value.toFixed(places)`.
 */

/** Bytes that must be readable behind every text. */
export const TEXT_SLACK = 64;

/** Bytes that must be writable behind the cells of a scan. */
export const CELLS_SLACK = 32;

/** What each does in AssemblyScript (`assembly/kernels.ts`) and in plain TypeScript (`reference-kernels.ts`), with the same results. */
export interface Kernels {
  /**
   * Splits `input[0..length)` into rows, unquoting and unescaping cells in place, up to the last complete row or `maxRows`.
   * Rows get exactly `width` cells: short ones are filled up, the surplus of long ones is left out; what is in the {@link CELLS_SLACK} bytes
   * behind the last one is lost. With `width` 0, rows are
   * only counted: `cells` takes where in the input each begins, uint32, and each has a note. `state` holds the parameters
   * and takes the results, int32 each: see {@link ScanField}.
   */
  scan(input: number, length: number, cells: number, notes: number, state: number): void;
  /**
   * Reads one cell of each row (`stride` bytes apart) as plain decimals: float64 `values` and uint8 `decimals`; NaN where
   * the cell is empty or something else. The rows of those others go to `others`, uint32. The numbers are added to the
   * `statistics`, float64 each: see {@link StatisticsField}.
   * @returns how many others there are
   */
  numbers(
    cells: number,
    stride: number,
    rows: number,
    values: number,
    decimals: number,
    others: number,
    statistics: number,
  ): number;
  /**
   * Writes each cell's code in a dictionary, int32, -1 for empty cells, and counts it there; texts that are new become entries. With `list`
   * not 0, only the rows listed there, uint32. A dictionary without slots takes texts as long as each is the last entry or comes
   * behind it: is longer, or as long and larger by its bytes.
   * @returns cells done: fewer than `rows` when the dictionary has no room for the next one, or needs slots for it
   */
  texts(cells: number, stride: number, list: number, rows: number, codes: number, dictionary: number): number;
  /**
   * As {@link texts} with slots and at least one entry, for a column that another one leads, as codes lead names: `leaders`, int32, are the
   * codes that the same rows have there. `links`, int32, hold how many cells had the text that their leader foretold, and how many another one; then,
   * for each of the leaders from -1 on, the code that was beside it last: -1 for none yet, or an empty cell.
   */
  followedTexts(
    cells: number,
    stride: number,
    rows: number,
    codes: number,
    dictionary: number,
    leaders: number,
    links: number,
  ): number;
  /** As {@link texts} with slots, for plain decimals held as numbers; NaN has code -1. `scratch` has 48 bytes. */
  numberTexts(values: number, decimals: number, rows: number, codes: number, dictionary: number, scratch: number): number;
  /**
   * Numbers codes anew, in place and in order of first appearance: `numbers`, int32 per entry, holds each one's new code, -1 while it has
   * none, -2 for entries whose cells become -1; `order`, uint32, takes the entries in their new order, and `size`, uint32,
   * how many they are.
   */
  renumber(codes: number, rows: number, numbers: number, order: number, size: number): void;
  /**
   * Writes the rows (from `firstRow` on) and new codes, int32 each, of all cells but those that {@link renumber} would make -1,
   * numbering as it does.
   * @returns how many there are
   */
  pick(
    codes: number,
    rows: number,
    firstRow: number,
    numbers: number,
    order: number,
    size: number,
    pickedRows: number,
    pickedCodes: number,
  ): number;
  /** Writes the value of each cell's entry, float64; NaN for code -1. */
  gather(codes: number, rows: number, entries: number, values: number): void;
  /**
   * Tells what a dictionary's entries `from` to `to` (exclusive) are, without the blanks around them: `forms`, uint8 each, are {@link EntryForm}s,
   * and `values`, float64, the number or time an entry is, NaN for other forms. `list`, uint32, takes the open ones: all that may
   * be blank, a number or date written otherwise, a null token or a yes/no word. `tables`
   * see {@link EntryTables}, and `totals`, float64 each, are added to: see {@link SurveyField}.
   * @returns how many are open
   */
  survey(
    dictionary: number,
    from: number,
    to: number,
    tables: number,
    list: number,
    values: number,
    forms: number,
    totals: number,
  ): number;
  /**
   * Lists, uint32, the entries for which a hash of the length and of up to 32 bytes spread evenly over the text, an unsigned
   * number of 32 bits, is below a threshold. Entry `i` is `pool[offsets[i] .. offsets[i + 1])`.
   * @returns how many are listed
   */
  draw(pool: number, offsets: number, size: number, threshold: number, list: number): number;
  /** Adds numbers, NaN for none, to what is known of the ones before them, float64 each: see {@link RangeField}. */
  range(values: number, rows: number, state: number): void;
  /**
   * Counts numbers on a grid, uint32 for each of `steps` from the `first` on; step `i` is the number `i * unit / scale`. Numbers that are on
   * none of them go to `others`, float64, which has room for two more than `room`. `size`, uint32, grows by the steps that have got their
   * first number.
   * @returns how many others there are; more than `room` when it has stopped there
   */
  countSteps(
    values: number,
    rows: number,
    counts: number,
    steps: number,
    first: number,
    unit: number,
    scale: number,
    size: number,
    others: number,
    room: number,
  ): number;
  /**
   * Counts equal numbers that stand one behind the other: float64 `numbers` and uint32 `counts`, one per run. NaN is left out.
   * @returns how many runs there are
   */
  countRuns(values: number, rows: number, numbers: number, counts: number): number;
  /** Writes the numbers, float64, of steps given as places, uint32, in the counts of {@link countSteps}. */
  stepNumbers(places: number, size: number, first: number, unit: number, scale: number, values: number): void;
  /**
   * Counts numbers in slots, `mask + 1` of them, a power of two: float64 `keys`, and uint32 `counts` that are 0 where a slot is
   * free. `size`, uint32, is how many slots are in use.
   * @returns numbers done: fewer than `rows` when the next one would be more than `room` different ones
   */
  tally(values: number, rows: number, keys: number, counts: number, mask: number, room: number, size: number): number;
  /** Moves what {@link tally} has counted to other slots, all of them free. */
  retally(keys: number, counts: number, slots: number, largerKeys: number, largerCounts: number, mask: number): void;
  /** Counts the numbers from `from` on in bins of equal width, uint32 each; the last one takes what lies behind it too. */
  fillBins(values: number, rows: number, counts: number, bins: number, from: number, width: number): void;
  /** The first of the counts, uint32, from a place on that is at least so large; `slots` when there is none. */
  findCount(counts: number, from: number, slots: number, least: number): number;
  /**
   * Sorts numbers in place, the smallest first; -0 goes before 0, and there must be no NaN. `spare` has as much room as they have, `counts`
   * 8 KiB. A radix sort over their bytes, which leaves out those that are all the same.
   */
  sortNumbers(values: number, rows: number, spare: number, counts: number): void;
  /**
   * Moves the counts, uint32, that are not 0 to the front, and writes which ones they are to `places`, uint32, which has room for all.
   * @returns how many they are
   */
  compactCounts(counts: number, slots: number, places: number): number;
  /**
   * Standardises numbers in place, with the population deviation (divisor n); NaN stays and counts for nothing. All become 0 where
   * they are the same.
   */
  standardise(values: number, rows: number): void;
  /**
   * Adds numbers to the `sums`, float64, and `counts`, uint32, of the levels in `codes`, int32, leaving out rows without either.
   * `totals`, three float64, take how many there are, their sum and the sum of their squares.
   */
  sumLevels(values: number, codes: number, rows: number, sums: number, counts: number, totals: number): void;
  /** Adds numbers to the 16,384 registers, uint8 each, of a HyperLogLog. */
  sketch(values: number, rows: number, registers: number): void;
  /** Mixes a word per row, int32, into the row's hash, int32. Both have room for a multiple of 4 rows. */
  hashCodes(codes: number, rows: number, hashes: number): void;
  /** As {@link hashCodes}, for float64: -0 is as 0, and all that are not finite are alike. */
  hashNumbers(values: number, rows: number, hashes: number): void;
  /**
   * Finishes hashes, in place, and marks the places, `hash & mask`, that they have: `words` has two uint32 for 32 places each, bits
   * for those that a hash has had, and bits for those that several have had.
   */
  markHashes(hashes: number, rows: number, words: number, mask: number): void;
  /** Sets a bit for each missing code, -1, and for each missing number, NaN: one uint32 for 32 rows. */
  missingCodes(codes: number, rows: number, words: number): void;
  missingNumbers(values: number, rows: number, words: number): void;
  /** Lists, uint32 and counted from `firstRow` on, the rows whose number is below `lower` or above `upper`. @returns how many they are */
  findBeyond(values: number, rows: number, firstRow: number, lower: number, upper: number, list: number): number;
  /** Lists the rows, uint32 and counted from `firstRow` on, whose place several hashes have had. @returns how many they are */
  findMarked(hashes: number, rows: number, firstRow: number, words: number, mask: number, list: number): number;
  /**
   * Gives each of the points the number of the nearest of `k` centres, int32, the first among equals. Points and centres are
   * `dimensions` float64 each, one after the other.
   * @returns the sum of the squared distances to them
   */
  assignPoints(points: number, count: number, dimensions: number, centers: number, k: number, clusterOf: number): number;
  /** Moves each centre to the mean of its points; one without points stays. `sizes` has room for `k` uint32. */
  moveCenters(
    points: number,
    count: number,
    dimensions: number,
    centers: number,
    k: number,
    clusterOf: number,
    sizes: number,
  ): void;
  /** Lowers the squared distances, float64, of points to their nearest centre to those to one more centre. */
  nearestDistances(points: number, count: number, dimensions: number, center: number, nearest: number): void;
  /** Writes the distances between all points, float64: entry `i * count + j`. */
  pointDistances(points: number, count: number, dimensions: number, distances: number): void;
  /** Sums each point's distances to those of each of `k` clusters, float64: entry `i * k + cluster`. */
  clusterDistances(distances: number, count: number, clusterOf: number, k: number, sums: number): void;
  /**
   * Writes the bin, uint8, of one value per row, `width` float64 apart: 1 more than the ascending `edges` that are not above it, 0 for NaN.
   */
  binColumn(values: number, rows: number, width: number, edges: number, count: number, bins: number): void;
  /** Fills a dictionary's slots, all 0, with its entries. */
  rehash(dictionary: number): void;
}

/** Places of the int32 fields of a scan's state, in units of 4 bytes. */
export const ScanField = {
  // Parameters.
  delimiter: 0,
  /** -1 for none. */
  quote: 1,
  /** -1 for none, or when quotes are doubled. */
  escape: 2,
  /** Whether blanks before a cell are skipped. */
  skipsBlanks: 3,
  width: 4,
  maxColumns: 5,
  maxCellBytes: 6,
  maxRowBytes: 7,
  maxRows: 8,
  /** A column name's address, length (0 for none) and column: rows with that text there are noted. */
  headerText: 9,
  headerLength: 10,
  headerColumn: 11,
  // Carried from call to call.
  /** 1-based line of the next row. */
  line: 12,
  /** Whether a blank line stands before it. */
  blankBefore: 13,
  /** Cells with text behind their closing quote so far, and the first such line. */
  repaired: 14,
  repairedLine: 15,
  // Results.
  rows: 16,
  /** Bytes up to the end of the last row taken. */
  consumed: 17,
  notes: 18,
  /** A {@link ScanError}, where its row begins (bytes from the input's start), and the cells before it in its row. */
  error: 19,
  errorOffset: 20,
  errorColumn: 21,
  /** Where the quote was opened that is still open in the bytes not consumed, -1 for none; and its line. */
  openQuote: 22,
  openQuoteLine: 23,
  // A parameter again.
  /** Whether two quotes in a quoted cell are one. If not, a quote closes its cell only before a delimiter or line end. */
  doublesQuotes: 24,
} as const;

export const SCAN_STATE_BYTES = 100;

export const ScanError = { none: 0, tooManyColumns: 1, cellTooLong: 2, rowTooLong: 3 } as const;

/** Bits that say why a row is noted. */
export const RowFlag = {
  /** Fewer cells than the table has columns. */
  short: 1,
  /** More cells, some of which hold text. */
  long: 2,
  /** More cells, all of them blank. */
  surplus: 4,
  /** A blank line stands before it. */
  afterBlank: 8,
  /** It has the name of a column in that column. */
  likeHeader: 16,
} as const;

export const NOTE_BYTES = 16;

/** Places of a dictionary's uint32 fields, in units of 4 bytes. Entry `i` is `pool[offsets[i] .. offsets[i + 1])`. */
export const DictionaryField = {
  size: 0,
  /** Bytes of the pool in use. */
  used: 1,
  /** Slots less 1; the slots are a power of two. */
  mask: 2,
  /** Address of the slots, 8 bytes each, 0 when free; 0 as long as there are none, since the entries ascend. */
  slots: 3,
  /** Address of `capacity + 1` uint32. */
  offsets: 4,
  pool: 5,
  /** Entries and bytes there is room for. */
  capacity: 6,
  poolCapacity: 7,
  /** Eight bytes that make the hash this run's own, so that nobody can prepare collisions. */
  seed: 8,
  /** Address of the cells counted per entry, `capacity` uint32; 0 for the entries to come. */
  counts: 10,
} as const;

export const DICTIONARY_BYTES = 44;

/** Places of the float64 fields of a column's statistics, in units of 8 bytes. See `PlainNumbers` in `ingest`. */
export const StatisticsField = {
  count: 0,
  integers: 1,
  groupLike: 2,
  /** Those whose text is not `String(value)`: "2.50", "0.0000001". */
  padded: 3,
} as const;

export const STATISTICS_BYTES = 32;

/** Places of the float64 fields of what {@link Kernels.range} knows, in units of 8 bytes. */
export const RangeField = {
  present: 0,
  /** Those that are no whole numbers. */
  fractions: 1,
  min: 2,
  max: 3,
  /** Those that are not larger, and not smaller, than the one before them. */
  notUp: 4,
  notDown: 5,
  /** The last one; NaN before the first. */
  before: 6,
} as const;

export const RANGE_BYTES = 56;

/**
 * Tables by which {@link Kernels.survey} tells plain text from what may mean more, by their first byte: for each ASCII
 * letter where it may stand alone in a number or date, see {@link SingleLetter}; for each pair of letters (26 x 26) whether it is a word of theirs, see
 * {@link LetterPair}; a bit for each three letters (26 x 26 x 26) that are or begin one; and
 * 4,096 bits, of which `tokenBit` of every null token and yes/no word is set.
 */
export const EntryTables = { letters: 0, pairs: 128, triples: 804, tokens: 3004 } as const;

export const ENTRY_TABLES_BYTES = 3516;

/**
 * Where a letter may stand alone: before a dollar sign, and behind other characters before a point, behind one, before a digit or a sign, or
 * behind so many as a date has at least.
 */
export const SingleLetter = { beforeDollar: 1, beforePoint: 2, behindPoint: 4, beforeNumber: 8, behindDate: 16 } as const;

/** "2024-1-1" */
export const SHORTEST_DATE_BYTES = 8;

/** A pair of letters that is a word, and one that a word may follow at once. */
export const LetterPair = { word: 1, beginning: 2 } as const;

/** What a survey finds an entry to be: plain text; still open; a date as `readIso` reads it; else 1 more than the digits behind a plain decimal's point. */
export const EntryForm = { text: 0, open: 254, time: 255 } as const;

/** Places of a survey's float64 totals, in units of 8 bytes. But for the range and `read`, they are over all cells. */
export const SurveyField = {
  /** Length in characters, blanks included. */
  characters: 0,
  /** Plain decimals without a point; such as "1.234", which are thousands with a decimal comma; and the others. */
  wholes: 1,
  thousands: 2,
  decimals: 3,
  /** Dates that were read. */
  times: 4,
  /** Range of the plain decimals that have cells. */
  min: 5,
  max: 6,
  /** Entries that are plain decimals or dates. */
  read: 7,
  /** Plain texts of at most 40 bytes that are {@link PREFIXED_CODE}s, blanks around them left out. */
  prefixedCodes: 8,
  /** All cells that are not empty. */
  cells: 9,
} as const;

export const SURVEY_BYTES = 80;

/** A code such as "C570867". */
export const PREFIXED_CODE = /^[A-Za-z]{1,4}-?\d{2,}$/;
export const LONGEST_CODE_BYTES = 40;

/** Texts longer than this, without the blanks around them, are no numbers, no dates, and no tokens. */
export const LONGEST_VALUE_BYTES = 400;
export const LONGEST_TOKEN_BYTES = 40;
