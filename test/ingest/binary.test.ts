import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { readCsv } from '../../src/ingest/read-csv.js';
import { cellsOf, utf8 } from './cells.js';

const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

/** A local file header of a zip archive, and the file's bytes. */
function entry(name: string, content = ''): string {
  const length = (count: number) => String.fromCharCode(count & 255, count >> 8);
  return `PK\x03\x04\x14\0\0\0\0\0\0\0\0\0${'\0'.repeat(12)}${length(name.length)}\0\0${name}${content}`;
}

const noise = '\0\x01\x02\x03\0\0\x15\x04';

describe('binary files are named', () => {
  it.each<[string, string, RegExp]>([
    [
      'xlsx',
      entry('[Content_Types].xml') + entry('_rels/.rels') + entry('xl/workbook.xml'),
      /Excel workbook \(\.xlsx or \.xlsm\)\. Open it in a spreadsheet program/,
    ],
    [
      'xlsx with parts further down',
      entry('[Content_Types].xml') + entry('docProps/app.xml'),
      /an Office file.*save the sheet as CSV/,
    ],
    ['docx', entry('[Content_Types].xml') + entry('word/document.xml'), /Word document/],
    [
      'ods',
      entry('mimetype', 'application/vnd.oasis.opendocument.spreadsheet') + entry('content.xml'),
      /\.ods\)\. .*save the sheet as CSV/,
    ],
    ['zip', entry('data/people.csv', 'a,b'), /zip archive \(its first file is data\/people\.csv\)\. Unpack it/],
    ['empty zip', `PK\x05\x06${'\0'.repeat(18)}`, /zip archive/],
    ['a zip cut inside a header', 'PK\x03\x04\x14\0', /zip archive/],
    ['xls', `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${noise}`, /\.xls\)/],
    ['Parquet', `PAR1${noise}`, /Parquet.*Convert it to CSV/],
    ['Avro', 'Obj\x01\x04\x14avro.codec', /Avro/],
    ['ORC', `ORC${noise}`, /ORC/],
    ['Arrow', 'ARROW1\0\0\xff\xff', /Arrow/],
    ['Feather', `FEA1${noise}`, /Feather/],
    ['SQLite', 'SQLite format 3\0\x10\0', /SQLite.*Export/],
    ['PDF', '%PDF-1.7\n', /PDF/],
    ['RTF', '{\\rtf1\\ansi', /Rich Text/],
    ['PNG', '\x89PNG\r\n\x1a\n\0', /PNG/],
    ['WebP', 'RIFF\x24\0\0\0WEBPVP8 ', /WebP/],
    ['BMP', `BM\x36\0${noise}`, /BMP/],
    ['TIFF', 'II*\0\x08', /TIFF/],
    ['TIFF, big endian', 'MM\0*\0', /TIFF/],
    ['7z', '7z\xbc\xaf\x27\x1c\0\x04', /7z archive.*Unpack it/],
    ['RAR', 'Rar!\x1a\x07\x01\0', /RAR/],
    ['xz', '\xfd7zXZ\0\0\x04', /xz/],
    ['bzip2', 'BZh91AY&SY\x01', /bzip2/],
    ['zstd', '\x28\xb5\x2f\xfd\x04', /zstd/],
    ['UTF-32', '\xff\xfe\0\0a\0\0\0', /UTF-32\. Save it as UTF-8/],
    ['UTF-32, big endian', '\0\0\xfe\xff\0\0\0a', /UTF-32/],
    ['tar', `people.csv${'\0'.repeat(247)}ustar\x0000`, /tar archive/],
    ['ELF', '\x7fELF\x02\x01', /ELF/],
    ['exe', `MZ\x90${noise}`, /\.exe/],
  ])('%s', async (_, bytes, message) => {
    await expect(readCsv(latin(bytes))).rejects.toMatchObject({
      code: 'INGEST_BINARY',
      message: expect.stringMatching(message) as string,
    });
  });
});

it('gzip within gzip is named', async () => {
  await expect(readCsv(gzipSync(gzipSync('a,b\n1,2\n')))).rejects.toMatchObject({
    code: 'INGEST_BINARY',
    message: expect.stringMatching(/gzip twice\. Unpack it once/) as string,
  });
});

it.each(['PAR1,b', 'ORC,b', 'BMI,age', 'MZ,b', 'FEA1,b', 'II,b', 'GIF,b', '7z,b', 'BZh,b', 'PK,b'])(
  'a column may be called %s',
  async (header) => {
    expect((await readCsv({ text: `${header}\n1,2\n` })).columns.map(({ name }) => name)).toEqual(header.split(','));
  },
);

describe('NUL bytes', () => {
  it('are refused with their offset', async () => {
    await expect(readCsv(latin('a,b\n\x00\x01\x02'))).rejects.toMatchObject({ code: 'INGEST_BINARY', details: { byte: 4 } });
  });

  it('are no UTF-16 where they are few', async () => {
    for (const text of ['a,b\n1,\0\n', 'a,b\n\0,1\n2,\0\n']) {
      await expect(readCsv({ text })).rejects.toMatchObject({ code: 'INGEST_BINARY', details: { byte: text.indexOf('\0') } });
    }
  });

  it('stay as characters where they are few in what is clearly text', async () => {
    const table = await readCsv({ text: `a,b\n${'1,some words\n'.repeat(50)}2,x\0y\n` });
    expect(cellsOf(table).at(-1)).toEqual(['2', 'x\0y']);
  });
});

describe('pages of markup', () => {
  it.each<[string, string, RegExp]>([
    ['a page', '\n<!DOCTYPE html>\n<html><body>Sign in</body></html>', /HTML page.*login/],
    ['a page with a comment before it', '<!-- saved -->\n<HTML lang="en">', /HTML/],
    ['a table', '<table border=1><tr><td>1', /HTML/],
    ['XML', '<?xml version="1.0"?>\n<rows><row a="1"/></rows>', /XML document/],
    [
      'an Excel sheet as XML',
      '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook>',
      /spreadsheet.*save the sheet as CSV/,
    ],
  ])('%s', async (_, text, message) => {
    for (const source of [utf8(text), utf8(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      await expect(readCsv(source)).rejects.toMatchObject({
        code: 'INGEST_NOT_TABLE',
        message: expect.stringMatching(message) as string,
      });
    }
  });

  it('are not texts that contain tags', async () => {
    expect(cellsOf(await readCsv({ text: 'html\n<p>x</p>\n<html>\n' }))).toEqual([['<p>x</p>'], ['<html>']]);
    expect(cellsOf(await readCsv({ text: '<5,<10\n1,2\n' }, { headerRows: 1 }))).toEqual([['1', '2']]);
  });
});

describe('JSON where CSV is read', () => {
  it.each(['{"a":1,"b":2}\n{"a":3,"b":4}', ' [ {"a\\"b" : 1}, {"a": 2}]', '{\n  "data": []\n}'])(
    'is refused with what to do: %s',
    async (text) => {
      await expect(readCsv({ text })).rejects.toMatchObject({ code: 'INGEST_NOT_TABLE', details: { found: 'JSON' } });
      await expect(readCsv({ text })).rejects.toThrow(/readJson/);
    },
  );

  it.each(['[1],x\n[2],y', '{a},{b}\n{"c"},2', 'id,val\n1,"{""a"": 1}"'])('is not what begins otherwise: %s', async (text) => {
    expect((await readCsv({ text })).rowCount).toBeGreaterThan(0);
  });
});
