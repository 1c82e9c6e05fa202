import { TabulystError } from '../errors.js';
import { cellTexts } from '../kernels/cell-texts.js';
import { RowFlag } from '../kernels/kernels.js';
import { openKernels } from '../kernels/open-kernels.js';
import type { KernelKind, KernelSpace } from '../kernels/open-kernels.js';
import type { SourceWarning } from '../table/types.js';
import { showMany } from '../table/wording.js';
import { peekBytes } from './byte-stream.js';
import { CsvScanner } from './csv-scanner.js';
import type { CsvLimits, RowBatch } from './csv-scanner.js';
import { findDialect } from './dialect/find-dialect.js';
import type { FoundTable } from './dialect/find-dialect.js';
import { emptySource } from './empty-source.js';
import { isRepeatedHeader } from './find-table-end.js';
import { generatedNames, headerNames } from './header-names.js';
import type { HeaderNames } from './header-names.js';
import { MAX_EXPECTED_CELLS, MAX_SNIFF_BYTES, SNIFF_BYTES, SHORT_CELL_BYTES, SPARE_ROWS_SHARE } from './heuristics.js';
import { openText, refusing } from './open-text.js';
import type { OpenedText } from './open-text.js';
import { refuseJson } from './refuse-json.js';
import { RowNotes } from './row-notes.js';
import type { StoredBytesOptions } from './source.js';
import type { CsvDialectOptions, Source } from './types.js';

/** What reading CSV needs to know, whatever becomes of the cells. */
export interface CsvReadingOptions extends StoredBytesOptions, CsvDialectOptions, CsvLimits {
  /** @default what the machine can do */
  readonly kernels?: KernelKind | undefined;
  /** See `CsvScannerOptions`. */
  readonly windowBytes?: number | undefined;
}

/** Where the rows of a table go. */
export interface RowSink {
  /** `expectedRows` is a guess, 0 when there is none. */
  begin(space: KernelSpace, header: HeaderNames, expectedRows: number): void;
  /** Takes the rows `from` to `to` (exclusive) of a batch. */
  take(batch: RowBatch, from: number, to: number): void;
}

/** A CSV source being read into a sink: the scanner's one driver. */
export class CsvReading {
  /** Rows passed on. */
  rows = 0;
  readonly notes = new RowNotes();
  /** Rows that are the header once more, which are not passed on: how many, and of the first its line and the rows before it. */
  repeated = { count: 0, line: 0, row: 0 };
  /** 1-based line on which another table begins, whose header has names of this one: nothing is passed on from there. */
  nextTableLine: number | null = null;
  private readonly space: KernelSpace;
  private readonly scanner: CsvScanner;

  constructor(
    readonly text: OpenedText,
    readonly found: FoundTable,
    readonly header: HeaderNames,
    private readonly options: CsvReadingOptions,
    private readonly sink: RowSink,
  ) {
    this.space = openKernels(options.kernels);
    this.scanner = new CsvScanner(this.space, { ...options, ...found });
    const { scanner } = this;
    text.countLinesBy(() => (this.nextTableLine === null ? { line: scanner.line, rest: scanner.rest() } : null));
    sink.begin(this.space, header, this.expectedRows());
  }

  /** Feeds the sink batch by batch; between two steps its consumer may do its own work. */
  async *steps(): AsyncGenerator<void> {
    for await (const chunk of this.text.bytes) {
      for (const batch of this.nextTableLine === null ? this.scanner.push(chunk) : []) if (this.take(batch)) break;
      yield;
    }
    for (const batch of this.nextTableLine === null ? this.scanner.end() : []) if (this.take(batch)) break;
    yield;
  }

  /** Warnings of cells with text behind their closing quote. */
  quoteWarnings(): SourceWarning[] {
    const { count, line } = this.scanner.repaired;
    if (count === 0) return [];
    const message = `${showMany(count, 'cell')} with text behind the closing quote: it was kept (first on line ${line}).`;
    return [{ code: 'QUOTE_REPAIRED', message, count, line }];
  }

