import type { Model } from '../model/types.js';
import { classesSection } from './card/classes-section.js';
import { errorsSection } from './card/errors-section.js';
import { inputsSection } from './card/inputs-section.js';
import { leftOutSection } from './card/left-out-section.js';
import { limitsSection } from './card/limits-section.js';
import { blocks, prose } from './card/markdown.js';
import { methodSection } from './card/method-section.js';
import { purposeSection } from './card/purpose-section.js';
import { relianceSection } from './card/reliance-section.js';
import { scoresSection } from './card/scores-section.js';
import { trainingSection } from './card/training-section.js';
import { usageSection } from './card/usage-section.js';
import { weaknessSection } from './card/weakness-section.js';

/**
 * A model's card (Mitchell et al., "Model Cards for Model Reporting", 2019) as Markdown (CommonMark with tables): what it
 * predicts and from what, how it was trained and tested, how good it is and where it is not, what it relies on, and what to be
 * careful with, for a reader who was not there. Every number is one of the model's report; a section with nothing to say is left
 * out. Names and labels from the data are escaped.
 *
 * @example
 * await writeFile('model-card.md', modelCard(model));
 */
export function modelCard(model: Model): string {
  const card = blocks(
    prose`# Model card: ${model.target.column}`,
    purposeSection(model),
    inputsSection(model),
    methodSection(model),
    trainingSection(model),
    scoresSection(model),
    classesSection(model),
    errorsSection(model),
    relianceSection(model),
    weaknessSection(model),
    leftOutSection(model),
    limitsSection(model),
    usageSection(model),
    prose`All figures are from the report that training wrote into the model. The sections follow Mitchell et al., *Model Cards for Model Reporting* (2019).`,
  );
  return `${card?.text ?? ''}\n`;
}
