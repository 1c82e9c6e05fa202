import { heuristics } from '../heuristics.js';

const neutral = new Set<string>(heuristics.neutralWords);

/** A text in its sentences: a stop ends one before a blank. Values must have been masked, since they may hold stops. */
export function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** The words of a sentence that say something, in small letters, without punctuation; values are words such as `<rows>`. */
export function tellingWords(sentence: string): string[] {
  return sentence
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[,;:()]|[.!](?=\s|$)/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '' && !neutral.has(word));
}

/** Whether a text holds nothing but neutral words. */
export function isNeutral(text: string): boolean {
  return tellingWords(text).length === 0;
}
