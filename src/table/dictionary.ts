import type { Dictionary } from './types.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Strings made so far, per dictionary: a text is decoded once, when somebody looks. */
const decodedTexts = new WeakMap<Dictionary, (string | undefined)[]>();
const codesByText = new WeakMap<Dictionary, Map<string, number>>();

/** The dictionary without entries. */
export const emptyDictionary: Dictionary = { size: 0, bytes: new Uint8Array(0), offsets: new Uint32Array(1) };

/** Builds a dictionary whose entry `i` is `texts[i]`. The texts must be distinct. */
export function buildDictionary(texts: readonly string[]): Dictionary {
  const encoded = texts.map((text) => encoder.encode(text));
  const offsets = new Uint32Array(texts.length + 1);
  encoded.forEach((bytes, index) => (offsets[index + 1] = (offsets[index] ?? 0) + bytes.length));
  const bytes = new Uint8Array(offsets[texts.length] ?? 0);
  encoded.forEach((entry, index) => bytes.set(entry, offsets[index]));
  return { size: texts.length, bytes, offsets };
}

/** The text of an entry. Decoded at the first call and kept as long as the dictionary is. @throws RangeError for a code without entry */
export function dictionaryText(dictionary: Dictionary, code: number): string {
  let texts = decodedTexts.get(dictionary);
  if (texts === undefined) decodedTexts.set(dictionary, (texts = []));
  return (texts[code] ??= decodeEntry(dictionary, code));
}

/** All texts, in code order. */
export function dictionaryTexts(dictionary: Dictionary): string[] {
  return Array.from({ length: dictionary.size }, (_, code) => dictionaryText(dictionary, code));
}

/** The code of a text, or `undefined` when the dictionary has no such entry. The first call builds an index. */
export function dictionaryCode(dictionary: Dictionary, text: string): number | undefined {
  let codes = codesByText.get(dictionary);
  if (codes === undefined) {
    codes = new Map(dictionaryTexts(dictionary).map((entry, code) => [entry, code]));
    codesByText.set(dictionary, codes);
  }
  return codes.get(text);
}

function decodeEntry({ size, bytes, offsets }: Dictionary, code: number): string {
  if (!(code >= 0 && code < size)) throw new RangeError(`The dictionary has ${size} entries, so no code ${code}.`);
  return decoder.decode(bytes.subarray(offsets[code], offsets[code + 1]));
}
