import type { TextRepairs } from './text-repairs.js';

/**
 * What becomes of bytes that are not ASCII. guess: valid UTF-8 stays, every other byte is read as Windows-1252; replace:
 * valid UTF-8 stays, the rest becomes U+FFFD; single-bytes: every byte is Windows-1252.
 */
export type RepairRule = 'guess' | 'replace' | 'single-bytes';

const UNDEFINED = 0xfffd;

/** Windows-1252 from 0x80 to 0x9f (WHATWG index, without the controls it gives to the five undefined bytes); from 0xa0 on it is Latin-1. Not by `TextDecoder`, which reads Latin-1 under that name in some releases of Node. */
const windows1252 = [
  0x20ac,
  UNDEFINED,
  0x201a,
  0x0192,
  0x201e,
  0x2026,
  0x2020,
  0x2021,
  0x02c6,
  0x2030,
  0x0160,
  0x2039,
  0x0152,
  UNDEFINED,
  0x017d,
  UNDEFINED,
  UNDEFINED,
  0x2018,
  0x2019,
  0x201c,
  0x201d,
  0x2022,
  0x2013,
  0x2014,
  0x02dc,
  0x2122,
  0x0161,
  0x203a,
  0x0153,
  UNDEFINED,
  0x017e,
  0x0178,
];

/**
 * Bytes as valid UTF-8 by a rule, every repair noted. Takes complete characters: one that is cut at the end counts as
 * invalid.
 */
export function repairText(bytes: Uint8Array, rule: RepairRule, repairs: TextRepairs): Uint8Array {
  // A byte becomes three at most.
  const output = new Uint8Array(bytes.length + 2 * countHigh(bytes));
  let written = 0;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      output[written++] = byte;
      at++;
      continue;
    }
    const length = rule === 'single-bytes' ? 0 : sequenceLength(bytes, at);
    if (length > 0) {
      repairs.multiByte = true;
      for (const end = at + length; at < end; at++) output[written++] = bytes[at]!;
      continue;
    }
    const character = rule === 'replace' ? UNDEFINED : byte < 0xa0 ? windows1252[byte - 0x80]! : byte;
    if (repairs.firstByte === null && (rule === 'guess' || character === UNDEFINED)) {
      repairs.noteFirst(repairs.read + at, output.subarray(0, written));
    }
    if (rule === 'guess') repairs.guessed++;
    if (character === UNDEFINED) repairs.invalid++;
    written = write(output, written, character);
    at += rule === 'replace' ? -length : 1;
  }
  const text = output.subarray(0, written);
  repairs.pass(text, bytes.length);
  return text;
}

function countHigh(bytes: Uint8Array): number {
  let count = 0;
  for (let index = 0; index < bytes.length; index++) count += bytes[index]! >> 7;
  return count;
}

/** The length of the valid UTF-8 sequence here; or, negative, of the invalid one that U+FFFD replaces ("maximal subpart", WHATWG Encoding). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const wanted = lead < 0xc2 || lead > 0xf4 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (wanted === 1) return -1;
  for (let index = 1; index < wanted; index++) {
    const next = bytes[at + index] ?? 0;
    const lowest = index > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const highest = index > 1 ? 0xbf : lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (next < lowest || next > highest) return -index;
  }
  return wanted;
}

/** Writes a character from U+0080 to U+FFFF as UTF-8. */
function write(output: Uint8Array, at: number, character: number): number {
  if (character < 0x800) {
    output[at] = 0xc0 | (character >> 6);
  } else {
    output[at++] = 0xe0 | (character >> 12);
    output[at] = 0x80 | ((character >> 6) & 0x3f);
  }
  output[at + 1] = 0x80 | (character & 0x3f);
  return at + 2;
}
