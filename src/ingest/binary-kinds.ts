import { STRAY_CONTROL_SHARE } from './heuristics.js';
import { zipKind } from './zip-kind.js';

/** A binary format by name, and how to get a table out of it. */
export interface BinaryKind {
  readonly name: string;
  readonly advice: string;
}

interface Signature extends BinaryKind {
  /** The bytes that begin it, one character each. */
  readonly magic: string;
  /** Where they stand. @default 0 */
  readonly at?: number;
  /** Whether they could be text as well, so that the head must look binary, too. @default false */
  readonly isTextToo?: boolean;
}

const takeTable = 'Give the table itself, as CSV, TSV, JSON or NDJSON.';
const saveAsCsv = 'Open it in a spreadsheet program and save the sheet as CSV.';
const convert = 'Convert it to CSV first, for example with DuckDB or pandas.';
const saveAsUtf8 = 'Save it as UTF-8.';
const unpack = 'Unpack it and give the file inside (gzip is the one packed form that is read as it is).';

const signatures: readonly Signature[] = [
  { name: 'text in UTF-32', magic: '\xff\xfe\0\0', advice: saveAsUtf8 },
  { name: 'text in UTF-32', magic: '\0\0\xfe\xff', advice: saveAsUtf8 },
  { name: 'an old Excel workbook (.xls) or another old Office file', magic: '\xd0\xcf\x11\xe0', advice: saveAsCsv },
  { name: 'a Parquet file', magic: 'PAR1', isTextToo: true, advice: convert },
  { name: 'an encrypted Parquet file', magic: 'PARE', isTextToo: true, advice: convert },
  { name: 'an Avro file', magic: 'Obj\x01', advice: convert },
  { name: 'an ORC file', magic: 'ORC', isTextToo: true, advice: convert },
  { name: 'an Arrow (Feather) file', magic: 'ARROW1\0\0', advice: convert },
  { name: 'a Feather file', magic: 'FEA1', isTextToo: true, advice: convert },
  { name: 'an HDF5 file', magic: '\x89HDF\r\n', advice: convert },
  { name: 'a NumPy array', magic: '\x93NUMPY', advice: convert },
  { name: 'a Stata file', magic: '<stata_dta>', advice: convert },
  { name: 'an SPSS file', magic: '$FL2@(#)', advice: convert },
  { name: 'an R data file', magic: 'RDX2\n', advice: convert },
  { name: 'an R data file', magic: 'RDX3\n', advice: convert },
  { name: 'a SQLite database', magic: 'SQLite format 3\0', advice: 'Export the table as CSV.' },
  { name: 'a PDF document', magic: '%PDF-', advice: takeTable },
  { name: 'a Rich Text document', magic: '{\\rtf', advice: takeTable },
  { name: 'a PNG image', magic: '\x89PNG', advice: takeTable },
  { name: 'a JPEG image', magic: '\xff\xd8\xff', advice: takeTable },
  { name: 'a GIF image', magic: 'GIF87a', advice: takeTable },
  { name: 'a GIF image', magic: 'GIF89a', advice: takeTable },
  { name: 'a WebP image', magic: 'WEBPVP8', at: 8, advice: takeTable },
  { name: 'a BMP image', magic: 'BM', isTextToo: true, advice: takeTable },
  { name: 'a TIFF image', magic: 'II*\0', advice: takeTable },
  { name: 'a TIFF image', magic: 'MM\0*', advice: takeTable },
  { name: 'a 7z archive', magic: '7z\xbc\xaf\x27\x1c', advice: unpack },
  { name: 'a RAR archive', magic: 'Rar!\x1a\x07', advice: unpack },
  { name: 'a file packed with xz', magic: '\xfd7zXZ\0', advice: unpack },
  { name: 'a file packed with bzip2', magic: '1AY&SY', at: 4, advice: unpack },
  { name: 'a file packed with zstd', magic: '\x28\xb5\x2f\xfd', advice: unpack },
  { name: 'a file packed with lz4', magic: '\x04\x22\x4d\x18', advice: unpack },
  { name: 'a file packed with gzip twice', magic: '\x1f\x8b\x08', advice: 'Unpack it once and give the file inside.' },
  { name: 'a tar archive', magic: 'ustar', at: 257, isTextToo: true, advice: unpack },
  { name: 'a program (ELF)', magic: '\x7fELF', advice: takeTable },
  { name: 'a program (.exe)', magic: 'MZ', isTextToo: true, advice: takeTable },
];

/** The binary format that begins like this; null for what may be text. */
export function binaryKind(head: Uint8Array): BinaryKind | null {
  const office = zipKind(head);
  if (office !== null) return { name: office.name, advice: office.isSheet ? saveAsCsv : office.isArchive ? unpack : takeTable };
  const isBinary = looksBinary(head);
  const isKind = ({ magic, at = 0, isTextToo = false }: Signature) => (isBinary || !isTextToo) && holds(head, magic, at);
  return signatures.find(isKind) ?? null;
}

function holds(head: Uint8Array, magic: string, at: number): boolean {
  for (let index = 0; index < magic.length; index++) if (head[at + index] !== magic.charCodeAt(index)) return false;
  return true;
}

/** Whether bytes are no text: NUL among them, and more control characters than a few stray ones. */
export function looksBinary(head: Uint8Array): boolean {
  return head.includes(0) && countControls(head) > head.length * STRAY_CONTROL_SHARE;
}

/** Control characters that text has no use for: all but tab, line ends and form feed. */
function countControls(head: Uint8Array): number {
  let count = 0;
  for (const byte of head) if (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) count++;
  return count;
}
