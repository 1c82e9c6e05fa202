/** Share of a column's present cells that must be numbers (or datetimes of one layout) for the column to be read as such. */
export const FORM_SHARE = 0.95;

/** Share of the present cells beyond which codes (leading zeros, letters before digits, too long to be exact as numbers) keep a column text. */
export const CODE_SHARE = 0.001;

/** Digits of a whole number that a double holds exactly whatever they are. */
export const EXACT_DIGITS = 15;

/** Misfit texts named in a column's evidence. */
export const MISFIT_TEXTS = 10;

/** Characters of a misfit's text kept in the evidence. */
export const EVIDENCE_TEXT_LENGTH = 100;

/** Bytes at the start of a source that decide on its kind, encoding and dialect. */
export const SNIFF_BYTES = 256 * 1024;

/** Bytes at the start of a source that tell UTF-16 without a byte order mark. */
export const UTF16_BYTES = 4 * 1024;

/** Share of 16-bit units that must be ASCII for bytes to be UTF-16: delimiters and line ends are, whatever the language. */
export const UTF16_ASCII_SHARE = 0.1;

/** Share of NUL among bytes that are all ASCII, for them to be UTF-16, where it is every second one: fewer are stray ones. */
export const UTF16_NUL_SHARE = 0.4;

/** NUL bytes, and likewise other control characters, that text may hold as a share of its head. */
export const STRAY_CONTROL_SHARE = 0.01;

/** Bytes handed on at once, however large the pieces are that a source gives. */
export const SLICE_BYTES = 256 * 1024;

/** Bytes of gzip unpacked at once: they may become a thousand times as many. */
export const GZIP_SLICE_BYTES = 32 * 1024;

/** Bytes read from a file at once. */
export const FILE_BYTES = 2 * 1024 * 1024;

/** Progress is told after this many bytes or milliseconds, whichever comes first. */
export const PROGRESS_BYTES = 1024 * 1024;
export const PROGRESS_MS = 100;

/** Default limits; see `ReadOptions`. */
export const MAX_COLUMNS = 10_000;
export const MAX_CELL_BYTES = 1024 * 1024;
export const MAX_ROW_BYTES = 16 * 1024 * 1024;

/** Objects nested deeper than this in a record become JSON text. */
export const MAX_RECORD_DEPTH = 16;

/** Records taken between two looks at the signal and the clock. */
export const YIELD_RECORDS = 256;

/** Bytes of JSON tokenised at once, unless a single record is longer: the tokens of more would only wait in memory. */
export const JSON_SLICE_BYTES = 64 * 1024;

/** Arrays and objects within each other beyond which JSON is refused. */
export const MAX_JSON_DEPTH = 1000;

/** Cells of a column that kernels take at once. */
export const BLOCK_ROWS = 16 * 1024;

/** How many more rows than expected there is room for at first. */
export const SPARE_ROWS_SHARE = 0.1;

/** There is room at first for no more cells than there would be at so many bytes each, and for so many at most. */
export const SHORT_CELL_BYTES = 4;
export const MAX_EXPECTED_CELLS = 64 * 1024 * 1024;

/** Cells that are no plain decimals from which a column is held as texts, when they are more than this share of all. */
export const TEXTS_MIN_OTHERS = 32;
export const TEXTS_SHARE = 0.1;

/** Bytes of CSV split at once: about what a processor's second-level cache holds, since every column reads them again. */
export const WINDOW_BYTES = 256 * 1024;

/** Cells split at once, unless a single row has more. */
export const GRID_CELLS = 64 * 1024;

/** Bytes looked at for the dialect at most, where the header alone is longer than {@link SNIFF_BYTES}. */
export const MAX_SNIFF_BYTES = 16 * 1024 * 1024;

/** Records gathered before their cells go to the columns. */
export const RECORD_BATCH = 256;

/** Bytes of CSV text written at once. */
export const PIECE_BYTES = 64 * 1024;

/** Ambiguous null tokens that there may be for each number or datetime, for them to mean "missing". */
export const TOKENS_PER_NUMBER = 4;

/** Lengths that the codes of a column may have, from the shortest to the longest. */
export const CODE_LENGTHS = 3;

/** Share of the present cells that must be possible dates for digits alone to be dates. */
export const WRITTEN_DATE_SHARE = 0.995;
