import type { Model } from '../../model/types.js';
import { blocks, bullets, section } from './markdown.js';
import type { Markdown } from './markdown.js';

/** What training warned of, and what no test on one table can tell. */
export function limitsSection(model: Model): Markdown | null {
  return blocks(section('Warnings', bullets(model.report.warnings)), section('Limits', bullets(limits(model))));
}

function limits({ report: { split }, target }: Model): string[] {
  return [
    'It knows the rows that it was trained on and nothing else. For values that it never saw it answers all the same: read the warnings of a prediction.',
    'It has learned what goes together, not what causes what: changing a column need not change the outcome.',
    split.kind === 'time'
      ? 'It was tested on later rows of the same table. Things go on changing: compare its answers with what really came, and train it anew when they get worse.'
      : 'It was tested on rows of the same table. Other places and later times may differ: compare its answers with what really came, and train it anew when they get worse.',
    `If ${target.column} concerns people, mind that training has not checked whether it treats groups of them alike, nor whether it may be used for decisions about them.`,
  ];
}
