import { borrowKernels } from '../../kernels/open-kernels.js';
import { rejectOption } from '../../run-options.js';
import type { CsvDialect, SourceWarning } from '../../table/types.js';
import type { CsvDialectOptions } from '../types.js';
import { findLayout } from './find-layout.js';
import type { Layout } from './find-layout.js';
import { findSeparators } from './find-separators.js';
import { HeadSplitter } from './head-rows.js';
import type { HeadRow, Separators } from './head-rows.js';
import { COUNTED_ROWS, MIN_READ_ROWS, READ_CELLS, READ_ROWS } from './heuristics.js';
import { usualCount } from './usual-count.js';
import { spreadGroups } from './spread-groups.js';

const QUOTE = '"';

/** A table in a file: how it is written, what its columns are called, and where its rows begin. */
export interface FoundTable {
  readonly dialect: CsvDialect;
  /** Names as they stand in the file (those of several rows joined by one space), before they are made unique; null without header rows. Length = `width`. */
  readonly names: readonly string[] | null;
  /** Cells per row. */
  readonly width: number;
  /** Offset in the head of the first data row's first byte, and its 1-based line; the head's length when there is none in it. */
  readonly start: number;
  readonly line: number;
  /** Mean length of its first rows in bytes. */
  readonly rowBytes: number;
  readonly warnings: readonly SourceWarning[];
}

/** What is given, and how many columns there may be. */
interface DialectSearch extends CsvDialectOptions {
  /** Where rows usually have more cells, no more than their number (`width`) is found out. @default no limit */
  readonly maxColumns?: number;
}

/**
 * Finds the dialect and layout of a CSV file from its head. Options that are given are obeyed.
 *
 * @param head the first bytes of the file, valid UTF-8 without byte order mark; its last row may be cut unless `whole`
 * @returns null when there is no row at all. When `start` is the head's length and there is more, the caller should call again with more.
 * @throws OPTIONS_INVALID naming `call`
 */
export function findDialect(call: string, head: Uint8Array, whole: boolean, options: DialectSearch): FoundTable | null {
  checkDialectOptions(call, options);
  const skipped = skippedBytes(head, options.skipLines ?? 0);
  const text = head.subarray(skipped);
  const splitter = new HeadSplitter(text, whole, borrowKernels());
  const separators = findSeparators(splitter, text, options);
  const split = splitter.split(separators, COUNTED_ROWS);
  const rows = split.rows();
  if (rows.length === 0) {
    // A quote that is never closed swallows every row: reading from the start on says so.
    if (whole) return split.open ? noTable(separators) : null;
    return { ...noTable(separators), start: head.length };
  }
  const { usual } = usualCount(split.counts);
  // Looking closely at a row of a million cells takes seconds, only to refuse it then.
  if (usual > (options.maxColumns ?? Infinity)) return tooWide(separators, usual, (options.skipLines ?? 0) + rows[0]!.line - 1);
  const widest = Math.max(...rows.slice(0, MIN_READ_ROWS).map(({ count }) => count));
  const read = Math.max(MIN_READ_ROWS, Math.min(READ_ROWS, Math.floor(READ_CELLS / widest)));
  const texts = splitter.texts(separators, rows.slice(0, read));
  const { kept, keptTexts, following } = withoutBlankRows(rows, texts);
  if (kept.length === 0) return whole ? null : { ...noTable(separators), start: head.length };
  const layout = findLayout(keptTexts, { headerRows: options.headerRows, startsHere: options.skipLines !== undefined });
  const at = { offset: skipped, line: options.skipLines ?? 0 };
  const end = rows[texts.length] ?? { start: split.end, line: split.nextLine };
  const rowBytes = Math.max(1, (split.end - rows[0]!.start) / rows.length);
  const found = { ...describe({ separators, end, rows: kept, following, texts: keptTexts, layout, at }), rowBytes };
  return { ...found, warnings: layoutWarnings(found, options) };
}

/**
 * The rows that tell where the table stands: a line of blanks alone is no row in a table of several columns, and rows of
 * empty cells, as stand between a title and the header, tell nothing. `following` are the rows behind each, empty or not, and
 * blanks alone where there is nothing else.
 */
function withoutBlankRows(rows: readonly HeadRow[], texts: readonly (readonly string[])[]) {
  const isBlank = texts.map((row) => row.every((text) => text.trim() === ''));
  const isRow = isBlank.map((blank, index) => !blank || rows[index]!.count > 1);
  const single = texts.every(({ length }) => length === 1);
  const first = isRow.indexOf(true);
  const all = isRow.flatMap((is, index) => (is || (single && first >= 0 && index > first) ? [index] : []));
  const filled = all.filter((index) => single || !isBlank[index]);
  const kept = filled.length === 0 ? all : filled;
  return {
    kept: kept.map((index) => rows[index]!),
    keptTexts: kept.map((index) => texts[index]!),
    following: kept.map((index) => rows[all[all.indexOf(index) + 1] ?? index + 1]),
  };
}

