import type { Fact } from '../facts/types.js';
import { allTemplatesOf } from '../phrase.js';
import { isNeutral, splitSentences, tellingWords } from './tokens.js';

/** Which words may follow which when a fact is told: every three in a row of its phrases, their values as slots. */
export interface Licence {
  readonly fact: Fact;
  /** Whether `word` may come after the two before it; `edge` stands for what is before the first and after the last. */
  readonly allows: (before: string, last: string, word: string) => boolean;
}

/** Stands before the first and after the last word of a sentence. */
export const edge = '.';

export function licenceOf(fact: Fact): Licence {
  const triples = new Set<string>();
  for (const template of allTemplatesOf(fact)) {
    for (const sentence of splitSentences(template)) {
      const words = [edge, edge, ...tellingWords(withoutNeutralSlots(sentence, fact)), edge];
      for (let index = 2; index < words.length; index++) triples.add(words.slice(index - 2, index + 1).join(' '));
    }
  }
  return { fact, allows: (before, last, word) => triples.has(`${before} ${last} ${word}`) };
}

/** A value of neutral words alone, as "the table", is no evidence: it may stand or be left out. */
function withoutNeutralSlots(template: string, fact: Fact): string {
  return template.replaceAll(/<([a-z0-9-]+)>/g, (slot, name: string) => (isNeutral(fact.values[name]?.text ?? '') ? ' ' : slot));
}
