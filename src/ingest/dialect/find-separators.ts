import { cellKind, isValueKind } from './cell-kind.js';
import type { CellKind } from './cell-kind.js';
import type { CsvDialectOptions } from '../types.js';
import type { HeadSplitter, Separators, SplitHead } from './head-rows.js';
import {
  BLANK_DELIMITER_VALUES,
  CLOSE_CANDIDATES,
  COUNTED_ROWS,
  DELIMITERS,
  KIND_SHARE,
  MIN_CONSISTENCY,
  OPEN_QUOTE_COST,
  READ_ROWS,
  REPAIR_COST,
  RUN_FACTOR,
  UNQUOTED_MIN_CELLS,
} from './heuristics.js';

const QUOTES = ['"', "'"] as const;
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
  const ways = candidateWays(head, options).map((way) => {
    const split = splitter.split(way, COUNTED_ROWS);
    return { ...way, split, score: countScore(split) };
  });
  const close = ways.filter(({ score }) => score > 0).sort((left, right) => right.score - left.score);
  // Of one delimiter, the ways to quote must not crowd out other delimiters.
  const looked = close.filter(
    (way) => close.filter((other) => other.delimiter === way.delimiter).indexOf(way) < CLOSE_CANDIDATES,
  );
  let best: Candidate | null = null;
  for (const way of looked.slice(0, CLOSE_CANDIDATES * 3)) {
    const score = way.score * lookScore(splitter, way) * (way.delimiter === '  ' ? RUN_FACTOR : 1);
    if (score > (best?.score ?? 0) * 1.000001) best = { ...way, score };
  }
  if (best !== null) return { delimiter: best.delimiter, quote: best.quote, escape: best.escape };
  return singleColumn(ways, options);
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
  return share * (1 - 1 / (usual + 1)) * (1 - cost);
}

/** The most usual number, the larger one among equals, and the share that has it. */
export function usualCount(counts: readonly number[]): { usual: number; share: number } {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  let usual = 0;
  let times = 0;
  for (const [count, number] of seen) if (number > times || (number === times && count > usual)) [usual, times] = [count, number];
  return { usual, share: counts.length === 0 ? 0 : times / counts.length };
}

/** How much the cells look like cells, 0 to 1: columns of one kind each, no marks of another way to split left in them. */
function lookScore(splitter: HeadSplitter, way: Separators & { readonly split: SplitHead }): number {
  const { usual } = usualCount(way.split.rows.map(({ count }) => count));
  const rows = splitter.texts(way, spread(way.split.rows.filter(({ count }) => count === usual)));
  const separators = DELIMITERS.map(([mark = '']) => mark)
    .filter((mark) => mark !== way.delimiter[0] && mark !== ' ')
    .join('');
  const columns = Array.from({ length: usual }, (_, column) => {
    return (rows.length > 1 ? rows.slice(1) : rows).map((row) => row[column] ?? '');
  });
  // Blanks stand in any text: they delimit only where values show it.
  if (way.delimiter.startsWith(' ') && columns.filter(holdsValues).length < BLANK_DELIMITER_VALUES) return 0;
  return columns.reduce((sum, texts) => sum + columnScore(texts, way, separators), 0) / usual;
}

function holdsValues(texts: readonly string[]): boolean {
  return texts.filter((text) => isValueKind(cellKind(text))).length >= texts.length * KIND_SHARE;
}

function columnScore(texts: readonly string[], { quote, escape }: Separators, separators: string): number {
  const kinds = new Map<CellKind, number>();
  let score = 0;
  for (const text of texts) {
    const kind = cellKind(text, separators);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (isQuotedOtherwise(text, quote) || (escape === '' && quote !== '' && text.includes(quote + quote))) score -= 1;
    else if (kind === 'odd') score += 0.3;
    else if (kind === 'text') score += 0.8;
    else if (kind === 'empty') score += 0.6;
    else score += 1;
  }
  const filled = texts.length - (kinds.get('empty') ?? 0);
  const largest = Math.max(0, ...[...kinds].filter(([kind]) => kind !== 'empty').map(([, count]) => count));
  const alike = filled === 0 ? 0.5 : largest / filled;
  return Math.max(0, score / texts.length) * (0.5 + 0.5 * alike);
}

/** Whether quotes of another kind are left around a text. */
function isQuotedOtherwise(text: string, quote: string): boolean {
  const trimmed = text.trim();
  return QUOTES.some((other) => other !== quote && trimmed.startsWith(other) && trimmed.endsWith(other));
}

/** At most {@link READ_ROWS} of many, evenly spread. */
function spread<Item>(items: readonly Item[]): Item[] {
  if (items.length <= READ_ROWS) return [...items];
  return Array.from({ length: READ_ROWS }, (_, index) => items[Math.floor((index * items.length) / READ_ROWS)]!);
}
