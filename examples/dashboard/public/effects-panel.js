import { barChart } from './charts.js';
import { element } from './element.js';
import { panel } from './feedback.js';
import { day, figure, figureBetween, percent, short } from './format.js';
import { lineChart } from './line-chart.js';
import { effectSentence } from './wording.js';

/** How the answer goes with each of the columns that count most; null where none does. */
export function effectsPanel({ effects, target }) {
  if (effects.length === 0) return null;
  return panel(
    'How the answer goes with them',
    {
      lead: 'The mean answer, were the column the same in all rows and everything else as it is. What the model has learned, not what causes what.',
    },
    element(
      'div',
      { class: 'effects' },
      effects.map((effect) =>
        element(
          'article',
          { class: 'effect' },
          element('h4', {}, effect.column),
          element('p', { class: 'muted' }, effectSentence(effect, target)),
          effectChart(effect, target),
        ),
      ),
    ),
  );
}

function effectChart(effect, target) {
  const { column, label, points, type } = effect;
  const show = label === null ? figure : percent;
  const name = label === null ? `Effect of ${column} on ${target}` : `Effect of ${column} on the probability of ${label}`;
  if (type !== 'numerical' && type !== 'datetime') {
    // Where answers are negative, the bars begin at the smallest.
    const least = Math.min(0, ...points.map(({ answer }) => answer));
    const items = points.map(({ value, answer }) => ({
      name: short(value ?? 'missing', 28),
      value: answer - least,
      text: show(answer),
    }));
    return barChart(name, items);
  }
  const place = type === 'datetime' ? (value) => new Date(value).getTime() : (value) => value;
  const showPlace = type === 'datetime' ? day : figureBetween(points[0].value, points.at(-1).value);
  return lineChart(name, [{ name: column, points: points.map(({ value, answer, rows }) => [place(value), answer, rows]) }], {
    x: { name: short(column), show: showPlace },
    y: { name: short(label ?? target), show, splitNumber: 3 },
    height: 200,
    marks: true,
  });
}
