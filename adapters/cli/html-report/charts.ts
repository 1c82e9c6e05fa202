import type { Histogram } from 'tabulyst';
import { showNumber } from '../show-value.js';
import { html } from './html.js';
import type { Markup } from './html.js';

/**
 * Horizontal bars with their labels: `share` is 0 to 1 of the full width. `whole` breaks long labels rather than cutting them,
 * `wide` has room for long values.
 */
export function barList(
  rows: readonly { readonly label: string; readonly share: number; readonly value: string }[],
  { whole = false, wide = false }: { readonly whole?: boolean; readonly wide?: boolean } = {},
): Markup {
  return html`<ul class="${wide ? 'bars wide' : 'bars'}">
    ${rows.map(
      ({ label, share, value }) =>
        html`<li>
          <span class="${whole ? 'label whole' : 'label'}" title="${label}">${label}</span
          ><span class="track"><span style="width:${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%"></span></span
          ><span class="value">${value}</span>
        </li>`,
    )}
  </ul>`;
}

/** A histogram as inline SVG, with its first and last edge below. */
export function histogramChart({ edges, counts }: Histogram, showEdge: (edge: number) => string = showNumber): Markup {
  const most = Math.max(...counts, 1);
  const step = 240 / counts.length;
  const bars = counts.map((count, i) => {
    const height = count === 0 ? 0 : Math.max(1, (56 * count) / most);
    const title = `${showEdge(edges[i] ?? 0)} to ${showEdge(edges[i + 1] ?? 0)}: ${count.toLocaleString('en-US')}`;
    return html`<rect
      x="${(i * step).toFixed(2)}"
      y="${(58 - height).toFixed(2)}"
      width="${Math.max(0.5, step - 1).toFixed(2)}"
      height="${height.toFixed(2)}"
      ><title>${title}</title></rect
    >`;
  });
  return html`<figure class="histogram">
    <svg viewBox="0 0 240 60" role="img" aria-label="Histogram" preserveAspectRatio="none">
      ${bars}
      <line x1="0" y1="59" x2="240" y2="59" />
    </svg>
    <figcaption><span>${showEdge(edges[0] ?? 0)}</span><span>${showEdge(edges.at(-1) ?? 0)}</span></figcaption>
  </figure>`;
}