interface Found {
  readonly separators: Separators;
  /** Where the rows end. */
  readonly end: Pick<HeadRow, 'start' | 'line'>;
  readonly rows: readonly HeadRow[];
  /** The row behind each. */
  readonly following: readonly (HeadRow | undefined)[];
  readonly texts: readonly (readonly string[])[];
  readonly layout: Layout;
  /** What was skipped before the head's rows. */
  readonly at: { readonly offset: number; readonly line: number };
}

function describe({ separators, end, rows, following, texts, layout, at }: Found): Omit<FoundTable, 'rowBytes' | 'warnings'> {
  const { first, headerRows, width } = layout;
  const top = rows[first]!;
  const skipLines = at.line + top.line - 1;
  const dialect = { ...separators, headerRows, skipLines };
  // Without a complete row behind the header, reading goes on right behind it.
  const data = (headerRows === 0 ? top : following[first + headerRows - 1]) ?? end;
  const names = headerRows === 0 ? null : joinedNames(texts.slice(first, first + headerRows), layout);
  return {
    dialect,
    names,
    width,
    start: at.offset + data.start,
    line: at.line + data.line,
  };
}

function joinedNames(header: readonly (readonly string[])[], { width, namelessFirst }: Layout): string[] {
  const shift = Number(namelessFirst);
  const rows = spreadGroups(header.map((row) => Array.from({ length: width }, (_, column) => row[column - shift]?.trim() ?? '')));
  return Array.from({ length: width }, (_, column) =>
    rows
      .map((row) => row[column]!)
      .filter((text) => text !== '')
      .join(' '),
  );
}

/** What was found rather than given, and is worth knowing. */
function layoutWarnings({ dialect, width }: Pick<FoundTable, 'dialect' | 'width'>, given: CsvDialectOptions): SourceWarning[] {
  const { headerRows, skipLines } = dialect;
  const warnings: SourceWarning[] = [];
  if (skipLines > 0 && given.skipLines === undefined) {
    const lines = skipLines === 1 ? 'Line 1 stands' : `Lines 1 to ${skipLines} stand`;
    const message = `${lines} above the table and ${skipLines === 1 ? 'was' : 'were'} left out.`;
    warnings.push({ code: 'PREAMBLE_SKIPPED', message, count: skipLines, line: 1 });
  }
  const line = skipLines + 1;
  if (headerRows === 0 && given.headerRows === undefined) {
    const message = `The first row holds values, so the columns got names of their own: column_1 and so on. If it does hold names, set headerRows to 1.`;
    warnings.push({ code: 'HEADER_MISSING', message, count: width, line });
  }
  if (headerRows > 1) {
    const message = `The names stand in ${headerRows} rows; those of each column were joined.`;
    warnings.push({ code: 'HEADER_JOINED', message, count: headerRows, line });
  }
  return warnings;
}

function noTable(separators: Separators): FoundTable {
  return {
    dialect: { ...separators, headerRows: 0, skipLines: 0 },
    names: null,
    width: 1,
    start: 0,
    line: 1,
    rowBytes: 1,
    warnings: [],
  };
}

/** What is known of a table that is to be refused for its width. */
function tooWide(separators: Separators, width: number, skipLines: number): FoundTable {
  const table = noTable(separators);
  return { ...table, width, dialect: { ...table.dialect, skipLines } };
}

/** Offset behind so many line ends. */
function skippedBytes(head: Uint8Array, lines: number): number {
  let at = 0;
  for (let line = 0; line < lines && at < head.length; line++) {
    while (at < head.length && head[at] !== 0x0a && head[at] !== 0x0d) at++;
    at += head[at] === 0x0d && head[at + 1] === 0x0a ? 2 : 1;
  }
  return Math.min(at, head.length);
}

function checkDialectOptions(
  call: string,
  { delimiter, quote, escape, headerRows, skipLines, wholeFile }: CsvDialectOptions,
): void {
  if (delimiter !== undefined && !isDelimiter(delimiter)) {
    rejectOption(call, 'delimiter', 'one ASCII character, or one and a blank; no line end', delimiter);
  }
  if (quote !== undefined && quote !== '' && !isPlainCharacter(quote)) {
    rejectOption(call, 'quote', 'one ASCII character, or "" for none', quote);
  }
  if (escape !== undefined && escape !== '' && !isPlainCharacter(escape)) {
    rejectOption(call, 'escape', 'one ASCII character, or "" for none', escape);
  }
  if (delimiter !== undefined && delimiter[0] === (quote ?? QUOTE)) {
    rejectOption(call, 'delimiter', 'another character than the quote', delimiter);
  }
  for (const [name, value] of Object.entries({ headerRows, skipLines })) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 0)) rejectOption(call, name, 'a whole number from 0', value);
  }
  if (wholeFile !== undefined && typeof wholeFile !== 'boolean') rejectOption(call, 'wholeFile', 'true or false', wholeFile);
}

function isDelimiter(text: unknown): text is string {
  return typeof text === 'string' && isPlainCharacter(text[0]) && (text.length === 1 || (text.length === 2 && text[1] === ' '));
}

function isPlainCharacter(text: unknown): text is string {
  return typeof text === 'string' && text.length === 1 && text.charCodeAt(0) < 0x80 && text !== '\n' && text !== '\r';
}
