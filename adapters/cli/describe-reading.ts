import type { SourceWarning, TableSource } from 'tabulyst';
import type { Terminal } from './command.js';
import { showCount } from './show-value.js';

/** Warnings noted at most. */
const MAX_NOTED = 10;

const encodingNames: Readonly<Record<TableSource['encoding'], string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little endian)',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Windows-1252 (Latin-1)',
};

const delimiterNames = new Map([
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
  [' ', 'blanks'],
  ['  ', 'blanks, one or more'],
]);

const quoteNames = new Map([
  ['"', 'double quotes'],
  ["'", 'single quotes'],
]);

/** The options that read it otherwise. */
const remedies: Partial<Readonly<Record<SourceWarning['code'], string>>> = {
  HEADER_MISSING: 'see --header-rows',
  HEADER_JOINED: 'see --header-rows',
  PREAMBLE_SKIPPED: 'see --skip-lines',
  FOOTNOTES_SKIPPED: 'see --whole-file',
  EMPTY_ROWS_SKIPPED: 'see --whole-file',
  TABLES_SKIPPED: 'see --whole-file',
  HEADER_REPEATED: 'see --whole-file',
  ENCODING_GUESSED: 'see --encoding',
  CELLS_MISFIT: 'see --type',
  CELLS_AMBIGUOUS: 'see --day-first, --decimal-comma',
};

/** How a file was read, in one sentence: "CSV in UTF-8, cells separated by commas, names in line 1." */
export function describeReading({ kind, gzip, encoding, dialect }: TableSource): string {
  const parts = [
    `${kind === 'records' ? 'Records' : kind.toUpperCase()} in ${encodingNames[encoding]}${gzip ? ', gzipped' : ''}`,
  ];
  if (dialect !== null) {
    const { delimiter, quote, escape, headerRows, skipLines } = dialect;
    parts.push(`cells separated by ${delimiterName(delimiter)}`);
    parts.push(
      quote === '' ? 'nothing quoted' : `quoted with ${quoteNames.get(quote) ?? `"${quote}"`}${escapeName(quote, escape)}`,
    );
    if (skipLines > 0) parts.push(`${showCount(skipLines, 'line')} skipped`);
    parts.push(headerPlace(headerRows, skipLines));
  }
  return `${parts.join(', ')}.`;
}

function delimiterName(delimiter: string): string {
  const name = delimiterNames.get(delimiter);
  if (name !== undefined) return name;
  const [first = ''] = delimiter;
  const one = delimiterNames.get(first) ?? `"${first}"`;
  return delimiter.length > 1 ? `${one} and a blank` : one;
}

function escapeName(quote: string, escape: string): string {
  if (escape === quote) return '';
  return escape === '' ? ' (not escaped inside)' : ` (inside ${escape}${quote})`;
}

function headerPlace(rows: number, skipped: number): string {
  if (rows === 0) return 'no header';
  return rows === 1 ? `names on line ${(skipped + 1).toLocaleString('en-US')}` : `names in ${rows} rows`;
}

/** Notes on standard error what was repaired, skipped or doubted, for commands that show nothing else of the reading. */
export function noteWarnings(warnings: readonly SourceWarning[], terminal: Pick<Terminal, 'note'>): void {
  for (const warning of warnings.slice(0, MAX_NOTED)) {
    const { text, remedy } = describeWarning(warning);
    terminal.note(`tabulyst: ${text}${remedy === null ? '' : ` (${remedy})`}`);
  }
  if (warnings.length > MAX_NOTED) terminal.note(`tabulyst: ... and ${warnings.length - MAX_NOTED} more of this kind`);
}

/** One thing that was repaired, skipped or doubted: where, what, and the option that changes it. */
export function describeWarning({ code, message, line }: SourceWarning): {
  readonly text: string;
  readonly remedy: string | null;
} {
  const place = line === null || /\blines? \d/i.test(message) ? '' : `Line ${line.toLocaleString('en-US')}: `;
  return { text: `${place}${message}`, remedy: remedies[code] ?? null };
}
