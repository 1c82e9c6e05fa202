import type { Model } from 'tabulyst';
import { headlines } from './model-words.js';
import { showCount, showText } from './show-value.js';
import { wrapText } from './wrap-text.js';

/** What training came to, for the terminal: algorithm, scores beside the baseline, top predictors, what to be careful with. */
export function renderTraining({ task, target, dropped, report }: Model, out: string): string {
  const rows = headlines(report.test, report.baseline);
  const predictors = report.importance.filter(({ increase }) => increase > 0).slice(0, 5);
  const lines = [
    `${showText(target.column, 40)}: ${task} by ${report.algorithm}, scored on ${showCount(report.rows.test, 'row')} that it never saw`,
    '',
    `  ${''.padEnd(28)} ${'model'.padStart(12)} ${'baseline'.padStart(12)}`,
    ...rows.map(({ label, model, baseline }) => `  ${label.padEnd(28)} ${model.padStart(12)} ${baseline.padStart(12)}`),
    '',
    ...(predictors.length > 0
      ? [wrapText(`Counts most: ${predictors.map(({ column }) => showText(column, 30)).join(', ')}.`)]
      : []),
    ...(dropped.length > 0
      ? [
          wrapText(
            `Left out: ${dropped.map(({ column, reason }) => `${showText(column, 30)} (${showText(reason, 120)})`).join('; ')}.`,
          ),
        ]
      : []),
    ...report.warnings.map((warning) => wrapText(`Careful: ${warning}`)),
    `Saved: ${out}`,
  ];
  return `${lines.join('\n')}\n`;
}
