import type { Fact } from '../facts/types.js';
import type { WritingRequest } from '../types.js';
import { fillSlots } from '../phrase.js';

/** The variants that the shipped model was trained on. */
export const VARIANTS = 8;

/** The prompt of the shipped model: section, style, variant and the facts' forms, each a word of its vocabulary. */
export function slotPrompt({ section, style }: WritingRequest, facts: readonly Fact[], variant: number): string {
  return [section, style, `v${variant % VARIANTS}`, ...facts.flatMap(({ form }) => form.split('+')), '[SEP]'].join(' ');
}

/** Puts the values of the facts into the model's words. A slot that no fact has stays open, and so fails the check. */
export function fillAnswer(answer: string, facts: readonly Fact[]): string {
  const values = new Map(facts.flatMap((fact) => Object.entries(fact.values)));
  const sentences = answer.trim().split(/(?<= \.)\s+/);
  return sentences.map((sentence) => fillSlots(sentence, (slot) => values.get(slot)?.text ?? `<${slot}>`)).join(' ');
}

/** A variant that is always the same for the same facts, and differs between tables. */
export function variantOf(facts: readonly Fact[]): number {
  let hash = 0;
  for (const { values } of facts) {
    for (const { text } of Object.values(values)) {
      for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) >>> 0;
    }
  }
  return hash % VARIANTS;
}
