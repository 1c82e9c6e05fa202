import { html } from './html.js';
import type { Markup } from './html.js';

const width = 300;
const height = 190;
const margin = { left: 8, right: 8, top: 8, bottom: 8 };

type Point = readonly [x: number, y: number];

/** An axis: what it measures, how its numbers are written, and its ends where the points do not set them. */
export interface Axis {
  readonly name: string;
  readonly show: (value: number) => string;
  readonly ends?: readonly [number, number];
}

/** A line, by colour: see `.group0` and on in the style sheet. */
export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

interface LineChartOptions {
  readonly x: Axis;
  readonly y: Axis;
  /** Draws the diagonal on which both are the same. */
  readonly diagonal?: boolean;
  /** Marks each point, with what it stands for as its title. */
  readonly marks?: boolean;
}

/** Lines over two number axes as inline SVG, the ends of the axes in words. */
export function lineChart(
  label: string,
  lines: readonly Line[],
  { x, y, diagonal = false, marks = false }: LineChartOptions,
): Markup {
  const points = lines.flatMap((line) => line.points);
  const across = placement(
    endsOf(
      x,
      points.map(([value]) => value),
    ),
    margin.left,
    width - margin.right,
  );
  const up = placement(
    endsOf(
      y,
      points.map(([, value]) => value),
    ),
    height - margin.bottom,
    margin.top,
  );
  const place = ([one, other]: Point) => `${across.of(one).toFixed(1)} ${up.of(other).toFixed(1)}`;
  const from = Math.max(across.ends[0], up.ends[0]);
  const to = Math.min(across.ends[1], up.ends[1]);
  const mark = (point: Point) =>
    html`<circle cx="${across.of(point[0]).toFixed(1)}" cy="${up.of(point[1]).toFixed(1)}" r="3"
      ><title>${x.name} ${x.show(point[0])}: ${y.show(point[1])}</title></circle
    >`;
  return html`<figure class="line-chart">
    <figcaption><span>${y.name}, ${y.show(up.ends[0])} to ${y.show(up.ends[1])}</span></figcaption>
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
      ${diagonal && from < to && html`<path class="even" d="M${place([from, from])}L${place([to, to])}" />`}
      ${lines.map((line, index) => html`<g class="group${index}"><path d="M${line.points.map(place).join('L')}" />${marks && line.points.map(mark)}</g>`)}
    </svg>
    <figcaption><span>${x.show(across.ends[0])}</span><span>${x.name}</span><span>${x.show(across.ends[1])}</span></figcaption>
    ${
      lines.length > 1 &&
      html`<ul class="legend">
        ${lines.map(({ name }, index) => html`<li class="group${index}">${name}</li>`)}
      </ul>`
    }
  </figure>`;
}

function endsOf({ ends }: Axis, values: readonly number[]): readonly [number, number] {
  return ends ?? [Math.min(...values), Math.max(...values)];
}

/** Where numbers between these ends stand between two coordinates. */
function placement(ends: readonly [number, number], from: number, to: number) {
  const size = ends[1] - ends[0] || 1;
  return { ends, of: (value: number) => from + ((value - ends[0]) / size) * (to - from) };
}
