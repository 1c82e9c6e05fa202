import type { ProjectedRow } from 'tabulyst';
import { showCount } from '../show-value.js';
import { html } from './html.js';
import type { Markup } from './html.js';

const width = 960;
const height = 640;
const margin = 24;
/** A mark stands above the middle of its points rather than on them. */
const markLift = 30;

/** Points of one colour, at most 8 of them: see `.group0` and on in the style sheet. */
export interface ScatterGroup {
  readonly name: string;
  /** Written above the middle of its points. */
  readonly mark: string | null;
  readonly points: readonly ProjectedRow[];
}

/** Rows on their two main directions as inline SVG, with a legend. The few farthest off would squeeze the others; they are left out, and said. */
export function scatterChart(label: string, groups: readonly ScatterGroup[]): Markup {
  const points = groups.flatMap((group) => group.points);
  const across = scale(
    points.map(({ x }) => x),
    width,
  );
  const up = scale(
    points.map(({ y }) => y),
    height,
  );
  const place = ({ x, y }: ProjectedRow): readonly [number, number] => [across(x), height - up(y)];
  const placed = groups.map((group) => group.points.map(place).filter(isInside));
  const left = points.length - placed.reduce((sum, { length }) => sum + length, 0);
  return html`<figure class="scatter">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
      ${placed.map((places, i) => html`<path class="group${i}" d="${places.map(([x, y]) => `M${x} ${y}h0`).join('')}" />`)}
      ${groups.map(({ mark }, i) => (mark === null ? null : markAt(mark, placed[i] ?? [])))}
    </svg>
    <figcaption>
      <ul class="legend">
        ${groups.map(({ name }, i) => html`<li class="group${i}">${name}</li>`)}
      </ul>
      ${left > 0 && html`<span>${showCount(left, 'row lies', 'rows lie')} farther out.</span>`}
    </figcaption>
  </figure>`;
}

/** From coordinates to whole pixels; the middle 98% fill most of the picture. */
function scale(values: readonly number[], size: number): (value: number) => number {
  const sorted = [...values].sort((first, second) => first - second);
  const cut = Math.floor(sorted.length / 100);
  const low = sorted[cut] ?? 0;
  const high = sorted[sorted.length - 1 - cut] ?? 0;
  const room = 0.15 * (high - low) || 1;
  return (value) => Math.round(margin + ((size - 2 * margin) * (value - low + room)) / (high - low + 2 * room));
}

function isInside([x, y]: readonly [number, number]): boolean {
  return x >= 0 && x <= width && y >= 0 && y <= height;
}

function markAt(mark: string, places: readonly (readonly [number, number])[]): Markup | null {
  if (places.length === 0) return null;
  const middle = (axis: 0 | 1): number => Math.round(places.reduce((sum, place) => sum + place[axis], 0) / places.length);
  return html`<text x="${middle(0)}" y="${middle(1) - markLift}">${mark}</text>`;
}
