import type { Model } from '../model/types.js';
import type { Profile } from '../profile/types.js';
import { rejectOption, resolveOptions } from '../run-options.js';
import { gatherFacts } from './facts.js';
import type { Facts } from './facts.js';
import { createNumberWords } from './number-words.js';
import { describeData } from './sections/describe-data.js';
import { describeModel } from './sections/describe-model.js';
import { describePredictors } from './sections/describe-predictors.js';
import { describeQuality } from './sections/describe-quality.js';
import { describeTarget } from './sections/describe-target.js';
import { giveAdvice } from './sections/give-advice.js';
import type { SummarizeOptions, Summary, SummarySection } from './types.js';

/** What {@link summarize} writes about. */
export interface SummaryInput {
  readonly profile: Profile;
  /** The model, once there is one. */
  readonly model?: Model | null | undefined;
}

interface SectionWriter {
  readonly id: SummarySection['id'];
  readonly title: string;
  readonly write: (facts: Facts) => string[];
}

const writers: readonly SectionWriter[] = [
  { id: 'data', title: 'The data', write: describeData },
  { id: 'quality', title: 'Its quality', write: describeQuality },
  { id: 'target', title: 'The target', write: describeTarget },
  { id: 'model', title: 'The model', write: describeModel },
  { id: 'predictors', title: 'What predicts it', write: describePredictors },
  { id: 'advice', title: 'What to do', write: giveAdvice },
];

/**
 * Tells a profile, and a model when there is one, in plain English. The text is made from the facts alone: the same
 * input gives the same words, and every number is one of theirs. Names and values from the data are quoted, on one
 * line, at most 40 characters long. A section without anything to say is left out.
 *
 * @throws OPTIONS_INVALID
 * @example
 * const { text } = await summarize({ profile, model });
 */
export function summarize({ profile, model = null }: SummaryInput, options?: SummarizeOptions): Promise<Summary> {
  // As a promise from here on: other writers may need time, and errors are to arrive one way.
  return new Promise((resolve) => resolve(writeSummary(profile, model, options)));
}

function writeSummary(profile: Profile, model: Model | null, options: SummarizeOptions | undefined): Summary {
  const { locale } = resolveOptions('summarize', options, { locale: 'en-US' });
  if (typeof locale !== 'string') rejectOption('summarize', 'locale', 'a BCP 47 tag such as "en-US"', locale);
  const facts = gatherFacts(profile, model, createNumberWords(locale));
  const sections = writers
    .map(({ id, title, write }) => ({ id, title, sentences: write(facts) }))
    .filter(({ sentences }) => sentences.length > 0);
  const text = sections.map(({ sentences }) => sentences.join(' ')).join('\n\n');
  return { formatVersion: 1, text, sections, writer: 'template' };
}
