import { isDeepStrictEqual } from 'node:util';
import { randomType } from './inputs.mjs';
import { parseStrictCsv } from './strict-csv.mjs';
import { jsonProblem, tableProblem } from './table-problem.mjs';

/** The share of the inputs that are read again in other pieces, in the dialect found, and with a type chosen. */
const REREAD_SHARE = 0.3;
/** How what `convertCsv` writes is read, whatever it looks like. */
const cleanDialect = { delimiter: ',', quote: '"', escape: '"', headerRows: 1, skipLines: 0, wholeFile: true };
const dialectOptions = ['delimiter', 'quote', 'escape', 'headerRows', 'skipLines', 'wholeFile', 'encoding', 'maxBytes'];
/** Warnings that the table ends before the file does. */
const endings = ['FOOTNOTES_SKIPPED', 'EMPTY_ROWS_SKIPPED', 'TABLES_SKIPPED'];
const limits = ['maxCellBytes', 'maxRowBytes', 'maxColumns'];

/**
 * Feeds an input to every reader of `library` (the package's exports) and answers what is wrong, as one sentence, or null:
 * only known errors are thrown; tables are well-formed; all readers see the same cells; pieces of any size, and the
 * dialect found given back, change nothing; what was converted stays as it is; no prototype is touched.
 */
export async function findProblem(library, input) {
  const before = prototypes();
  const problem = (await csvProblem(library, input)) ?? (await jsonInputProblem(library, input));
  return problem ?? (isDeepStrictEqual(prototypes(), before) ? null : 'a prototype was changed');
}

async function csvProblem(library, input) {
  const { bytes, options, random } = input;
  const table = await attempt(library, 'readCsv', () => library.readCsv(bytes, options));
  const converted = await attempt(library, 'convertCsv', () => textOf(library.convertCsv(bytes, options)));
  const rows = await attempt(library, 'readRows', () =>
    listOf(library.readRows(bytes, { ...picked(options, dialectOptions), kind: 'csv' })),
  );
  const crash = table.crash ?? converted.crash ?? rows.crash;
  if (crash !== undefined) return crash;
  if (table.error?.code !== converted.error?.code) return differing('readCsv', table, 'convertCsv', converted);
  const sameLimits = limits.every((limit) => options[limit] === undefined);
  if (sameLimits && table.error?.code !== rows.error?.code) return differing('readCsv', table, 'readRows', rows);
  const reread = random.chance(REREAD_SHARE);
  if (reread) {
    const pieces = await attempt(library, 'readCsv in pieces', () => library.readCsv(cut(bytes, random), options));
    const problem = pieces.crash ?? sameOutcome('whole', table, 'in pieces', pieces);
    if (problem !== null) return problem;
  }
  if (table.error !== undefined) return null;
  return (
    wellFormedProblem(library, table.value, bytes) ??
    cellsProblem(library, table.value, converted.value, sameLimits ? rows.value : null) ??
    (await convertedProblem(library, converted.value)) ??
    (reread ? await otherReadingProblem(library, input, table.value) : null)
  );
}

/** Without the limits, which concern the original: the clean text may be longer. */
async function convertedProblem(library, text) {
  // Short texts with NUL bytes are taken for other encodings, or for no text at all.
  if (text.includes('\0')) return null;
  const again = await attempt(library, 'convertCsv of converted text', () => textOf(library.convertCsv({ text }, cleanDialect)));
  if (again.crash !== undefined) return again.crash;
  if (again.error !== undefined) return `converted text is refused: ${again.error.code} ${again.error.message}`;
  return again.value === text ? null : `converting converted text changes it: ${firstDifference(text, again.value)}`;
}

/** The dialect that was found, given back, and a type that a caller may choose for one of the columns. */
async function otherReadingProblem(library, { bytes, options, random }, table) {
  // Bytes that are no UTF-8 are told from those that are only while the encoding is left open.
  const isMixed = table.source.warnings.some(({ code }) => code === 'INVALID_BYTES');
  const given = { ...options, ...table.source.dialect, ...(isMixed ? {} : { encoding: table.source.encoding }) };
  const same = await attempt(library, 'readCsv in the dialect found', () => library.readCsv(bytes, given));
  if (same.crash !== undefined) return same.crash;
  if (same.error !== undefined) return `the dialect found is refused when given back: ${same.error.code} ${same.error.message}`;
  if (!isDeepStrictEqual(same.value.columns, table.columns))
    return `the dialect found, given back, reads another table: ${JSON.stringify(table.source.dialect)}`;
  const columns = randomType(
    random,
    table.columns.map(({ name }) => name),
  );
  const typed = await attempt(library, 'readCsv with a type', () => library.readCsv(bytes, { ...options, columns }));
  if (typed.crash !== undefined) return typed.crash;
  if (typed.error !== undefined)
    return `with ${JSON.stringify(columns)} the file is refused: ${typed.error.code} ${typed.error.message}`;
  const problem = tableProblem(typed.value);
  return problem === null ? null : `with ${JSON.stringify(columns)}: ${problem}`;
}

