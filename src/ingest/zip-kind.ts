/** A zip archive by what its first entries say it holds. */
export interface ZipKind {
  readonly name: string;
  readonly isSheet: boolean;
  /** Whether it is nothing more than an archive. */
  readonly isArchive: boolean;
}

const ENTRY = 'PK\x03\x04';
const NAME_OFFSET = 30;

/** Folders and member names of Office files -> what they are. */
const members: readonly (readonly [start: string, name: string, isSheet: boolean])[] = [
  ['xl/', 'an Excel workbook (.xlsx or .xlsm)', true],
  ['word/', 'a Word document (.docx)', false],
  ['ppt/', 'a PowerPoint presentation (.pptx)', false],
];

const mimeTypes: readonly (readonly [type: string, name: string, isSheet: boolean])[] = [
  ['application/vnd.oasis.opendocument.spreadsheet', 'an OpenDocument spreadsheet (.ods)', true],
  ['application/vnd.oasis.opendocument', 'an OpenDocument file', false],
  ['application/epub+zip', 'an e-book (.epub)', false],
];

/** What a zip file is; null where the head begins none. Looks into the entries that lie in the head. */
export function zipKind(head: Uint8Array): ZipKind | null {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const start = text.toString('latin1', 0, 4);
  if (start === 'PK\x05\x06' || start === 'PK\x07\x08') return { name: 'a zip archive', isSheet: false, isArchive: true };
  if (start !== ENTRY) return null;
  const names: string[] = [];
  for (let at = 0; at >= 0; at = text.indexOf(ENTRY, at + 4, 'latin1')) {
    if (at + NAME_OFFSET > text.length) break;
    const end = at + NAME_OFFSET + text.readUInt16LE(at + 26);
    names.push(text.toString('utf8', at + NAME_OFFSET, end));
    if (names.length === 1 && names[0] === 'mimetype') return openDocument(text.toString('latin1', end, end + 80));
  }
  for (const [folder, name, isSheet] of members) {
    if (names.some((member) => member.startsWith(folder))) return { name, isSheet, isArchive: false };
  }
  // Its parts may lie beyond the head.
  if (names.includes('[Content_Types].xml')) {
    return { name: 'an Office file (such as an Excel workbook, .xlsx)', isSheet: true, isArchive: false };
  }
  return { name: `a zip archive${shown(names[0])}`, isSheet: false, isArchive: true };
}

function openDocument(content: string): ZipKind {
  const known = mimeTypes.find(([type]) => content.includes(type));
  return known === undefined
    ? { name: 'a zip archive', isSheet: false, isArchive: true }
    : { name: known[1], isSheet: known[2], isArchive: false };
}

function shown(first: string | undefined): string {
  // eslint-disable-next-line no-control-regex -- names from a damaged archive may hold anything
  return first === undefined || first === '' || /[\x00-\x1f\ufffd]/.test(first)
    ? ''
    : ` (its first file is ${first.slice(0, 80)})`;
}
