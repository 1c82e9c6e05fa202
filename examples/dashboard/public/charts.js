import { element } from './element.js';
import { count, day, figure, short } from './format.js';

const palette = {
  light: ['#0f766e', '#d97706', '#4f46e5', '#be185d', '#0284c7', '#65a30d', '#7c3aed', '#78716c'],
  dark: ['#2dd4bf', '#fbbf24', '#a5b4fc', '#f472b6', '#38bdf8', '#a3e635', '#c4b5fd', '#a8a29e'],
};
const darkMode = matchMedia('(prefers-color-scheme: dark)');
const calmMotion = matchMedia('(prefers-reduced-motion: reduce)');

/** Colours of the page around a chart. */
function theme() {
  return darkMode.matches
    ? {
        colors: palette.dark,
        ink: '#dbe4ea',
        muted: '#94a3ad',
        line: '#2c3a43',
        surface: '#172127',
        cold: '#60a5fa',
        warm: '#fb923c',
      }
    : {
        colors: palette.light,
        ink: '#1b2a33',
        muted: '#5b6b75',
        line: '#dde4e7',
        surface: '#ffffff',
        cold: '#2563eb',
        warm: '#c2410c',
      };
}

let echartsModule;
const loadEcharts = () => (echartsModule ??= import('../vendor/echarts.mjs'));

/** How each chart is built, and its instance while it is drawn. Charts that are gone for good are forgotten. */
const charts = new window.WeakMap();
const drawn = new Set();

const visible = new window.IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) void start(target);
    }
  },
  { rootMargin: '300px' },
);

const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (!charts.get(target)?.instance) continue;
    if (!target.isConnected) rest(target);
    else if (target.clientWidth > 0) draw(target);
  }
});

darkMode.addEventListener('change', () => {
  for (const node of drawn) draw(node);
});

/** Takes a chart down that has left the page; it is drawn again when its step comes back. */
function rest(node) {
  const held = charts.get(node);
  held.instance.dispose();
  held.instance = null;
  held.started = false;
  drawn.delete(node);
  visible.observe(node);
}

async function start(node) {
  const held = charts.get(node);
  if (!held || held.started) return;
  held.started = true;
  visible.unobserve(node);
  const echarts = await loadEcharts();
  if (!node.isConnected || node.clientWidth === 0) {
    held.started = false;
    visible.observe(node);
    return;
  }
  held.instance = echarts.init(node, null, { renderer: 'canvas' });
  drawn.add(node);
  draw(node);
}

function draw(node) {
  const { instance, build } = charts.get(node);
  const look = theme();
  instance.resize();
  const option = build(look, node.clientWidth);
  instance.setOption(
    {
      color: look.colors,
      animation: !calmMotion.matches,
      animationDuration: 250,
      textStyle: { fontFamily: window.getComputedStyle(document.body).fontFamily, color: look.ink },
      ...option,
      // Rich text is painted on the canvas: no markup is made from names and values, and no inline style is needed.
      tooltip: {
        renderMode: 'richText',
        confine: true,
        backgroundColor: look.surface,
        borderColor: look.line,
        textStyle: { color: look.ink, fontSize: 12 },
        ...option.tooltip,
      },
    },
    { notMerge: true },
  );
}

/** A chart that is drawn once it comes into view, and again when its width or the colours change. */
export function chart(label, height, build) {
  const node = element('div', { class: 'chart', role: 'img', 'aria-label': label });
  node.style.height = `${height}px`;
  charts.set(node, { build, instance: null, started: false });
  visible.observe(node);
  sized.observe(node);
  return node;
}

const characterWidth = 7.6;

/** Pixels that the longest of some labels needs, up to a limit. */
const labelRoom = (labels, limit) =>
  Math.round(Math.min(limit, Math.max(...labels.map((label) => label.length)) * characterWidth + 6));

const quiet = { axisTick: { show: false }, axisLine: { show: false } };

/**
 * Horizontal bars, the first item on top. Items hold `name`, `value` and `text` (the figure as shown at the bar's end
 * and in the tooltip).
 */
