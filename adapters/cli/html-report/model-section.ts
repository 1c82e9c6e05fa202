import type { Model } from 'tabulyst';
import {
  comparedBy,
  evidentSentence,
  headlines,
  learningSentence,
  movesOf,
  movesUnit,
  segmentSentence,
  testedWords,
  thresholdSentence,
  weightSentence,
} from 'tabulyst/words';
import { showCount, showNumber, showShare } from '../show-value.js';
import { barList } from './charts.js';
import { curvesSection } from './curves-section.js';
import { effectsSection } from './effects-section.js';
import { html } from './html.js';
import { lineChart } from './line-chart.js';
import type { Markup } from './html.js';

/** How good the model is, what it counts on and what was tried. */
export function modelSection(model: Model): Markup {
  const { target, dropped, report } = model;
  const evident = report.evidentSplits.map((split) => evidentSentence(split, report));
  const notes = [weightSentence(report), thresholdSentence(model), ...evident];
  return html`<section>
    <h2>The model for ${target.column}</h2>
    <p class="soft">
      ${report.algorithm}, scored on ${showCount(report.rows.test, 'row')} ${testedWords(report)}; the baseline looks at no
      column.
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th></th>
            <th>Model</th>
            ${report.uncertainty !== null && html`<th>95% interval</th>`}
            <th>Baseline</th>
          </tr>
        </thead>
        <tbody>
          ${headlines(report).map(
            ({ label, model, within, baseline }) =>
              html`<tr>
                <td>${label}</td>
                <td>${model}</td>
                ${report.uncertainty !== null && html`<td>${within}</td>`}
                <td>${baseline}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${notes.map((note) => note !== null && html`<p class="gap">${note}</p>`)} ${importance(report)}
    ${effectsSection(report, target.column)} ${weakSegments(report)} ${confusion(report.test)} ${curvesSection(report)}
    ${learning(report)}
    <h2 class="gap">What was tried</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Candidate</th>
            <th>${comparedBy(report)}</th>
            <th>Share</th>
            <th>Time</th>
          </tr>
        </thead>
        <tbody>
          ${report.leaderboard.map(
            ({ algorithm, score, error, share, seconds }) =>
              html`<tr class="${algorithm === report.algorithm ? 'chosen' : ''}">
                <td>${algorithm}${algorithm === report.algorithm && ' (chosen)'}</td>
                <td>${score === null ? (error ?? '–') : showNumber(score)}</td>
                <td>${share > 0 && algorithm !== 'blend' ? showShare(share) : ''}</td>
                <td>${seconds === null ? '' : `${showNumber(seconds)} s`}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${
      dropped.length > 0 &&
      html`<h2 class="gap">Columns left out</h2>
        ${dropped.map(({ column, reason }) => html`<p><strong>${column}</strong>: ${reason}</p>`)}`
    }
    ${report.warnings.map((warning) => html`<p class="medium gap">${warning}</p>`)}
  </section>`;
}

function importance(report: Model['report']): Markup | null {
  const shown = report.importance.filter(({ increase }) => increase > 0).slice(0, 10);
  const most = shown[0]?.increase;
  if (most === undefined) return null;
  const [moves, unit] = [movesOf(report), movesUnit(report)];
  const value = (column: string, increase: number) =>
    [showNumber(increase), ...(moves(column) ? [`(${moves(column)})`] : [])].join(' ');
  return html`<h2 class="gap">What it counts on</h2>
    <p class="soft">
      How much the loss grows when a column is
      shuffled${unit !== null && `; in brackets how far it moves an answer on average, in ${unit}`}.
    </p>
    ${barList(
      shown.map(({ column, increase }) => ({ label: column, share: increase / most, value: value(column, increase) })),
      { wide: true },
    )}`;
}

function learning(report: Model['report']): Markup | null {
  const { learningCurve, metric } = report;
  const sentence = learningSentence(report);
  if (learningCurve === null || sentence === null) return null;
  const points = learningCurve.points.map(({ rows, loss }) => [rows, loss] as const);
  const name = metric === 'logLoss' ? 'Log loss' : 'RMSE';
  return html`<h2 class="gap">Would more rows help?</h2>
    <p class="soft">${sentence}</p>
    <div class="cards">
      ${lineChart('Learning curve', [{ name, points }], {
        x: { show: showNumber, ends: [0, Math.max(...points.map(([rows]) => rows))], name: 'rows learned from' },
        y: { show: showNumber, ends: [0, Math.max(...points.map(([, loss]) => loss))], name },
        marks: true,
      })}
    </div>`;
}

function weakSegments({ weakSegments: segments, metric }: Model['report']): Markup | null {
  if (segments.length === 0) return null;
  return html`<h2 class="gap">Where it is weaker</h2>
    <p class="soft">Parts of the unseen rows that the model does clearly worse on, by more than chance.</p>
    <ul class="notes">
      ${segments.map((segment) => html`<li>${segmentSentence(segment, metric)}</li>`)}
    </ul>`;
}

function confusion(test: Model['report']['test']): Markup | null {
  if (test.task !== 'classification' || test.confusion.labels.length > 12) return null;
  const { labels, matrix } = test.confusion;
  return html`<h2 class="gap">Right and wrong</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>In truth</th>
            ${labels.map((label) => html`<th>predicted ${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${matrix.map(
            (row, i) =>
              html`<tr>
                <td>${labels[i] ?? ''}</td>
                ${row.map((count) => html`<td>${count.toLocaleString('en-US')}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}
