import type { ColumnProfile, Profile } from 'tabulyst';
import { columnFacts } from '../column-facts.js';
import { furtherWords } from '../profile-words/further-words.js';
import { numberFormat, showCount, showShare, showText, showTime } from '../show-value.js';
import { barList, histogramChart } from './charts.js';
import { html } from './html.js';
import type { Markup } from './html.js';

/** Cards shown; a report of a very wide table would otherwise be too large to open. */
const maxCards = 200;
/** Values shown of a category. */
const maxValues = 5;
/** From here on, the rarest value is no rarity. */
const rareShare = 0.01;

/** One card per column: what it is, how it is spread. */
export function columnCards({ columns, schema }: Profile): Markup {
  const left = columns.length - maxCards;
  return html`<section>
    <h2>Columns</h2>
    <div class="cards">
      ${columns.slice(0, maxCards).map((column, index) => columnCard(column, columnFacts(column, schema.columns[index])))}
    </div>
    ${left > 0 && html`<p class="soft gap">And ${left} more columns: the profile as JSON has them all.</p>`}
  </section>`;
}

function columnCard(column: ColumnProfile, facts: string): Markup {
  return html`<div class="card">
    <h3>${column.name}</h3>
    <p class="soft">${facts}</p>
    ${columnSpread(column)}
  </div>`;
}

/** How a column's values are spread: a histogram, or the most frequent ones; nothing where every value stands alone. */
export function columnSpread(column: ColumnProfile): Markup | null {
  const { histogram, datetime, numeric, top } = column;
  const further = furtherWords(column);
  if (histogram !== null && histogram.counts.length > 1) {
    const show = numberFormat(numeric);
    const middle = numeric === null ? [] : [`mean ${show(numeric.mean)}, median ${show(numeric.quantiles.p50)}`];
    return html`${histogramChart(histogram, datetime ? showTime : show)}${facts([...middle, ...further])}`;
  }
  if (!top.some(({ count }) => count > 1)) return facts(further);
  const shown = top.slice(0, maxValues).map(({ value, share }) => ({ label: value, share, value: showShare(share) }));
  return html`${barList(shown)}${facts([...otherValues(column), ...further])}`;
}

function facts(words: readonly string[]): Markup | null {
  return words.length === 0 ? null : html`<p class="soft">${words.join(', ')}</p>`;
}

/** What the bars leave out: how many values, their share, and the rarest of them. */
function otherValues({ top, rest, rarest }: ColumnProfile): string[] {
  const left = top.length + (rest?.distinct ?? 0) - maxValues;
  if (left <= 0) return [];
  const share = 1 - top.slice(0, maxValues).reduce((sum, { share }) => sum + share, 0);
  const rare =
    rarest === null || rarest.share >= rareShare
      ? []
      : [`rarest ${showText(rarest.value, 30)} (${rarest.count.toLocaleString('en-US')})`];
  return [`and ${showCount(left, 'other value')} (${showShare(share)})`, ...rare];
}
