import type { Model } from '../../model/types.js';
import type { Profile } from '../../profile/types.js';
import type { Fact } from './types.js';
import { rejectOption, resolveOptions } from '../../run-options.js';
import { adviceFacts } from './advice-facts.js';
import { dataFacts } from './data-facts.js';
import { materialOf } from './material.js';
import { modelFacts } from './model-facts.js';
import { predictorFacts } from './predictor-facts.js';
import { qualityFacts } from './quality-facts.js';
import { targetFacts } from './target-facts.js';

/** What a summary is about. */
export interface SummaryInput {
  readonly profile: Profile;
  /** The model, once there is one. */
  readonly model?: Model | null | undefined;
}

export interface FactsOptions {
  /** Number formatting, as a BCP 47 tag. @default 'en-US' */
  locale?: string | undefined;
}

/**
 * Everything worth telling of a profile, and of a model when there is one, as values in the order in which it is told. A
 * summary says these and nothing else.
 *
 * @throws OPTIONS_INVALID
 * @example
 * for (const { id, values, source } of facts({ profile, model })) console.log(id, values, source);
 */
export function facts({ profile, model = null }: SummaryInput, options?: FactsOptions): Fact[] {
  const { locale } = resolveOptions('facts', options, { locale: 'en-US' });
  if (typeof locale !== 'string') rejectOption('facts', 'locale', 'a BCP 47 tag such as "en-US"', locale);
  const material = materialOf(profile, model, locale);
  return [dataFacts, qualityFacts, targetFacts, modelFacts, predictorFacts, adviceFacts].flatMap((gather) => gather(material));
}
