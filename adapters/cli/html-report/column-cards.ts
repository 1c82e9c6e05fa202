import type { ColumnProfile, Profile } from 'tabulyst';
import { columnFacts } from '../column-facts.js';
import { showNumber, showShare, showTime } from '../show-value.js';
import { barList, histogramChart } from './charts.js';
import { html } from './html.js';
import type { Markup } from './html.js';

/** Cards shown; a report of a very wide table would otherwise be too large to open. */
const maxCards = 200;

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
export function columnSpread({ histogram, datetime, numeric, top }: ColumnProfile): Markup | null {
  if (histogram !== null && histogram.counts.length > 1) {
    const facts = numeric && `mean ${showNumber(numeric.mean)}, median ${showNumber(numeric.quantiles.p50)}`;
    return html`${histogramChart(histogram, datetime ? showTime : showNumber)}${facts && html`<p class="soft">${facts}</p>`}`;
  }
  return top.some(({ count }) => count > 1)
    ? barList(top.slice(0, 5).map(({ value, share }) => ({ label: value, share, value: showShare(share) })))
    : null;
}
