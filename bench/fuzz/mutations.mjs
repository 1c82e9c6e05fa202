import { gzipSync } from 'node:zlib';

const encoder = new TextEncoder();

/** Cells that have broken readers: numbers at their limits, dates, formulas, names of prototypes, blanks that are none. */
export const hardCells = [
  '', ' ', '\t', '""', '"', "'", '\\', '\\"', '""""', '","', '\n', '\r', '\r\n',
  '0', '-0', '+0', '00', '007', '1e999', '-1e999', '1e-400', '0x10', '1_000', '١٢٣', '½', '1.', '.5', '-.5', '1e', '--1', '+-1',
  '9007199254740993', '123456789012345678', '0.1', '0.10', '1.0000000000000001', '4.9e-324', '1.7976931348623157e308',
  '1,234', '1.234', '1.234,5', '1,234.5', "1'234", '1 234', '1\u00a0234', '$1', '(5)', '5-', '12%', '€ 3', 'EUR 3', 'NaN', 'Infinity', '-Infinity',
  'NA', 'N/A', 'null', 'NULL', 'None', '?', '-', '--', 'n.a.', '#N/A', '-999',
  '2024-02-30', '2024-02-29', '01/02/2024', '31/12/1999', '12/31/1999', '20240131', '2024-01-31T25:00', '0000-00-00', '9999-12-31', '1970-01-01', '-271821-04-20', '275760-09-13',
  'Jan 2024', '1706691300', '1706691300000', '24:00', 'yes', 'No', 'TRUE', 'f',
  '=1+1', '+SUM(A1)', '-2+3', '@cmd', '=HYPERLINK("http://x")', '=cmd|\' /C calc\'!A0',
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'then', 'length',
  '\ufeff', '\u200b', '\u0085', '\u2028', '\ufffd', '\ud83d\ude00', 'e\u0301', 'ﬀ', '\u0000', '\u001a', '\u001b[31m',
  '{"a":1}', '[1,2]', '<script>', '#comment', '# ', '%', '/* */',
]; // prettier-ignore

const badBytes = [
  [0xff], [0xfe, 0xff], [0xff, 0xfe], [0xc3], [0xc0, 0x80], [0xe2, 0x82], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80], [0xf0, 0x9f, 0x98], [0x00], [0x1a], [0x81], [0x1f, 0x8b],
]; // prettier-ignore

const delimiters = [',', ';', '\t', '|', ' ', ', ', ':', '^'];
const lineEnds = ['\n', '\r\n', '\r', '\n\r', '\u2028', '\n\n'];
const quotes = ['"', "'", '`', '“'];

/** By name: bytes -> changed bytes. Each draws what it does from `random`; `others` are the fixtures to splice with. */
const mutations = {
  flipBits: (bytes, random) => {
    const changed = bytes.slice();
    for (let flips = 1 + random.below(4); flips > 0 && changed.length > 0; flips--) {
      changed[random.below(changed.length)] ^= 1 << random.below(8);
    }
    return changed;
  },
  deleteRange: (bytes, random) => {
    const [start, end] = range(bytes, random);
    return joined(bytes.subarray(0, start), bytes.subarray(end));
  },
  duplicateRange: (bytes, random) => {
    const [start, end] = range(bytes, random);
    return joined(bytes.subarray(0, end), bytes.subarray(start, end), bytes.subarray(end));
  },
  splice: (bytes, random, others) => {
    const [, cut] = range(bytes, random);
    const other = random.oneOf(others).bytes;
    return joined(bytes.subarray(0, cut), other.subarray(range(other, random)[0]));
  },
  truncate: (bytes, random) => bytes.slice(0, random.below(bytes.length + 1)),
  dropStart: (bytes, random) => bytes.slice(random.below(Math.min(bytes.length, 200) + 1)),
  changeDelimiters: (bytes, random) => replaced(bytes, random, delimiters),
  changeQuotes: (bytes, random) => replaced(bytes, random, quotes),
  changeLineEnds: (bytes, random) => replaced(bytes, random, lineEnds),
  insertBadBytes: (bytes, random) => inserted(bytes, random, Uint8Array.from(random.oneOf(badBytes))),
  insertCell: (bytes, random) => inserted(bytes, random, encoder.encode(random.oneOf(hardCells))),
  insertManyCells: (bytes, random) => {
    let changed = bytes;
    for (let left = 1 + random.below(8); left > 0; left--) {
      const cell = random.oneOf(hardCells);
      changed = inserted(changed, random, encoder.encode(random.chance(0.5) ? cell : `${random.oneOf([',', '\n', ';'])}${cell}`));
    }
    return changed;
  },
  insertHugeCell: (bytes, random) => {
    const text = random.oneOf(['x', '"', '""', '9', ',', '\n', ' ', 'é', '😀', '\0', '1,', '"\n']);
    return inserted(bytes, random, encoder.encode(text.repeat(1 + random.below(random.chance(0.02) ? 1_200_000 : 9_000))));
  },
  repeatWhole: (bytes, random) => {
    const times = Math.min(1 + random.below(random.chance(0.1) ? 200 : 6), Math.ceil(200_000 / Math.max(1, bytes.length)));
    return joined(...Array.from({ length: times }, () => bytes));
  },
  addMark: (bytes, random) => joined(Uint8Array.from(random.oneOf([[0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff]])), bytes),
  asUtf16: (bytes, random) => {
    const text = Buffer.from(Buffer.from(bytes).toString('utf8'), 'utf16le');
    if (random.chance(0.5)) text.swap16();
    return random.chance(0.5) ? joined(Uint8Array.from([0xff, 0xfe]), text) : new Uint8Array(text);
  },
  asLatin1: (bytes) => new Uint8Array(Buffer.from(Buffer.from(bytes).toString('utf8'), 'latin1')),
  asGzip: (bytes) => new Uint8Array(gzipSync(bytes, { level: 1 })),
}; // prettier-ignore

const names = Object.keys(mutations);

/** Changes bytes by one to four mutations; answers what was done. */
export function mutate(bytes, random, others) {
  const done = [];
  let changed = bytes;
  do {
    const name = random.oneOf(names);
    changed = mutations[name](changed, random, others);
    done.push(name);
  } while (done.length < 4 && random.chance(0.5));
  return { bytes: changed, done };
}

/** A short or long piece, anywhere. */
function range(bytes, random) {
  const start = random.below(bytes.length + 1);
  const length = random.chance(0.7) ? random.below(20) : random.below(bytes.length + 1);
  return [start, Math.min(bytes.length, start + length)];
}

function inserted(bytes, random, piece) {
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), piece, bytes.subarray(at));
}

/** Puts one of the texts in place of another one, everywhere or where a coin says so. */
function replaced(bytes, random, texts) {
  const from = random.oneOf(texts);
  const to = random.oneOf(texts);
  const share = random.chance(0.5) ? 1 : random.uniform();
  const pieces = Buffer.from(bytes).toString('latin1').split(Buffer.from(from).toString('latin1'));
  const put = Buffer.from(to).toString('latin1');
  const text = pieces.reduce((sum, piece) => sum + (random.chance(share) ? put : Buffer.from(from).toString('latin1')) + piece);
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function joined(...parts) {
  return new Uint8Array(Buffer.concat(parts));
}
