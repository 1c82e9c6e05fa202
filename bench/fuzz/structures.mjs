import fc from 'fast-check';
import { hardCells } from './mutations.mjs';

const encoder = new TextEncoder();

/** Any code points; `fc.string({ unit: 'binary' })` takes a second to list them all first. */
const codePoint = fc.oneof(fc.nat(0x7f), fc.nat(0xd7ff), fc.integer({ min: 0xe000, max: 0x10ffff }));
const anyText = fc.array(codePoint, { maxLength: 12 }).map((points) => String.fromCodePoint(...points));

/** Texts and JSON values of fast-check's making, once per seed: the stuff that random tables and records are made of. */
export function samplePools(seed) {
  return {
    texts: [...fc.sample(anyText, { seed, numRuns: 400 }), ...fc.sample(fc.string({ maxLength: 30 }), { seed, numRuns: 200 })],
    values: fc.sample(fc.jsonValue({ maxDepth: 4 }), { seed, numRuns: 400 }),
  };
}

/** What the cells of a column are made of. */
const columnKinds = [
  (random) => String(random.below(1000)),
  (random) => (random.normal() * 100).toFixed(random.below(5)),
  (random) => String(random.normal() * 10 ** (random.below(40) - 20)),
  (random) => random.oneOf(['yes', 'no', 'Yes', 'NO', '']),
  (random) => `20${String(random.below(40)).padStart(2, '0')}-${1 + random.below(12)}-${1 + random.below(31)}`,
  (random) =>
    `${1 + random.below(31)}/${1 + random.below(12)}/20${10 + random.below(20)} ${random.below(24)}:${10 + random.below(50)}`,
  (random) => `${random.below(10)}.${String(random.below(1000)).padStart(3, '0')},${10 + random.below(90)}`,
  (random) => random.oneOf(['$', '€', 'USD ', '']) + random.below(5000),
  (random) => String(random.below(100_000)).padStart(5, '0'),
  (random) => random.oneOf(hardCells),
  (random, pools) => random.oneOf(pools.texts),
  (random, pools) => random.oneOf(['red', 'green', random.oneOf(pools.texts)]),
];

/** A table of random columns in a random dialect, with the slips that people and programs make. */
export function randomCsv(random, pools) {
  const width = 1 + random.below(random.chance(0.05) ? 60 : 6);
  const rowCount = random.below(random.chance(0.05) ? 400 : 14);
  const dialect = {
    delimiter: random.oneOf([',', ';', '\t', '|', ' ', ', ', '  ']),
    quote: random.oneOf(['"', '"', '"', "'", '']),
    lineEnd: random.oneOf(['\n', '\n', '\r\n', '\r']),
    escape: random.chance(0.15) ? '\\' : null,
    quoteShare: random.oneOf([0, 0, 0.5, 1]),
    slips: random.chance(0.4) ? 0.05 : 0,
  };
  const kinds = Array.from({ length: width }, () => random.oneOf(columnKinds));
  const rows = [];
  for (let preamble = random.chance(0.15) ? random.below(4) : 0; preamble > 0; preamble--) rows.push([random.oneOf(pools.texts)]);
  for (let header = random.chance(0.85) ? 1 + Number(random.chance(0.1)) : 0; header > 0; header--) {
    rows.push(kinds.map((_, column) => (random.chance(0.8) ? `n${column}` : random.oneOf([...hardCells, ...pools.texts]))));
  }
  for (let row = 0; row < rowCount; row++) {
    rows.push(kinds.map((kind) => (random.chance(0.03) ? random.oneOf(hardCells) : kind(random, pools))));
  }
  if (random.chance(0.1)) rows.push([''], [random.oneOf(pools.texts)]);
  const lines = rows.map((row) => writtenRow(row, dialect, random));
  return encoder.encode(lines.join(dialect.lineEnd) + (random.chance(0.7) ? dialect.lineEnd : ''));
}

function writtenRow(cells, dialect, random) {
  const { delimiter, slips } = dialect;
  const kept = random.chance(slips) ? cells.slice(0, random.below(cells.length + 1)) : cells;
  const texts = kept.map((cell) => writtenCell(cell, dialect, random));
  if (random.chance(slips)) texts.push('surplus');
  return texts.join(delimiter);
}

function writtenCell(cell, { delimiter, quote, escape, quoteShare, slips }, random) {
  if (quote === '') return cell;
  const needed = cell.includes(quote) || cell.includes(delimiter) || /[\r\n]/.test(cell);
  if (random.chance(slips) || !(needed || random.chance(quoteShare))) return cell;
  return `${quote}${cell.replaceAll(quote, `${escape ?? quote}${quote}`)}${quote}`;
}

const keys = ['a', 'b', 'a.b', '', ' ', 'ü', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '0'];

/** An array of records or NDJSON, mostly right. */
export function randomJson(random, pools) {
  const records = Array.from({ length: random.below(12) }, () => randomRecord(random, pools));
  const texts = records.map((record) => (random.chance(0.03) ? random.oneOf(['', '1', '"x"', 'null', '[]', '{']) : record));
  if (random.chance(0.5)) return encoder.encode(texts.join(random.oneOf(['\n', '\r\n', '\n\n'])));
  return encoder.encode(`[${texts.join(random.oneOf([',', ', ', ',\n']))}]${random.oneOf(['', '\n', ' ', 'x'])}`);
}

// Written by hand, since a "__proto__" that is assigned would never reach the text.
function randomRecord(random, pools) {
  const members = Array.from({ length: random.below(6) }, () => {
    const value = random.chance(0.5) ? random.oneOf(hardCells) : random.oneOf(pools.values);
    return `${JSON.stringify(random.chance(0.8) ? random.oneOf(keys) : random.oneOf(pools.texts))}:${JSON.stringify(value)}`;
  });
  return `{${members.join(',')}}`;
}
