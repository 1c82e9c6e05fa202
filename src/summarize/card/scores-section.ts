import type { Model, TrainingReport } from '../../model/types.js';
import { headlines, testedWords } from '../model-words.js';
import { showCount, showShare } from '../show-value.js';
import { blocks, prose, section, table } from './markdown.js';
import type { Markdown } from './markdown.js';

/** What the headline measures say, by their label. */
const meanings: Readonly<Record<string, string>> = {
  'Right answers': 'rows that are given their own class',
  'Mean recall of the classes': 'how much of a class is found, with every class counting alike',
  'ROC AUC': 'how well rows are ranked: 0.5 is guessing, 1 perfect',
  'Log loss': 'how far the probabilities are off: lower is better',
  'Mean absolute error': 'how far off an answer is on average',
  'Root mean squared error': 'the same, with large errors weighing more',
  'R²': 'how much of the differences is explained: 0 is guessing, 1 perfect',
  'Median width of the interval': 'half of the rows get a narrower interval',
  'True value in the interval': 'how often the interval holds the true value',
};

/** The scores on the test rows, with what chance may do to them, beside the baseline's. */
export function scoresSection({ report }: Model): Markdown | null {
  const lead = prose`Scored on ${showCount(report.rows.test, 'row')} ${testedWords(report)}. The baseline looks at no column and always gives the same answer.`;
  const range = report.uncertainty === null ? [] : [`${showShare(report.uncertainty.coverage)} interval`];
  const rows = headlines(report).map(({ label, model, within, baseline }) => [
    label,
    meanings[label] ?? '',
    model,
    ...range.map(() => within),
    baseline,
  ]);
  const scores = table(['Measure', 'What it says', 'Model', ...range, 'Baseline'], rows, 2);
  return section('How good it is', blocks(lead, scores, chance(report)));
}

function chance({ uncertainty }: TrainingReport): Markdown {
  if (uncertainty === null) return prose`There are too few test rows to tell how far chance may move these scores.`;
  return prose`The interval says how far chance may move a score: the test rows were drawn anew ${uncertainty.resamples} times (percentile bootstrap).`;
}
