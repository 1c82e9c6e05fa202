import type { Profile } from 'tabulyst';
import { showShare, showText } from '../show-value.js';
import { wrapText } from '../wrap-text.js';
import { bar } from './bars.js';
import { lineWidth, nameWidth } from './layout.js';

const barWidth = 30;
const maxClasses = 6;
const maxRelations = 5;

/** What is to be predicted, its classes and what goes with it. */
export function targetSection({ target, schema }: Profile): string {
  if (target === null) return wrapText(`Target: none. ${schema.target.reason}`, lineWidth);
  const lines = [wrapText(`Target: ${showText(target.column, 40)} (${target.task}). ${target.reason}`, lineWidth)];
  const classes = target.classes ?? [];
  for (const { value, share } of classes.slice(0, maxClasses)) lines.push(barLine(value, share, showShare(share)));
  const left = classes.slice(maxClasses).reduce((sum, { share }) => sum + share, 0);
  if (left > 0) lines.push(barLine(`${classes.length - maxClasses} more`, left, showShare(left)));
  const related = target.relations.filter(({ value }) => value !== null).slice(0, maxRelations);
  if (related.length > 0) lines.push('', 'Most related to it (0 none, 1 complete)');
  for (const { columns, value } of related) {
    const other = columns.find((column) => column !== target.column) ?? columns[0];
    lines.push(barLine(other, Math.abs(value ?? 0), (value ?? 0).toFixed(2).padStart(5)));
  }
  return lines.join('\n');
}

function barLine(name: string, share: number, figure: string): string {
  return `  ${showText(name, nameWidth).padEnd(nameWidth)} ${bar(share, barWidth)} ${figure}`;
}
