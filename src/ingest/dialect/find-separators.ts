import { cellKind, isValueKind } from './cell-kind.js';
import type { CellKind } from './cell-kind.js';
import { cellKinds, commonKind } from './column-look.js';
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
  LOOKED_AT_ROWS,
  MARK_SCORES,
  MIN_CONSISTENCY,
  ODD_BLANK_OPENING_FACTOR,
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
const CELL_ENDS = [',', ';', '\t', '|', '\r', '\n'];

/** Scores that differ by less are the same, and the earlier way wins. */
const SAME = 1.000001;

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
    return { ...way, split: rows, score: countScore(rows, way) };
  });
  const doubled = split.some(({ escape }) => escape === '') ? countDoubled(head) : 0;
  const ways = split.filter(
    (way) =>
      (options.escape === '' || way.escape !== '' || isUnescaped(way, split, doubled)) &&
      (options.delimiter !== undefined ||
        way.delimiter !== SPACED ||
        (way.score > 0 && (blanksFollow(splitter, way) || hidesQuotes(way, split)))),
  );
  const close = ways.filter(({ score }) => score > 0).sort((left, right) => right.score - left.score);
  // Of one delimiter, the ways to quote must not crowd out other delimiters.
  const looked = close.filter(
    (way) => close.filter((other) => other.delimiter === way.delimiter).indexOf(way) < CLOSE_CANDIDATES,
  );
  const ranked = looked.slice(0, CLOSE_CANDIDATES * 3).map((way) => ({ way, most: way.score * likelihood(way) }));
  let best: Separators | null = null;
  let wanted = 0;
  ranked.forEach(({ way, most }, index) => {
    if (most <= wanted) return;
    // Beyond what any later way can reach, how much it is makes no difference.
    const enough = Math.max(wanted, ...ranked.slice(index + 1).map((later) => later.most)) * SAME;
    const score = most * lookScore(splitter, way, enough / most);
    if (score > wanted) [best, wanted] = [way, score * SAME];
  });
  const { delimiter, quote, escape } = best ?? singleColumn(ways, options);
  return { delimiter, quote, escape };
}

/** Whether a blank stands behind most commas. */
function blanksFollow(splitter: HeadSplitter, { quote, escape }: Separators): boolean {
  const way = { delimiter: ',', quote, escape };
  let [spaced, filled] = [0, 0];
  for (const row of splitter.texts(way, splitter.split(way, READ_ROWS).rows())) {
    for (let column = 1; column < row.length; column++) {
      if (row[column] === '') continue;
      filled++;
      if (row[column]!.startsWith(' ')) spaced++;
    }
  }
  return spaced >= filled * SPACED_SHARE;
}

/** Whether cells are quoted behind blanks: rows have other numbers of cells, or quotes more trouble, when blanks are not skipped. */
function hidesQuotes(way: Candidate, ways: readonly Candidate[]): boolean {
  const plain = ways.find(({ delimiter, quote, escape }) => delimiter === ',' && quote === way.quote && escape === way.escape);
  // Without the blank, nothing looks quoted.
  if (plain === undefined) return true;
  return trouble(plain.split) > trouble(way.split) || cellCount(plain.split) > cellCount(way.split);
}

function cellCount({ counts }: SplitHead): number {
  return counts.reduce((sum, count) => sum + count, 0);
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
  const text = bufferOf(head);
  return text.includes('""') ? (text.toString('latin1').match(/[^,;\t|\r\n"]""[^,;\t|\r\n"]/g)?.length ?? 0) : 0;
}

function trouble({ repaired, open }: SplitHead): number {
  return repaired + Number(open);
}

