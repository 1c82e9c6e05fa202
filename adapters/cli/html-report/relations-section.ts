import type { Association, Profile } from 'tabulyst';
import { html } from './html.js';
import type { Markup } from './html.js';

/** Columns of the heat map; more would not fit a page. */
const maxColumns = 14;

/** How closely columns go together, as a heat map whose squares say their figure. */
export function relationsSection({ associations, rowCount }: Profile): Markup | null {
  const pairs = associations.pairs.filter(({ value }) => value !== null);
  const all = [...new Set(pairs.flatMap(({ columns }) => columns))];
  if (all.length < 3) return null;
  const names = all.slice(0, maxColumns);
  const figures = new Map(pairs.flatMap((pair) => keysOf(pair).map((key) => [key, pair.value ?? 0])));
  const notes = [
    all.length > maxColumns ? `The ${maxColumns} most related of ${all.length.toLocaleString('en-US')} columns.` : '',
    associations.rowsUsed < rowCount ? `Measured on ${associations.rowsUsed.toLocaleString('en-US')} rows drawn at random.` : '',
  ];
  return html`<section>
    <h2>How columns relate</h2>
    <p class="soft">0 is no relation, 1 a complete one; a minus sign: the one falls as the other grows. ${notes.join(' ')}</p>
    <div class="scroll">
      <table class="heat">
        ${names.slice(1).map(
          (name, i) =>
            html`<tr>
              <th scope="row" title="${name}"><span>${name}</span></th>
              ${names.slice(0, i + 1).map((other) => square(figures.get(keyOf(name, other))))}
            </tr>`,
        )}
        <tr>
          <td></td>
          ${names.slice(0, -1).map((name) => html`<th scope="col" title="${name}"><span>${name}</span></th>`)}
        </tr>
      </table>
    </div>
  </section>`;
}

function keyOf(first: string, second: string): string {
  return JSON.stringify([first, second]);
}

function keysOf({ columns: [first, second] }: Association): string[] {
  return [keyOf(first, second), keyOf(second, first)];
}

function square(value: number | undefined): Markup {
  if (value === undefined) return html`<td></td>`;
  const figure = value.toFixed(2).replace('-0.00', '0.00');
  const tint = Math.round(70 * Math.abs(value));
  return html`<td class="${figure.startsWith('-') ? 'minus' : ''}" style="--tint:${tint}%">${figure.replace('-', '−')}</td>`;
}
