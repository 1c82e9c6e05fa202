import type { Cluster, Clusters, Profile, ProjectedRow } from 'tabulyst';
import { kindsLead, traitWords } from '../profile-words/trait-words.js';
import { showShare, showText } from '../show-value.js';
import { html } from './html.js';
import type { Markup } from './html.js';
import { scatterChart } from './scatter-chart.js';
import type { ScatterGroup } from './scatter-chart.js';

/** Classes with a colour of their own. */
const maxClasses = 7;

/** Kinds of rows and what sets them apart, and the rows drawn by their kind and by the target's class. */
export function kindsSection({ clusters, columns, projection, target, rowCount }: Profile): Markup | null {
  const points = projection?.points ?? [];
  const classes = (target?.classes ?? []).map(({ value }) => value);
  const byKind =
    clusters === null || points.length === 0 ? null : scatterChart('Rows by their kind', kindGroups(clusters, points));
  const byClass =
    target === null || classes.length < 2 || points.length === 0
      ? null
      : scatterChart(`Rows by ${target.column}`, classGroups(classes, points));
  if (clusters === null && byClass === null) return null;
  return html`<section>
    <h2>${clusters === null ? 'Rows at a glance' : 'Kinds of rows'}</h2>
    ${
      clusters !== null &&
      html`<p class="soft">${kindsLead(clusters, rowCount)}.</p>
        ${clusters.clusters.map((cluster, i) => kind(cluster, i, columns))}`
    }
    ${
      (byKind !== null || byClass !== null) &&
      html`<p class="soft gap">
          Each point is a row; rows with similar numbers lie close
          together${points.length < rowCount && ` (${points.length.toLocaleString('en-US')} rows drawn at random)`}.
        </p>
        <div class="pair">
          ${
            byKind !== null &&
            html`<div>
              <h3>By kind</h3>
              ${byKind}
            </div>`
          }
          ${
            byClass !== null &&
            html`<div>
              <h3>By ${target?.column ?? ''}</h3>
              ${byClass}
            </div>`
          }
        </div>`
    }
  </section>`;
}

function kind({ share, traits }: Cluster, index: number, columns: Profile['columns']): Markup {
  const words = traits.map((trait) => traitWords(trait, columns));
  return html`<div class="kind">
    <span class="badge group${index}">Kind ${index + 1}</span>
    <div>
      <strong>${showShare(share)} of the rows</strong>${words.length === 0 && ', like the average'}
      ${
        words.length > 0 &&
        html`<ul>
          ${words.map(
            ({ column, change, here, overall }) =>
              html`<li>${column} ${showText(change, 60)}: ${here} <span class="soft">(all rows ${overall})</span></li>`,
          )}
        </ul>`
      }
    </div>
  </div>`;
}

function kindGroups({ clusters }: Clusters, points: readonly ProjectedRow[]): ScatterGroup[] {
  return clusters.map((_, index) => ({
    name: `Kind ${index + 1}`,
    mark: String(index + 1),
    points: points.filter(({ cluster }) => cluster === index),
  }));
}

/** The most frequent classes, and the others together. */
function classGroups(classes: readonly string[], points: readonly ProjectedRow[]): ScatterGroup[] {
  const named = classes.slice(0, maxClasses);
  const groups = named.map((name) => ({
    name: showText(name, 30),
    mark: null,
    points: points.filter(({ label }) => label === name),
  }));
  const others = points.filter(({ label }) => label === null || !named.includes(label));
  return others.length === 0 ? groups : [...groups, { name: 'others or missing', mark: null, points: others }];
}