/** Every way to split that the options leave open and the head gives a reason for. */
function candidateWays(head: Uint8Array, options: CsvDialectOptions): Separators[] {
  const text = bufferOf(head);
  const known = new Map<string, boolean>();
  const has = (part: string): boolean => {
    const is = known.get(part) ?? text.includes(part);
    known.set(part, is);
    return is;
  };
  const delimiters = options.delimiter === undefined ? DELIMITERS.filter(has) : [options.delimiter];
  const ways: Separators[] = [];
  const unquoted = options.quote === undefined && has('"') && onlyBegin(text) ? [''] : [];
  for (const delimiter of delimiters.length === 0 ? [','] : delimiters) {
    const quotes =
      options.quote === undefined ? ['"', ...(mayQuote(has, "'", delimiter) ? ["'"] : []), ...unquoted] : [options.quote];
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

/** Whether there are quotes that begin cells, as inches do, and none that ends one. */
function onlyBegin(head: Buffer): boolean {
  if (CELL_ENDS.some((end) => head.includes(`"${end}`)) || head.at(-1) === '"'.charCodeAt(0)) return false;
  return (head.toString('latin1').match(/(?:^|[,;\t|\r\n])"/g)?.length ?? 0) >= UNQUOTED_MIN_CELLS;
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** An apostrophe is a quote only where cells begin and end with it. */
function mayQuote(has: (part: string) => boolean, quote: string, delimiter: string): boolean {
  const [mark = ','] = delimiter;
  const opens = [delimiter + quote, `\n${quote}`, `\r${quote}`].some(has);
  return opens && [quote + mark, `${quote}\n`, `${quote}\r`].some(has);
}

/** How far the rows agree on their number of cells, 0 to 1 and a little for many cells; 0 when most rows have one. */
function countScore(split: SplitHead, { delimiter }: Separators): number {
  const { counts, repaired, open } = split;
  const { usual, share } = usualCount(counts);
  if (usual < 2 || share < MIN_CONSISTENCY) return 0;
  // A quote that is never closed swallows the rest, and what is left may agree well.
  const cost = Math.min(0.95, (REPAIR_COST * repaired) / counts.length + (open ? OPEN_QUOTE_COST : 0));
  const odd = delimiter.startsWith(' ') ? ODD_BLANK_OPENING_FACTOR : ODD_OPENING_FACTOR;
  const opening = counts[0] === usual ? 1 : odd;
  return share * (1 - 1 / (usual + 1)) * (1 - cost) * opening;
}

/**
 * How much the cells look like cells, 0 to 1: columns of one kind each, no marks of another way to split left in them. Columns that
 * can only add to what is more than `enough` are not looked at.
 */
function lookScore(splitter: HeadSplitter, way: Candidate, enough: number): number {
  const { usual } = usualCount(way.split.counts);
  const limit = Math.max(2, Math.min(LOOKED_AT_ROWS, Math.floor(LOOKED_AT_CELLS / usual)));
  const alike = way.split.rows().filter(({ count }) => count === usual);
  const rows = splitter.texts(way, spread(alike.length > 1 ? alike.slice(1) : alike, limit));
  const textsOf = (column: number) => rows.map((row) => row[column] ?? '');
  const countValues = () => countValueColumns(Array.from({ length: usual }, (_, column) => textsOf(column)));
  // Blanks stand in any text: they delimit only where values show it.
  if (way.delimiter.startsWith(' ') && countValues() < BLANK_DELIMITER_VALUES) return 0;
  // Marks in a few lines of text among many delimit nothing.
  if (alike.length < way.split.counts.length / 2 && countValues() === 0) return 0;
  let sum = 0;
  for (let column = 0; column < usual && sum <= enough * usual; column++) sum += columnScore(textsOf(column), way);
  return sum / usual;
}

/** Columns of values; a date and the time behind it are one. */
function countValueColumns(columns: readonly (readonly string[])[]): number {
  const kinds = columns.map((texts) => commonKind(cellKinds(texts)));
  return kinds.filter((kind, column) => kind !== null && isValueKind(kind) && !(kind === 'time' && kinds[column - 1] === 'date'))
    .length;
}

function columnScore(texts: readonly string[], way: Separators): number {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const kinds = new Map<CellKind, number>();
  let score = 0;
  for (const [text, count] of counts) {
    const kind = cellKind(text);
    kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    score += count * cellScore(text, kind, way);
  }
  const filled = texts.length - (kinds.get('empty') ?? 0);
  const largest = Math.max(0, ...[...kinds].filter(([kind]) => kind !== 'empty').map(([, count]) => count));
  const alike = filled === 0 ? 0.5 : largest / filled;
  return Math.max(0, score / texts.length) * (0.5 + 0.5 * alike);
}

/** How much a cell looks like one: below 0 where it shows that its file is split another way. */
function cellScore(text: string, kind: CellKind, { delimiter, quote, escape }: Separators): number {
  // An apostrophe that opens a word and one that closes another, lines below.
  if (quote === "'" && text.includes('\n')) return 0;
  const hasQuotes = text.includes('"') || text.includes("'");
  if (hasQuotes && isQuotedOtherwise(text, quote)) return -1;
  if (escape === '' && quote !== '' && text.includes(quote + quote)) return -1;
  const cost = hasQuotes && isHalfQuoted(text, quote) ? HALF_QUOTED_COST : 0;
  return Math.min(KIND_SCORE[kind], markScore(text, kind, delimiter)) - cost;
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
