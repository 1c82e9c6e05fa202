import type { Fact } from '../facts/types.js';
import { isNeutral } from './tokens.js';

/** A text whose numbers and names have become words of the form `<0>`. */
export interface Masked {
  readonly text: string;
  /** By the number in the mask: the facts that have this value, each with its slots. */
  readonly mentions: readonly ReadonlyMap<Fact, readonly string[]>[];
  /** A part of the masked text as it was. */
  unmask(part: string): string;
}

const mask = /<(\d+)>/g;

/** Replaces each value of the facts by a mask, the longest first, so that "7,043 rows" is never taken for "43 rows". */
export function maskValues(text: string, facts: readonly Fact[]): Masked {
  const bySpelling = new Map<string, Map<Fact, string[]>>();
  for (const fact of facts) {
    for (const [slot, { text: spelling }] of Object.entries(fact.values)) {
      if (isNeutral(spelling)) continue;
      const mentions = bySpelling.get(spelling) ?? new Map<Fact, string[]>();
      mentions.set(fact, [...(mentions.get(fact) ?? []), slot]);
      bySpelling.set(spelling, mentions);
    }
  }
  const spellings = [...bySpelling.keys()].sort((one, other) => other.length - one.length);
  // What looks like a mask already would be taken for one.
  const clean = text.replaceAll(mask, '< $1 >');
  if (spellings.length === 0) return { text: clean, mentions: [], unmask: (part) => part };
  const any = `(?<![\\p{L}\\p{N}"])(?:${spellings.map(pattern).join('|')})(?![\\p{L}\\p{N}"%])(?![.,]\\p{N})`;
  const found: string[] = [];
  const masked = clean.replaceAll(new RegExp(any, 'gu'), (spelling) => `<${found.push(spelling) - 1}>`);
  return {
    text: masked,
    mentions: found.map(
      (spelling) => bySpelling.get(spelling) ?? bySpelling.get(lowerFirst(spelling)) ?? new Map<Fact, readonly string[]>(),
    ),
    unmask: (part) => part.replaceAll(mask, (_, index: string) => found[Number(index)] ?? ''),
  };
}

/** Matches a spelling; one of words may begin with a capital where a sentence begins. */
function pattern(spelling: string): string {
  const escaped = spelling.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return /^[a-z]/.test(spelling) ? `[${spelling.charAt(0)}${spelling.charAt(0).toUpperCase()}]${escaped.slice(1)}` : escaped;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
