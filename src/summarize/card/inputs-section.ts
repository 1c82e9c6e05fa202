import type { Model } from '../../model/types.js';
import { showCount } from '../show-value.js';
import { blocks, prose, section, table } from './markdown.js';
import type { Markdown } from './markdown.js';

/** The columns that answers come from. */
export function inputsSection({ inputs }: Model): Markdown | null {
  if (inputs.length === 0) return null;
  const lead = prose`${showCount(inputs.length, 'column')} of a row. A row may lack some of them; the answer says so in its warnings.`;
  const rows = inputs.map(({ name, type }) => [name, type]);
  return section('What it looks at', blocks(lead, table(['Column', 'Type'], rows, 2)));
}
