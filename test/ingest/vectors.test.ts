import csvParser from 'csv-parser';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/ingest/read-csv.js';
import type { ReadCsvOptions } from '../../src/ingest/types.js';
import { cellsOf, collect, namesOf } from './cells.js';
import { departures } from './vectors/departures.js';
import type { Departure } from './vectors/departures.js';

const folder = (name: string) => join(import.meta.dirname, 'vectors', name);
const filesOf = (name: string, ending: string) => readdirSync(folder(name)).filter((file) => file.endsWith(ending));

/** A file as rows of texts, the names first; or the code of the error. */
async function rowsOf(source: Parameters<typeof readCsv>[0], options: ReadCsvOptions): Promise<string[][] | string> {
  try {
    const table = await readCsv(source, options);
    return options.headerRows === 0 ? cellsOf(table) : [namesOf(table), ...cellsOf(table)];
  } catch (error) {
    return String((error as { code?: string }).code);
  }
}

/** Rows as a table has them: lines of blanks are none, and all have as many cells as the first. */
function asTable(rows: readonly (readonly string[])[]): string[][] {
  const filled = rows.filter((row) => row.length > 1 || (row[0] ?? '').trim() !== '');
  const width = filled[0]?.length ?? 0;
  return filled.map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''));
}

describe('csv-spectrum', () => {
  const files = filesOf('csv-spectrum', '.csv');

  it.each(files)('%s', async (file) => {
    const json = readFileSync(join(folder('csv-spectrum'), file.replace('.csv', '.json')), 'utf8');
    const expected = [JSON.parse(json)].flat() as object[];
    const read = await rowsOf({ path: join(folder('csv-spectrum'), file) }, { headerRows: 1 });
    const rows = [Object.keys(expected[0]!), ...expected.map((record) => Object.values(record).map(String))];
    // Upstream, the expected telephone number is another one than the file's.
    if (file === 'location_coordinates.csv') expect(read).not.toEqual(rows);
    else expect(read).toEqual(rows);
  });

  it('has twelve files', () => {
    expect(files).toHaveLength(12);
  });
});

interface Vector {
  readonly description: string;
  readonly input: string;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly expected: { readonly data: readonly (readonly unknown[] | Readonly<Record<string, unknown>>)[] };
}

const papaparse = JSON.parse(readFileSync(join(folder('papaparse'), 'vectors.json'), 'utf8')) as Record<
  'core' | 'parse',
  Vector[]
>;

/** A vector's settings as our options; the delimiter is found where it says none. */
function optionsOf(suite: string, { config = {} }: Vector): ReadCsvOptions {
  const { delimiter, header, quoteChar, escapeChar, skipFirstNLines, comments } = config;
  const options: Record<string, unknown> = { headerRows: header === true ? 1 : 0, wholeFile: true };
  // Lines marked with "#" above the table are found.
  if (comments === undefined) options['skipLines'] = Math.max(0, Number(skipFirstNLines ?? 0));
  if (suite === 'core' || typeof delimiter === 'string') options['delimiter'] = delimiter ?? ',';
  if (quoteChar !== undefined) options['quote'] = quoteChar;
  if (escapeChar !== undefined) options['escape'] = escapeChar;
  return options;
}

/** What a vector expects, as texts; null for names that it does not tell. */
function expectedRows(suite: string, { config, expected: { data } }: Vector): (string[] | null)[] {
  const texts = data.map((row) =>
    Object.values(row).map((cell) => (cell === null ? '' : String(cell as string | number | boolean))),
  );
  if (config?.['header'] !== true || suite === 'core') return texts;
  return [data[0] === undefined ? null : Object.keys(data[0]), ...texts];
}

describe.each(['core', 'parse'] as const)('PapaParse, %s', (suite) => {
  const vectors = papaparse[suite].map((vector, index) => ({ ...vector, name: `${suite} ${index}: ${vector.description}` }));

  it.each(vectors)('$name', async (vector) => {
    const departure: Departure | undefined = departures[vector.name];
    const read = await rowsOf({ text: vector.input }, optionsOf(suite, vector));
    const [names, ...rows] = expectedRows(suite, vector);
    const expected =
      names === null
        ? [Array.isArray(read) ? read[0]! : [], ...asTable(rows as string[][])]
        : asTable([names ?? [], ...rows] as string[][]);
    if (departure === undefined) expect(read).toEqual(expected);
    else {
      expect(read, departure.why).toEqual(departure.instead);
      expect(read, 'no departure any more').not.toEqual(expected);
    }
  });

  it('names no departure that is none', () => {
    const names = vectors.map(({ name }) => name);
    expect(Object.keys(departures).filter((name) => name.startsWith(`${suite} `) && !names.includes(name))).toEqual([]);
    expect(vectors).toHaveLength(suite === 'core' ? 63 : 97);
  });
});

/** What csv-parser's own tests give for its fixtures, and what the same is called here. */
const parserOptions: Readonly<Record<string, { readonly theirs: csvParser.Options; readonly ours: ReadCsvOptions }>> = {
  'backtick.csv': { theirs: { separator: '`' }, ours: { delimiter: '`' } },
  'comment.csv': { theirs: { skipComments: true }, ours: {} },
  'no-headers.csv': { theirs: { headers: false }, ours: { headerRows: 0 } },
  'option-comment.csv': { theirs: { skipComments: '~' }, ours: { skipLines: 1 } },
  'option-escape.csv': { theirs: { escape: '\\' }, ours: { escape: '\\' } },
  'option-newline.csv': { theirs: { newline: 'X' }, ours: {} },
  'option-quote.csv': { theirs: { quote: "'" }, ours: { quote: "'" } },
  'option-quote-escape.csv': { theirs: { quote: "'", escape: '\\' }, ours: { quote: "'", escape: '\\' } },
  'option-quote-many.csv': { theirs: { quote: "'" }, ours: { quote: "'" } },
  'strict+skipLines.csv': { theirs: { strict: true, skipLines: 1 }, ours: { skipLines: 1 } },
};

describe('csv-parser', () => {
  const files = filesOf('csv-parser', '.csv');

  it.each(files)('%s', async (file) => {
    const path = join(folder('csv-parser'), file);
    const { theirs, ours } = parserOptions[file] ?? { theirs: {}, ours: {} };
    const read = await rowsOf({ path }, { headerRows: 1, ...ours });
    const records = Readable.from([readFileSync(path)]).pipe(csvParser({ ...theirs, headers: false }));
    const rows = asTable(
      (await collect(records as AsyncIterable<Record<string, string>>)).map((record) => Object.values(record)),
    );
    const departure: Departure | undefined = departures[`csv-parser ${file}`];
    if (departure === undefined) expect(read).toEqual(rows);
    else {
      expect(read, departure.why).toEqual(departure.instead);
      expect(read, 'no departure any more').not.toEqual(rows);
    }
  });

  it('has 29 fixtures, two of which are too large to be kept here', () => {
    expect(files).toHaveLength(27);
  });
});