async function jsonInputProblem(library, { bytes, options, random }) {
  const given = picked(options, ['encoding', 'decimal', 'dayFirst', 'maxBytes']);
  const table = await attempt(library, 'readJson', () => library.readJson(bytes, given));
  if (table.crash !== undefined) return table.crash;
  if (random.chance(REREAD_SHARE)) {
    const pieces = await attempt(library, 'readJson in pieces', () => library.readJson(cut(bytes, random), given));
    // Where the JSON is wrong is told as closely as its pieces allow.
    const sameError = table.error?.code === 'INGEST_JSON_INVALID' && pieces.error?.code === 'INGEST_JSON_INVALID';
    const problem = pieces.crash ?? (sameError ? null : sameOutcome('whole', table, 'in pieces', pieces));
    if (problem !== null) return `readJson: ${problem}`;
  }
  if (table.error !== undefined) return null;
  const problem = wellFormedProblem(library, table.value, bytes);
  if (problem !== null) return `readJson: ${problem}`;
  const rows = await attempt(library, 'readRows of JSON', () =>
    listOf(library.readRows(bytes, { ...picked(given, ['encoding', 'maxBytes']), kind: table.value.source.kind })),
  );
  if (rows.crash !== undefined) return rows.crash;
  if (rows.error !== undefined) return differing('readJson', table, 'readRows', rows);
  // Row by row nobody knows yet which names are made up for columns without one.
  const renamed = table.value.source.warnings.some(({ code }) => code === 'HEADER_RENAMED');
  return renamed ? null : rowsProblem(library, table.value, rows.value);
}

function wellFormedProblem(library, table, bytes) {
  const problem = tableProblem(table);
  if (problem !== null) return problem;
  if (table.source.bytes !== bytes.length) return `source.bytes is ${table.source.bytes} of ${bytes.length}`;
  let schema;
  try {
    schema = library.inferSchema(table);
  } catch (error) {
    return `inferSchema threw ${described(error)}`;
  }
  const names = table.columns.map(({ name }) => name);
  if (
    !isDeepStrictEqual(
      schema.columns.map(({ name }) => name),
      names,
    )
  )
    return 'the schema has other columns than the table';
  for (const { name, missing, missingFraction, distinct, examples } of schema.columns) {
    const bounds = missing >= 0 && missing <= table.rowCount && missingFraction >= 0 && missingFraction <= 1;
    if (!bounds || !(distinct >= 0)) return `the schema of ${JSON.stringify(name)} has impossible counts`;
    if (distinct === 0 && examples.length > 0) return `the schema of ${JSON.stringify(name)} has examples of no value`;
  }
  return jsonProblem('the schema', schema);
}

/** Whether the columns, the converted text and the rows hold the same cells. */
function cellsProblem(library, table, converted, rows) {
  let parsed;
  try {
    parsed = withoutDropped(parseStrictCsv(converted), table);
  } catch (error) {
    return `the converted text is ${error.message}`;
  }
  const [names, ...cells] = parsed;
  if (!areNamesOf(names, table)) return `convertCsv has other names: ${quoted(JSON.stringify(names))}`;
  if (cells.length !== table.rowCount) return `convertCsv has ${cells.length} rows, readCsv ${table.rowCount}`;
  for (let row = 0; row < cells.length; row++) {
    for (let column = 0; column < names.length; column++) {
      const text = library.originalCellText(table.columns[column], row);
      const other = cells[row][column];
      if (text !== other) return `row ${row}, column ${column}: readCsv has ${quoted(text)}, convertCsv ${quoted(other)}`;
    }
  }
  return rows === null ? null : rowsProblem(library, table, rows);
}

