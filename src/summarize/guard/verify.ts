import type { Fact } from '../facts/types.js';
import type { Licence } from './licence.js';
import type { Masked } from './mask-values.js';
import { edge, licenceOf } from './licence.js';
import { maskValues } from './mask-values.js';
import { splitSentences, tellingWords } from './tokens.js';

/** What became of a sentence. */
export interface Verdict {
  readonly text: string;
  /** Ids of the facts that it tells; null when it can't be verified. */
  readonly facts: readonly string[] | null;
}

/**
 * Checks a text, by whomever, against the facts, sentence by sentence. A sentence passes when it falls into pieces that each
 * tell one fact: leaving out words that say nothing by themselves (the, is, of, ...), every three words in a row, numbers and
 * names among them, stand so in a phrase of that fact, with that fact's own value in that place, from the beginning of a
 * phrase to the end of one. Phrases may so be joined, shortened and put together anew; but another number, another column, a
 * "not" more or less, or a word from elsewhere fits no fact, and the sentence does not pass.
 */
export function verify(text: string, facts: readonly Fact[]): Verdict[] {
  const licences = facts.map(licenceOf);
  const masked = maskValues(text, facts);
  return splitSentences(masked.text).map((sentence) => ({
    text: masked.unmask(sentence),
    facts: factsTold(tellingWords(sentence), masked, licences),
  }));
}

/** The facts that the words tell, piece after piece; null when no such division is found. */
function factsTold(words: readonly string[], masked: Masked, licences: readonly Licence[]): string[] | null {
  if (words.length === 0) return null;
  // By the number of words told so far: the facts that tell them.
  const told: (readonly string[] | undefined)[] = [[]];
  for (let start = 0; start < words.length; start++) {
    const before = told[start];
    if (before === undefined) continue;
    for (const licence of licences) {
      for (const end of endsOf(words, start, masked, licence)) told[end] ??= [...before, licence.fact.id];
    }
  }
  const all = told[words.length];
  return all === undefined ? null : [...new Set(all)];
}

/** Where a piece may end that begins at a word and tells one fact. */
function endsOf(words: readonly string[], start: number, { mentions }: Masked, { fact, allows }: Licence): Set<number> {
  const ends = new Set<number>();
  // The last two words of every reading so far: a value may be that of several slots.
  let readings = new Map<string, readonly [string, string]>([['', [edge, edge]]]);
  for (let index = start; index < words.length && readings.size > 0; index++) {
    const next = new Map<string, readonly [string, string]>();
    for (const [before, last] of readings.values()) {
      for (const word of spellingsOf(words[index] ?? '', mentions, fact)) {
        if (allows(before, last, word)) next.set(`${last} ${word}`, [last, word]);
      }
    }
    readings = next;
    if ([...readings.values()].some(([before, last]) => allows(before, last, edge))) ends.add(index + 1);
  }
  return ends;
}

/** A word as the phrases have it: itself, or the slots of the fact whose value it is. */
function spellingsOf(word: string, mentions: Masked['mentions'], fact: Fact): string[] {
  const mask = /^<(\d+)>$/.exec(word);
  if (mask === null) return /^<.*>$/.test(word) || word === edge ? [] : [word];
  return (mentions[Number(mask[1])]?.get(fact) ?? []).map((slot) => `<${slot}>`);
}
