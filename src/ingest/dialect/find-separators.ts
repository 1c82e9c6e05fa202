import { cellKind, isValueKind } from './cell-kind.js';
import type { CellKind } from './cell-kind.js';
import { commonKind } from './column-look.js';
import type { CsvDialectOptions } from '../types.js';
import { usualCount } from './usual-count.js';
import type { HeadSplitter, Separators, SplitHead } from './head-rows.js';
import {
  BLANK_DELIMITER_VALUES,
  CLOSE_CANDIDATES,
  COUNTED_ROWS,
  DELIMITERS,
  HALF_QUOTED_COST,
  LEADING_BLANK_SCORE,
  SPACED_SHARE,
  PROSE_MARK_SCORE,
  SINGLE_QUOTE_FACTOR,
  KIND_SCORE,
  LOOKED_AT_CELLS,
  MARK_SCORES,
  MIN_CONSISTENCY,
  ODD_OPENING_FACTOR,
  OPEN_QUOTE_COST,
  READ_ROWS,
  REPAIR_COST,
  RUN_FACTOR,
  UNQUOTED_MIN_CELLS,
} from './heuristics.js';

const QUOTES = ['"', "'"] as const;
const SPACED = ', ';
const BACKSLASH = '\\';

interface Candidate extends Separators {
  readonly split: SplitHead;
  readonly score: number;
}

/**
 * Finds how cells are set apart and quoted, by what each way makes of all rows of the head: the same number of cells in
 * most rows, columns whose cells look alike, quotes that open and close in the right places. After the idea of G. van den
 * Burg, A. Nazábal and C. Sutton, "Wrangling messy CSV files by detecting row and type patterns" (2019).
 */
export function findSeparators(splitter: HeadSplitter, head: Uint8Array, options: CsvDialectOptions): Separators {
  const split = candidateWays(head, options).map((way) => {
    const rows = splitter.split(way, COUNTED_ROWS);
    return { ...way, split: rows, score: countScore(rows) };
  });
  const doubled = split.some(({ escape }) => escape === '') ? countDoubled(head) : 0;
  const ways = split.filter(
    (way) =>
      (options.escape === '' || way.escape !== '' || isUnescaped(way, split, doubled)) &&
      (options.delimiter !== undefined || way.delimiter !== SPACED || blanksFollow(splitter, way) || hidesQuotes(way, split)),
  );
  const close = ways.filter(({ score }) => score > 0).sort((left, right) => right.score - left.score);
  // Of one delimiter, the ways to quote must not crowd out other delimiters.
  const looked = close.filter(
    (way) => close.filter((other) => other.delimiter === way.delimiter).indexOf(way) < CLOSE_CANDIDATES,
  );
  let best: Candidate | null = null;
  for (const way of looked.slice(0, CLOSE_CANDIDATES * 3)) {
    const score = way.score * lookScore(splitter, way) * likelihood(way);
    if (score > (best?.score ?? 0) * 1.000001) best = { ...way, score };
  }
  if (best !== null) return { delimiter: best.delimiter, quote: best.quote, escape: best.escape };
  return singleColumn(ways, options);
}

/** Whether a blank stands behind most commas. */
function blanksFollow(splitter: HeadSplitter, { quote, escape }: Separators): boolean {
  const way = { delimiter: ',', quote, escape };
  const rows = splitter.texts(way, splitter.split(way, READ_ROWS).rows);
  const cells = rows.flatMap((row) => row.slice(1).filter((text) => text !== ''));
  return cells.filter((text) => text.startsWith(' ')).length >= cells.length * SPACED_SHARE;
}

/** Whether cells are quoted behind blanks: rows have other numbers of cells, or quotes more trouble, when blanks are not skipped. */
function hidesQuotes(way: Candidate, ways: readonly Candidate[]): boolean {
  const plain = ways.find(({ delimiter, quote, escape }) => delimiter === ',' && quote === way.quote && escape === way.escape);
  // Without the blank, nothing looks quoted.
  if (plain === undefined) return true;
  return trouble(plain.split) > trouble(way.split) || cellCount(plain.split) > cellCount(way.split);
}

