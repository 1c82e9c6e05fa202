import { chart } from './charts.js';
import { figure } from './format.js';

/**
 * Lines over two number axes. Series hold `name` and `points` (pairs of x and y), and `rows` of each point where they are worth
 * showing; `even` adds the diagonal that stands for "no better than chance" or "exactly right". `x` and `y` hold the axis's
 * `name`, how to `show` its numbers, and its `min` and `max` where they are fixed.
 */
export function lineChart(label, series, { x, y, even = null, height = 260, marks = false }) {
  const many = series.length > 1;
  return chart(label, height, (look) => ({
    grid: { left: 58, right: 18, top: many ? 40 : 14, bottom: 44 },
    legend: {
      show: many,
      type: 'scroll',
      top: 2,
      textStyle: { color: look.ink },
      itemHeight: 8,
      data: series.map(({ name }) => name),
    },
    tooltip: {
      trigger: 'item',
      formatter: ({ seriesName, data }) =>
        data === undefined
          ? ''
          : [
              ...(many ? [seriesName] : []),
              `${x.name}: ${showOn(x, data[0])}`,
              `${y.name}: ${showOn(y, data[1])}`,
              ...(data[2] === undefined ? [] : [`${figure(data[2])} rows`]),
            ].join('\n'),
    },
    xAxis: axis(look, x, { nameGap: 26 }),
    yAxis: axis(look, y, { nameGap: 44 }),
    series: [
      ...series.map(({ name, points }) => ({
        type: 'line',
        name,
        data: points,
        symbol: 'circle',
        symbolSize: marks ? 7 : 4,
        showSymbol: marks,
        lineStyle: { width: 2 },
      })),
      ...(even === null
        ? []
        : [
            {
              type: 'line',
              name: 'even',
              data: even,
              symbol: 'none',
              silent: true,
              lineStyle: { type: 'dashed', width: 1, color: look.muted },
              itemStyle: { color: look.muted },
            },
          ]),
    ],
  }));
}

const showOn = ({ show = figure }, value) => show(value);

function axis(look, { name, min, max, show = figure, splitNumber = 4 }, { nameGap }) {
  return {
    type: 'value',
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: look.muted, fontSize: 11 },
    scale: true,
    min,
    max,
    splitNumber,
    axisLine: { lineStyle: { color: look.line } },
    axisTick: { show: false },
    axisLabel: { color: look.muted, fontSize: 11, hideOverlap: true, formatter: (value) => show(value) },
    splitLine: { lineStyle: { color: look.line } },
  };
}
