import type { SummaryWriter } from './types.js';
import { phraseOf } from './phrase.js';

/** Tells each fact in the first phrase of the style: the same facts always give the same words, at once. */
export const templateWriter: SummaryWriter = {
  name: 'template',
  // eslint-disable-next-line @typescript-eslint/require-await -- the contract is asynchronous, for writers that need time
  async *write({ facts, style }) {
    for (const fact of facts) yield { text: phraseOf(fact, style), facts: [fact.id], writer: 'template' };
  },
};
