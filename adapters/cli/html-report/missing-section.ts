import type { Profile } from 'tabulyst';
import { completeWords, hasMissing, otherIncompleteRows } from '../profile-words/missing-words.js';
import { nameList } from '../profile-words/name-list.js';
import { showShare } from '../show-value.js';
import { barList } from './charts.js';
import { html } from './html.js';
import type { Markup } from './html.js';

const maxColumns = 10;
const maxPatterns = 6;
const maxDependent = 5;

/** Where values are missing: by column, by set of columns, and what that depends on; nothing where none is missing. */
export function missingSection(profile: Profile): Markup | null {
  if (!hasMissing(profile)) return null;
  const { columns, missingness, rowCount } = profile;
  const lacking = columns.filter(({ missing }) => missing > 0).sort((first, second) => second.missing - first.missing);
  const others = otherIncompleteRows(profile, maxPatterns);
  const patterns = missingness.patterns.slice(0, maxPatterns).map(({ columns, rows }) => ({ label: nameList(columns), rows }));
  const sets = others > 0 ? [...patterns, { label: 'other columns', rows: others }] : patterns;
  const asBar = ({ label, rows }: { label: string; rows: number }) => ({
    label,
    share: rows / rowCount,
    value: showShare(rows / rowCount),
  });
  return html`<section>
    <h2>Missing values</h2>
    <p>${completeWords(profile)}</p>
    ${barList(lacking.slice(0, maxColumns).map(({ name, missing }) => asBar({ label: name, rows: missing })))}
    ${
      lacking.length > maxColumns &&
      html`<p class="soft gap">The ${maxColumns} columns that lack most, of ${lacking.length.toLocaleString('en-US')}.</p>`
    }
    ${
      lacking.length > 1 &&
      html`<h2 class="gap">What rows lack</h2>
        <p class="soft">Shares of all rows, by the columns that are missing in the same row.</p>
        ${barList(sets.map(asBar), { whole: true })}`
    }
    ${
      missingness.dependent.length > 0 &&
      html`<h2 class="gap">What that depends on</h2>
        <ul class="notes">
          ${missingness.dependent
            .slice(0, maxDependent)
            .map(
              ({ column, by, where, share, shareElsewhere }) =>
                html`<li>
                  <strong>${column}</strong> is missing in ${showShare(share)} of the rows where ${by} is ${where}, and in
                  ${showShare(shareElsewhere)} of the others.
                </li>`,
            )}
        </ul>`
    }
  </section>`;
}
