import type { Model } from '../../model/types.js';
import { heuristics } from '../heuristics.js';
import { headlines, testedWords, thresholdSentence } from '../model-words.js';
import { showCount, showShare } from '../show-value.js';
import { bullets, prose, section } from './markdown.js';
import type { Markdown } from './markdown.js';

/** What the model answers, and how good it is in one line. */
export function purposeSection(model: Model): Markdown | null {
  const { target } = model;
  const column = prose`**Column:** ${target.column} (${target.reason})`;
  return section('What it predicts', bullets([column, answer(model), ...decision(model), ...inShort(model)]));
}

function answer({ target, interval }: Model): Markdown {
  if (target.classes !== null) {
    const shown = target.classes.slice(0, heuristics.maxClassesInCard);
    const rest = target.classes.length - shown.length;
    const names = [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
    return prose`**Answer:** one of ${showCount(target.classes.length, 'class', 'classes')} (${names}), with a probability for each`;
  }
  if (interval === null) return prose`**Answer:** a number, without an interval`;
  return prose`**Answer:** a number, with an interval made to hold the true value in ${showShare(interval.coverage)} of cases`;
}

function decision(model: Model): Markdown[] {
  const sentence = thresholdSentence(model);
  if (model.task === 'regression') return [];
  return [prose`**Decision:** ${sentence ?? 'A row is given its most probable class.'}`];
}

function inShort({ report }: Model): Markdown[] {
  const [first] = headlines(report);
  if (first === undefined) return [];
  const { label, model, within, baseline } = first;
  const score = within === '' ? model : `${model} (${within})`;
  const rows = `${showCount(report.rows.test, 'row')} ${testedWords(report)}`;
  return [prose`**In short:** ${label}: ${score}, against ${baseline} for a baseline that looks at no column, on ${rows}.`];
}
