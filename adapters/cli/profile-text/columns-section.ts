import type { ColumnProfile, ColumnSchema, Profile } from 'tabulyst';
import { columnFacts } from '../column-facts.js';
import { furtherWords } from '../profile-words/further-words.js';
import { numberFormat, showShare, showText, showTime } from '../show-value.js';
import { shareStrip, sparkline, stripWidth } from './bars.js';
import { behind, lineWidth, nameWidth } from './layout.js';

const indent = '    ';
const factsWidth = lineWidth - indent.length - stripWidth - 2;
/** A wider table than this is not read line by line. */
const maxColumns = 60;

/** Every column in a few lines: what it is, and how its values are spread. */
export function columnsSection({ columns, schema }: Profile): string {
  const left = columns.length - maxColumns;
  return [
    'Columns',
    ...columns.slice(0, maxColumns).map((column, index) => columnLines(column, schema.columns[index])),
    ...(left > 0 ? [`  ... and ${left.toLocaleString('en-US')} more: --json and --out show them`] : []),
  ].join('\n');
}

function columnLines(column: ColumnProfile, meaning: ColumnSchema | undefined): string {
  const head = behind(`  ${showText(column.name, nameWidth).padEnd(nameWidth)} `, columnFacts(column, meaning));
  const spread = spreadOf(column);
  if (spread === null) return head;
  return `${head}\n${behind(`${indent}${spread.picture.padEnd(stripWidth)}  `, spread.facts)}`;
}

interface Spread {
  readonly picture: string;
  readonly facts: string;
}

/** How the values of a column are spread; null where there is nothing to tell. */
function spreadOf(column: ColumnProfile): Spread | null {
  const { numeric, datetime, histogram, top } = column;
  const picture = sparkline(histogram?.counts ?? []);
  const further = furtherWords(column);
  if (datetime !== null) {
    const range = `${showTime(Date.parse(datetime.first))} to ${showTime(Date.parse(datetime.last))}`;
    return { picture, facts: [range, ...further].join(', ') };
  }
  if (numeric !== null) {
    const show = numberFormat(numeric);
    const { min, max, quantiles } = numeric;
    const range = min === max ? `always ${show(min)}` : `${show(min)} to ${show(max)}, median ${show(quantiles.p50)}`;
    return { picture, facts: [range, ...further].join(', ') };
  }
  // Where every value stands alone, none is worth showing.
  if (top.some(({ count }) => count > 1)) return { picture: shareStrip(top.map(({ share }) => share)), facts: topFacts(column) };
  return further.length === 0 ? null : { picture, facts: further.join(', ') };
}

/** As many of the most frequent values as fit on a line, and what that leaves. */
function topFacts({ top, rest }: ColumnProfile): string {
  const distinct = top.length + (rest?.distinct ?? 0);
  for (let shown = Math.min(4, top.length); ; shown--) {
    const values = top.slice(0, shown).map(({ value, share }) => `${showText(value, 18)} ${showShare(share)}`);
    const left = distinct - shown;
    const leftShare = 1 - top.slice(0, shown).reduce((sum, { share }) => sum + share, 0);
    const others = left > 0 ? [`${left.toLocaleString('en-US')} more ${showShare(leftShare)}`] : [];
    const line = [...values, ...others].join(' · ');
    if (line.length <= factsWidth || shown === 1) return line;
  }
}
