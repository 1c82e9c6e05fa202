import { TabulystError } from '../errors.js';

interface BinaryKind {
  readonly name: string;
  /** The first bytes, one character each. */
  readonly magic: string;
  readonly advice: string;
}

const takeTable = 'Give the table itself, as CSV, TSV, JSON or NDJSON.';
const saveAsCsv = 'Open it in a spreadsheet program and save the sheet as CSV.';

const kinds: readonly BinaryKind[] = [
  { name: 'a PNG image', magic: '\x89PNG', advice: takeTable },
  { name: 'a JPEG image', magic: '\xff\xd8\xff', advice: takeTable },
  { name: 'a GIF image', magic: 'GIF87a', advice: takeTable },
  { name: 'a GIF image', magic: 'GIF89a', advice: takeTable },
  { name: 'a PDF document', magic: '%PDF-', advice: takeTable },
  {
    name: 'a zip archive or an Excel workbook (.xlsx)',
    magic: 'PK\x03\x04',
    advice: `Unpack it first; for a workbook: ${saveAsCsv}`,
  },
  { name: 'an old Excel workbook (.xls)', magic: '\xd0\xcf\x11\xe0', advice: saveAsCsv },
  { name: 'a SQLite database', magic: 'SQLite format 3\0', advice: 'Export the table as CSV.' },
];

/**
 * Refuses a source that is no text, by its first bytes.
 * @throws INGEST_BINARY naming what it is and what to do
 */
export function refuseBinary(head: Uint8Array): void {
  const known = kinds.find(({ magic }) => startsWith(head, magic));
  if (known !== undefined) throw binary(known);
  const nul = head.indexOf(0);
  if (nul < 0) return;
  // "PAR1" alone could be a column's name.
  if (startsWith(head, 'PAR1')) throw binary({ name: 'a Parquet file', advice: 'Convert it to CSV first.' });
  throw binary({ name: `binary data (a NUL byte at offset ${nul})`, advice: takeTable });
}

function binary({ name, advice }: { name: string; advice: string }): TabulystError {
  return new TabulystError('INGEST_BINARY', `Expected a text file, but this is ${name}. ${advice}`, { found: name });
}

function startsWith(head: Uint8Array, magic: string): boolean {
  return head.length >= magic.length && [...magic].every((character, index) => head[index] === character.charCodeAt(0));
}