export function barChart(label, items, { max } = {}) {
  return chart(label, items.length * 30 + 16, (look, width) => {
    const room = labelRoom(
      items.map((item) => item.name),
      width * 0.4,
    );
    return {
      grid: {
        left: room + 10,
        right:
          labelRoom(
            items.map((item) => item.text),
            width * 0.4,
          ) + 12,
        top: 4,
        bottom: 4,
      },
      tooltip: { formatter: ({ dataIndex }) => `${items[dataIndex].name}: ${items[dataIndex].text}` },
      xAxis: { type: 'value', show: false, min: 0, max },
      yAxis: {
        type: 'category',
        inverse: true,
        data: items.map((item) => item.name),
        ...quiet,
        axisLabel: { color: look.ink, width: room, overflow: 'truncate', fontSize: 12, interval: 0 },
      },
      series: [
        {
          type: 'bar',
          data: items.map((item) => ({ value: item.value, itemStyle: { color: item.color?.(look) ?? look.colors[0] } })),
          barMaxWidth: 16,
          itemStyle: { borderRadius: 3 },
          label: { show: true, position: 'right', color: look.muted, formatter: ({ dataIndex }) => items[dataIndex].text },
        },
      ],
    };
  });
}

/** A histogram of a profile's column; `asDate` when its edges are epoch milliseconds. */
export function histogramChart(label, histogram, { asDate = false, height = 120, axes = false } = {}) {
  const { edges, counts } = histogram;
  const show = asDate ? day : figure;
  return chart(label, height, (look) => ({
    grid: axes ? { left: 56, right: 16, top: 12, bottom: 28 } : { left: 0, right: 0, top: 6, bottom: 0 },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow' },
      formatter: ([{ dataIndex }]) =>
        `${show(edges[dataIndex])} to ${show(edges[dataIndex + 1])}\n${count(counts[dataIndex])} rows`,
    },
    xAxis: {
      type: 'category',
      show: axes,
      data: counts.map((_, index) => show(edges[index])),
      axisLine: { lineStyle: { color: look.line } },
      axisTick: { show: false },
      axisLabel: { color: look.muted, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      show: axes,
      splitNumber: 3,
      axisLabel: { color: look.muted, formatter: (value) => count(value) },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: [
      { type: 'bar', data: counts, barCategoryGap: '8%', itemStyle: { color: look.colors[0], borderRadius: [2, 2, 0, 0] } },
    ],
  }));
}

/** How strongly columns relate to each other: a square per pair. `pairs` are a profile's associations. */
export function heatMap(label, names, pairs) {
  const places = new Map(names.map((name, index) => [name, index]));
  const cells = pairs.flatMap((pair) => {
    const {
      columns: [first, second],
      value,
    } = pair;
    const [column, row] = [places.get(first), places.get(second)];
    if (column === undefined || row === undefined || value === null) return [];
    return [column, row].map((x, turn) => ({ value: [x, turn ? column : row, value], pair }));
  });
  return chart(label, Math.max(400, names.length * 26 + 130), (look, width) => {
    const room = labelRoom(names, width * 0.28) + 12;
    const axis = (extra) => ({
      type: 'category',
      data: names,
      ...quiet,
      splitArea: { show: false },
      axisLabel: { color: look.ink, interval: 0, fontSize: 11, width: room - 12, overflow: 'truncate', ...extra },
    });
    return {
      grid: { left: room, right: 8, top: 8, bottom: room + 36 },
      tooltip: { formatter: ({ data }) => relationLines(data.pair).join('\n') },
      xAxis: axis({ rotate: 60 }),
      yAxis: { ...axis({}), inverse: true },
      visualMap: {
        min: -1,
        max: 1,
        precision: 1,
        calculable: false,
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        itemHeight: Math.min(160, width / 3),
        itemWidth: 12,
        text: ['together', 'opposite'],
        textStyle: { color: look.muted, fontSize: 11 },
        inRange: { color: [look.warm, look.surface, look.colors[0]] },
      },
      series: [{ type: 'heatmap', data: cells, itemStyle: { borderColor: look.line, borderWidth: 1 } }],
    };
  });
}

/** A pair of columns and its figures, a line each. */
function relationLines({ columns, value, measure, spearman, mutualInformation }) {
  return [
    columns.map((name) => short(name, 40)).join(' – '),
    `${figure(value)} (${measureWords[measure]})`,
    ...(spearman === null ? [] : [`${figure(spearman)} by rank (Spearman)`]),
    ...(mutualInformation === null ? [] : [`${figure(mutualInformation)} nats of mutual information`]),
  ];
}

/** What an association's measure means, in words. */
export const measureWords = {
  pearson: 'linear correlation, −1 to 1',
  'cramers-v': 'association of categories, 0 to 1',
  'correlation-ratio': 'how far the category tells the number, 0 to 1',
};