function cellCount({ rows }: SplitHead): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** How usual a way to split is, from experience. */
function likelihood({ delimiter, quote }: Separators): number {
  return (delimiter === '  ' ? RUN_FACTOR : 1) * (quote === "'" ? SINGLE_QUOTE_FACTOR : 1);
}

/** Without any delimiter that makes columns, every line is one cell. */
function singleColumn(ways: readonly Candidate[], options: CsvDialectOptions): Separators {
  const delimiter = options.delimiter ?? ',';
  const [first] = [...ways.filter((way) => way.delimiter === delimiter)].sort(
    (left, right) => trouble(left.split) - trouble(right.split),
  );
  const quote = options.quote ?? first?.quote ?? '"';
  return { delimiter, quote, escape: options.escape ?? first?.escape ?? quote };
}

/** Whether quotes in cells that are not escaped at all explain more than every escape does. */
function isUnescaped(way: Candidate, ways: readonly Candidate[], doubled: number): boolean {
  if (way.quote === '') return true;
  const others = ways.filter(
    ({ delimiter, quote, escape }) => delimiter === way.delimiter && quote === way.quote && escape !== '',
  );
  return others.every(
    ({ escape, split }) => trouble(split) > (escape === way.quote ? doubled : 0) && (split.open || !way.split.open),
  );
}

/** Doubled quotes in the middle of cells, as only escaping makes them. */
function countDoubled(head: Uint8Array): number {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
  return text.match(/[^,;\t|\r\n"]""[^,;\t|\r\n"]/g)?.length ?? 0;
}

function trouble({ repaired, open }: SplitHead): number {
  return repaired + Number(open);
}

/** Every way to split that the options leave open and the head gives a reason for. */
function candidateWays(head: Uint8Array, options: CsvDialectOptions): Separators[] {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const has = (part: string) => text.includes(part);
  const delimiters = options.delimiter === undefined ? DELIMITERS.filter(has) : [options.delimiter];
  const ways: Separators[] = [];
  for (const delimiter of delimiters.length === 0 ? [','] : delimiters) {
    const quotes = options.quote === undefined ? quotesOf(text, has, delimiter) : [options.quote];
    for (const quote of quotes) {
      if (quote === delimiter[0]) continue;
      for (const escape of escapesOf(quote, has, options)) ways.push({ delimiter, quote, escape });
    }
  }
  return ways;
}

function escapesOf(quote: string, has: (part: string) => boolean, { escape }: CsvDialectOptions): string[] {
  if (quote === '') return [''];
  if (escape !== undefined) return [escape];
  return [quote, ...(has(BACKSLASH + quote) ? [BACKSLASH] : []), ...(has(quote) ? [''] : [])];
}

