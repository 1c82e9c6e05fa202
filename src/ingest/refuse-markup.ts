import { TabulystError } from '../errors.js';

const markup = /^\s*(?:<!--[^]*?-->\s*)*<(!doctype\s|html[\s>]|head[\s>]|body[\s>]|table[\s>]|\?xml\s|svg[\s>])/i;

/**
 * Refuses text that is a page or document of markup, whatever its file is called.
 * @param head as UTF-8
 * @throws INGEST_NOT_TABLE with what to do
 */
export function refuseMarkup(head: Uint8Array): void {
  const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString();
  const found = markup.exec(start)?.[1]?.toLowerCase();
  if (found === undefined) return;
  if (found.startsWith('?xml') || found.startsWith('svg')) throw xml(start);
  throw new TabulystError(
    'INGEST_NOT_TABLE',
    'Expected a table, but this is an HTML page. It may be a login or error page that was saved instead of the file: get the file itself. If the table stands in the page, open it in a spreadsheet program and save it as CSV.',
    { found: 'HTML' },
  );
}

function xml(start: string): TabulystError {
  const isSheet = /progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/.test(start);
  const message = isSheet
    ? 'Expected a table as text, but this is a spreadsheet saved as XML. Open it in a spreadsheet program and save the sheet as CSV.'
    : 'Expected a table, but this is an XML document. Give its records as CSV, TSV, JSON or NDJSON.';
  return new TabulystError('INGEST_NOT_TABLE', message, { found: 'XML' });
}
