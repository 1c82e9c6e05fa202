import type { TrainingReport } from 'tabulyst';
import { answerFormat, effectSentence, pointName } from 'tabulyst/words';
import { barList } from './charts.js';
import { html } from './html.js';
import type { Markup } from './html.js';
import { lineChart } from './line-chart.js';

type Effect = TrainingReport['effects'][number];

/** How the answer goes with each of the columns that count most; null where none does. */
export function effectsSection({ effects }: TrainingReport, target: string): Markup | null {
  if (effects.length === 0) return null;
  return html`<h2 class="gap">How the answer goes with them</h2>
    <p class="soft">
      The mean answer, were the column the same in all rows and everything else as it is. What the model has learned, not what
      causes what.
    </p>
    <div class="cards">
      ${effects.map(
        (effect) =>
          html`<div class="card">
            <h3>${effect.column}</h3>
            <p class="soft">${effectSentence(effect, target)}</p>
            ${effectChart(effect, target)}
          </div>`,
      )}
    </div>`;
}

function effectChart(effect: Effect, target: string): Markup {
  const { column, type, label, points } = effect;
  const [show, name] = [answerFormat(effect), pointName(effect)];
  if (type !== 'numerical' && type !== 'datetime') {
    // Where answers are negative, the bars begin at the smallest.
    const least = Math.min(0, ...points.map(({ answer }) => answer));
    const most = Math.max(...points.map(({ answer }) => answer - least), Number.MIN_VALUE);
    return barList(
      points.map((point) => ({ label: name(point), share: (point.answer - least) / most, value: show(point.answer) })),
    );
  }
  const place = (value: Effect['points'][number]['value']) => (typeof value === 'number' ? value : Date.parse(value ?? ''));
  const names = new Map(points.map((point) => [place(point.value), name(point)]));
  return lineChart(
    `Effect of ${column}`,
    [{ name: column, points: points.map(({ value, answer }) => [place(value), answer] as const) }],
    { x: { name: '', show: (value) => names.get(value) ?? '' }, y: { name: label ?? target, show }, marks: true },
  );
}
