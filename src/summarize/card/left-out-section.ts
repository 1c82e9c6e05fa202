import type { Model } from '../../model/types.js';
import { blocks, bullets, section, table } from './markdown.js';
import type { Markdown } from './markdown.js';

/** Columns that the model does not use and why, and those that give the target away. */
export function leftOutSection({ dropped, inputs, report }: Model): Markdown | null {
  const used = new Set(inputs.map(({ name }) => name));
  const leaks = report.leakage.findings.map(({ sentence, columns }) => {
    const kept = columns.filter((name) => used.has(name));
    return `${sentence} ${kept.length === 0 ? 'Left out.' : 'Used all the same.'}`;
  });
  const columns = dropped.map(({ column, reason }) => [column, reason]);
  return blocks(
    section('Columns left out', table(['Column', 'Why'], columns, 2)),
    section('Columns that may give the answer away', bullets(leaks)),
  );
}