function quotesOf(text: Buffer, has: (part: string) => boolean, delimiter: string): string[] {
  const quotes = ['"'];
  if (mayQuote(has, "'", delimiter)) quotes.push("'");
  // Inches and the like: quotes that begin cells and never end one.
  if (has('"') && !/"(?:[,;\t|\r\n]|$)/.test(text.toString())) {
    const begun = text.toString().match(/(?:^|[,;\t|\r\n])"/g)?.length ?? 0;
    if (begun >= UNQUOTED_MIN_CELLS) quotes.push('');
  }
  return quotes;
}

/** An apostrophe is a quote only where cells begin and end with it. */
function mayQuote(has: (part: string) => boolean, quote: string, delimiter: string): boolean {
  const [mark = ','] = delimiter;
  const opens = [delimiter + quote, `\n${quote}`, `\r${quote}`].some(has);
  return opens && [quote + mark, `${quote}\n`, `${quote}\r`].some(has);
}

/** How far the rows agree on their number of cells, 0 to 1 and a little for many cells; 0 when most rows have one. */
function countScore(split: SplitHead): number {
  const { rows, repaired, open } = split;
  const { usual, share } = usualCount(rows.map(({ count }) => count));
  if (usual < 2 || share < MIN_CONSISTENCY) return 0;
  // A quote that is never closed swallows the rest, and what is left may agree well.
  const cost = Math.min(0.95, (REPAIR_COST * repaired) / rows.length + (open ? OPEN_QUOTE_COST : 0));
  const opening = rows[0]!.count === usual ? 1 : ODD_OPENING_FACTOR;
  return share * (1 - 1 / (usual + 1)) * (1 - cost) * opening;
}

/** How much the cells look like cells, 0 to 1: columns of one kind each, no marks of another way to split left in them. */
function lookScore(splitter: HeadSplitter, way: Candidate): number {
  const { usual } = usualCount(way.split.rows.map(({ count }) => count));
  const limit = Math.max(2, Math.min(READ_ROWS, Math.floor(LOOKED_AT_CELLS / usual)));
  const alike = way.split.rows.filter(({ count }) => count === usual);
  const rows = splitter.texts(way, spread(alike.length > 1 ? alike.slice(1) : alike, limit));
  const columns = Array.from({ length: usual }, (_, column) => rows.map((row) => row[column] ?? ''));
  // Blanks stand in any text: they delimit only where values show it.
  if (way.delimiter.startsWith(' ') && countValueColumns(columns) < BLANK_DELIMITER_VALUES) return 0;
  // Marks in a few lines of text among many delimit nothing.
  if (alike.length < way.split.rows.length / 2 && countValueColumns(columns) === 0) return 0;
  return columns.reduce((sum, texts) => sum + columnScore(texts, way), 0) / usual;
}

/** Columns of values; a date and the time behind it are one. */
function countValueColumns(columns: readonly (readonly string[])[]): number {
  const kinds = columns.map((texts) => commonKind(texts.map((text) => cellKind(text))));
  return kinds.filter((kind, column) => kind !== null && isValueKind(kind) && !(kind === 'time' && kinds[column - 1] === 'date'))
    .length;
}

function columnScore(texts: readonly string[], { delimiter, quote, escape }: Separators): number {
  const kinds = new Map<CellKind, number>();
  let score = 0;
  for (const text of texts) {
    const kind = cellKind(text);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    // An apostrophe that opens a word and one that closes another, lines below.
    if (quote === "'" && text.includes('\n')) continue;
    const hasQuotes = text.includes('"') || text.includes("'");
    if (hasQuotes && isQuotedOtherwise(text, quote)) score -= 1;
    else if (escape === '' && quote !== '' && text.includes(quote + quote)) score -= 1;
    else {
      const cost = hasQuotes && isHalfQuoted(text, quote) ? HALF_QUOTED_COST : 0;
      score += Math.min(KIND_SCORE[kind], markScore(text, kind, delimiter)) - cost;
    }
  }
  const filled = texts.length - (kinds.get('empty') ?? 0);
  const largest = Math.max(0, ...[...kinds].filter(([kind]) => kind !== 'empty').map(([, count]) => count));
  const alike = filled === 0 ? 0.5 : largest / filled;
  return Math.max(0, score / texts.length) * (0.5 + 0.5 * alike);
}

/** What is left of a text's score when it holds marks that delimit cells in other ways to split. */
function markScore(text: string, kind: CellKind, delimiter: string): number {
  if (kind === 'empty') return 1;
  let score = text.startsWith(' ') && (delimiter === ',' || !isValueKind(kind)) ? LEADING_BLANK_SCORE : 1;
  if (isValueKind(kind)) return score;
  for (const [mark, left] of MARK_SCORES) {
    if (mark === delimiter[0] || !text.includes(mark)) continue;
    // In text, a blank follows most commas and semicolons.
    const isProse = text.split(`${mark} `).every((part) => !part.includes(mark));
    score = Math.min(score, isProse ? Math.max(left, PROSE_MARK_SCORE) : left);
  }
  return score;
}

/** Whether quotes of another kind are left around a text. */
function isQuotedOtherwise(text: string, quote: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > 1 && QUOTES.some((other) => other !== quote && trimmed.startsWith(other) && trimmed.endsWith(other));
}

/** Whether a quote of another kind is left at one end of a text, as when it was split in two. */
function isHalfQuoted(text: string, quote: string): boolean {
  return QUOTES.some((other) => other !== quote && text.startsWith(other) !== text.endsWith(other));
}

/** At most so many of many, evenly spread. */
function spread<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, index) => items[Math.floor((index * items.length) / limit)]!);
}
