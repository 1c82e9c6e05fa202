import { chart } from './charts.js';
import { count, figure, percent, short } from './format.js';

const symbols = ['circle', 'rect', 'triangle', 'diamond'];

/**
 * The rows of a table on their two main directions, coloured by their labels: a colour and shape each in the order of
 * `names`, or a scale for numbers. `by` says what the labels are; null when there are none.
 */
export function scatterChart(label, points, { explainedVariance, numeric, by, names = null }) {
  const bounds = middleBounds(points);
  return chart(label, 380, (look, width) => {
    const axis = (index) => ({
      type: 'value',
      ...bounds[index],
      name: `Direction ${index + 1} (${percent(explainedVariance[index])} of the variation)`,
      nameLocation: 'middle',
      nameGap: index === 0 ? 26 : 34,
      nameTextStyle: { color: look.muted, fontSize: 11 },
      axisLabel: {
        color: look.muted,
        formatter: (value) => figure(value),
        hideOverlap: true,
        showMinLabel: false,
        showMaxLabel: false,
      },
      axisLine: { lineStyle: { color: look.line } },
      splitLine: { lineStyle: { color: look.line } },
    });
    const groups = numeric ? [['', points]] : grouped(points, names);
    const [low, high] = numeric ? middleRange(points) : [0, 0];
    return {
      grid: { left: 52, right: numeric ? 24 : 16, top: 44, bottom: 44 },
      legend: {
        show: !numeric && by !== null,
        type: 'scroll',
        top: 4,
        width: width - 40,
        textStyle: { color: look.ink },
        itemWidth: 12,
        itemHeight: 12,
      },
      tooltip: {
        formatter: ({ data }) =>
          `Row ${count(data[3] + 1)}${by === null ? '' : `\n${short(by)}: ${short(data[4] ?? 'missing', 60)}`}`,
      },
      xAxis: axis(0),
      yAxis: axis(1),
      ...(numeric
        ? {
            visualMap: {
              dimension: 2,
              min: low,
              max: high,
              text: [figure(high), figure(low)],
              orient: 'horizontal',
              top: 0,
              left: 'center',
              itemWidth: 12,
              itemHeight: 120,
              formatter: (value) => figure(value),
              textStyle: { color: look.muted, fontSize: 11 },
              inRange: { color: [look.cold, look.colors[1]] },
            },
          }
        : {}),
      series: groups.map(([name, members], index) => ({
        type: 'scatter',
        name,
        symbol: symbols[index % symbols.length],
        symbolSize: points.length > 600 ? 5 : 7,
        itemStyle: { opacity: 0.65 },
        data: members.map((point) => [point.x, point.y, numeric ? Number(point.label) : 0, point.row, point.label]),
      })),
    };
  });
}

/** The range of the points' numbers without the outermost fiftieth on either side, which would wash out the colours. */
function middleRange(points) {
  const values = points.map(({ label }) => Number.parseFloat(label)).filter(Number.isFinite);
  values.sort((first, second) => first - second);
  const cut = Math.floor(values.length / 50);
  return [values[cut] ?? 0, values[values.length - 1 - cut] ?? 0];
}

const mostGroups = 7;

/** Points by label in the order of `names` or most frequent first, the rare labels together. */
function grouped(points, names) {
  const groups = new Map();
  for (const point of points) {
    const name = point.label ?? 'missing';
    groups.set(name, [...(groups.get(name) ?? []), point]);
  }
  if (names !== null) return names.map((name) => [name, groups.get(name) ?? []]);
  const ordered = [...groups].sort((first, second) => second[1].length - first[1].length);
  if (ordered.length <= mostGroups) return ordered;
  return [...ordered.slice(0, mostGroups), ['other values', ordered.slice(mostGroups).flatMap(([, members]) => members)]];
}

/** Bounds of the two axes that hold the middle 98% of the points with room to spare: a single far one would squeeze the others. */
function middleBounds(points) {
  return ['x', 'y'].map((axis) => {
    const values = points.map((point) => point[axis]).sort((first, second) => first - second);
    const cut = Math.floor(values.length / 100);
    const [low, high] = [values[cut] ?? 0, values[values.length - 1 - cut] ?? 0];
    const room = 0.15 * (high - low) || 1;
    return { min: low - room, max: high + room };
  });
}

/** How many points {@link scatterChart} leaves out because they lie too far off. */
export function pointsOutside(points) {
  const bounds = middleBounds(points);
  const isOutside = (value, { min, max }) => value < min || value > max;
  return points.filter(({ x, y }) => isOutside(x, bounds[0]) || isOutside(y, bounds[1])).length;
}