/** The text has the file's own names; in the table, empty and repeated ones are changed. */
function areNamesOf(names, table) {
  const own = namesOf(table);
  const isRenamed = table.source.warnings.some(({ code }) => code === 'HEADER_RENAMED');
  return (
    names.length === own.length && names.every((name, column) => name === own[column] || (isRenamed && isFreeName(names, column)))
  );
}

/** Whether a name is empty or stands before as well. */
function isFreeName(names, column) {
  return names[column] === '' || names.indexOf(names[column]) < column;
}

/** Only at the end is it known which unnamed columns hold nothing: the table leaves them out, the text has them. */
function withoutDropped(rows, table) {
  if (!table.source.warnings.some(({ code }) => code === 'COLUMN_DROPPED')) return rows;
  const [header, ...cells] = rows;
  const kept = header.map((name, column) => name !== '' || cells.some((row) => row[column].trim() !== ''));
  return rows.map((row) => row.filter((_, column) => kept[column]));
}

function namesOf(table) {
  return table.columns.map(({ name }) => name);
}

function rowsProblem(library, table, rows) {
  // Where a table ends is known only behind it: the rows that a stream has given by then stay given.
  const endsEarly = table.source.warnings.some(({ code }) => endings.includes(code));
  if (endsEarly ? rows.length < table.rowCount : rows.length !== table.rowCount)
    return `readRows has ${rows.length} rows, the table ${table.rowCount}`;
  for (const [index, row] of rows.slice(0, table.rowCount).entries()) {
    for (const column of table.columns) {
      const text = library.originalCellText(column, index);
      const other = (Object.hasOwn(row, column.name) ? row[column.name] : null) ?? '';
      if (text !== other)
        return `row ${index}, ${JSON.stringify(column.name)}: the table has ${quoted(text)}, readRows ${quoted(other)}`;
    }
  }
  return null;
}

/** `{ value }`, `{ error }` as plain JSON, or `{ crash }`: a sentence about something that must never be thrown. */
async function attempt(library, what, work) {
  try {
    return { value: await work() };
  } catch (error) {
    const known = library.isTabulystError(error) && library.errorCodes.includes(error.code) && error.code !== 'INTERNAL_ERROR';
    if (!known) return { crash: `${what} threw ${described(error)}` };
    const problem = jsonProblem('its error', error.toJSON());
    return problem === null ? { error: error.toJSON() } : { crash: `${what}: ${problem}` };
  }
}

function sameOutcome(one, { value, error }, other, { value: otherValue, error: otherError }) {
  if (!isDeepStrictEqual(error, otherError)) return differing(one, { error }, other, { error: otherError });
  if (isDeepStrictEqual(value, otherValue)) return null;
  if (!isDeepStrictEqual(value.source, otherValue.source))
    return `${one} and ${other}, the sources differ: ${firstDifference(JSON.stringify(value.source), JSON.stringify(otherValue.source))}`;
  return `${one} and ${other}, the columns differ`;
}

function differing(one, { error }, other, { error: otherError }) {
  const outcome = (failure) => (failure === undefined ? 'a result' : `${failure.code} (${failure.message})`);
  return `${one} gives ${outcome(error)}, ${other} ${outcome(otherError)}`;
}

/** The bytes in pieces of random lengths, some of them empty. */
async function* cut(bytes, random) {
  const longest = random.oneOf([1, 3, 16, 200, 5000]);
  // Single bytes of a large input would take longer than they tell.
  const most = Math.max(longest, Math.ceil(bytes.length / 2000));
  for (let at = 0; at < bytes.length;) {
    const end = Math.min(bytes.length, at + random.below(most + 1));
    yield bytes.slice(at, end);
    at = end;
  }
}

async function listOf(values) {
  const list = [];
  for await (const value of values) list.push(value);
  return list;
}

async function textOf(pieces) {
  return (await listOf(pieces)).join('');
}

function picked(options, names) {
  return Object.fromEntries(names.filter((name) => Object.hasOwn(options, name)).map((name) => [name, options[name]]));
}

function prototypes() {
  return [Object, Array, String, Function, Map].map(({ prototype }) => Object.getOwnPropertyDescriptors(prototype));
}

function firstDifference(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const around = (text) => quoted(text.slice(Math.max(0, at - 20), at + 40));
  return `at character ${at} ${around(one)} became ${around(other)}`;
}

function quoted(text) {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}

function described(error) {
  if (!(error instanceof Error)) return String(error);
  return `${error.name}: ${error.message} ${error.stack
    ?.split('\n')
    .slice(1, 4)
    .map((line) => line.trim())
    .join(' ')}`;
}
