import type { ColumnProfile, ColumnSchema, Outliers, Profile } from 'tabulyst';
import { columnFacts } from '../column-facts.js';
import { directionWords, gapWords, granularityWords } from '../profile-words/time-words.js';
import { numberFormat, showCount, showShare, showText, showTime } from '../show-value.js';
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
  const { numeric, datetime, histogram, text, type, top } = column;
  const picture = sparkline(histogram?.counts ?? []);
  const direction = directionWords(column);
  const further = direction === null ? [] : [direction];
  if (datetime !== null) {
    const range = `${showTime(Date.parse(datetime.first))} to ${showTime(Date.parse(datetime.last))}`;
    const gaps = gapWords(datetime);
    return { picture, facts: [range, granularityWords(datetime), ...further, ...(gaps === null ? [] : [gaps])].join(', ') };
  }
  if (numeric !== null) {
    const show = numberFormat(numeric);
    const range =
      numeric.min === numeric.max
        ? `always ${show(numeric.min)}`
        : `${show(numeric.min)} to ${show(numeric.max)}, median ${show(numeric.quantiles.p50)}`;
    return { picture, facts: [range, ...further, ...farOut(column)].join(', ') };
  }
  // Where every value stands alone, none is worth showing.
  if (top.some(({ count }) => count > 1)) return { picture: shareStrip(top.map(({ share }) => share)), facts: topFacts(column) };
  if (type !== 'text' || text === null) return null;
  const { minLength, maxLength, medianLength } = text;
  return {
    picture: '',
    facts:
      minLength === maxLength
        ? showCount(minLength, 'character')
        : `${minLength.toLocaleString('en-US')} to ${showCount(maxLength, 'character')}, median ${medianLength.toLocaleString('en-US')}`,
  };
}

function farOut({ outliers, count }: { outliers: Outliers | null; count: number }): string[] {
  const far = outliers?.tukey.count ?? 0;
  return far === 0 ? [] : [`${far.toLocaleString('en-US')} far out (${showShare(far / count)})`];
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