  /** Passes a batch on. @returns whether the table ends in it */
  private take(batch: RowBatch): boolean {
    const firstRow = this.rows;
    const dropped: number[] = [];
    let from = 0;
    for (const { row, line } of this.options.wholeFile === true ? [] : this.headerLikeRows(batch)) {
      const { names, width } = this.found;
      const cells = cellTexts(this.space.memory, batch.cells + row * width * 8, width);
      if (names === null || !isRepeatedHeader(names, cells)) continue;
      this.pass(batch, from, row);
      if (!names.every((name, column) => name === cells[column]?.trim())) {
        this.nextTableLine = line;
        break;
      }
      if (this.repeated.count++ === 0) this.repeated = { count: 1, line, row: this.rows };
      dropped.push(row);
      from = row + 1;
    }
    if (this.nextTableLine === null) this.pass(batch, from, batch.rows);
    this.notes.add(this.space, batch, firstRow, dropped);
    return this.nextTableLine !== null;
  }

  /** How many rows there will be when they go on as they begin. */
  private expectedRows(): number {
    const { text, found } = this;
    if (text.totalBytes === null || text.gzip) return 0;
    const rows = ((text.totalBytes - found.start) / found.rowBytes) * (1 + SPARE_ROWS_SHARE);
    return Math.ceil(Math.max(0, Math.min(rows, Math.min(text.totalBytes / SHORT_CELL_BYTES, MAX_EXPECTED_CELLS) / found.width)));
  }

  private pass(batch: RowBatch, from: number, to: number): void {
    if (to > from) this.sink.take(batch, from, to);
    this.rows += to - from;
  }

  private headerLikeRows({ notes, noteCount }: RowBatch): { row: number; line: number }[] {
    const { int32 } = this.space.memory;
    const found: { row: number; line: number }[] = [];
    for (let note = notes >>> 2; note < (notes >>> 2) + noteCount * 4; note += 4) {
      if ((int32[note + 3]! & RowFlag.likeHeader) !== 0) found.push({ row: int32[note]!, line: int32[note + 2]! });
    }
    return found;
  }
}

/** Opens a source and finds its dialect. @throws the `INGEST_` codes that concern a source, OPTIONS_INVALID naming `call` */
export async function openCsv(call: string, source: Source, options: CsvReadingOptions, sink: RowSink): Promise<CsvReading> {
  return openCsvText(call, await openText(source, options), options, sink);
}

/** As {@link openCsv}, for a source that has been opened. */
export async function openCsvText(
  call: string,
  text: OpenedText,
  options: CsvReadingOptions,
  sink: RowSink,
): Promise<CsvReading> {
  let { head, bytes } = text;
  for (let wanted = SNIFF_BYTES; ; wanted *= 4) {
    const whole = head.length < wanted;
    const found = await refusing(bytes, () => findTable(call, head, whole, options));
    if (found.start < head.length || whole || wanted >= MAX_SNIFF_BYTES) {
      const header = found.names === null ? generatedNames(found.width) : headerNames(found.names);
      return new CsvReading({ ...text, bytes }, found, header, options, sink);
    }
    // The header alone is longer than what was looked at.
    ({ head, bytes } = await peekBytes(bytes, wanted * 4));
  }
}

function findTable(call: string, head: Uint8Array, whole: boolean, options: CsvReadingOptions): FoundTable {
  refuseJson(head);
  const found = findDialect(call, head, whole, options);
  if (found === null) throw emptySource('a line with the column names');
  checkHeader(found, options);
  return found;
}

/** The header keeps the limits of every row. */
function checkHeader({ width, names, dialect }: FoundTable, { maxColumns, maxCellBytes }: CsvLimits): void {
  const line = dialect.skipLines + 1;
  if (width > maxColumns) {
    const message = `The header on line ${line} has ${width} columns, more than ${maxColumns}. Check the delimiter, or raise maxColumns.`;
    throw new TabulystError('INGEST_TOO_MANY_COLUMNS', message, { line, maxColumns });
  }
  const long = names?.findIndex((name) => Buffer.byteLength(name) > maxCellBytes) ?? -1;
  if (long < 0) return;
  const message = `The name of column ${long + 1} on line ${line} is longer than ${maxCellBytes} bytes. Is a quote left open? Otherwise raise maxCellBytes.`;
  throw new TabulystError('INGEST_CELL_TOO_LONG', message, { line, column: long + 1, maxCellBytes });
}
