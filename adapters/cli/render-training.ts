import type { Model } from 'tabulyst';
import {
  effectSentence,
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
import { showCount, showText } from './show-value.js';
import { wrapText } from './wrap-text.js';

const EFFECTS_SHOWN = 3;

/** What training came to, for the terminal: algorithm, scores beside the baseline, top predictors and how the answer goes with them, where it is weaker, what to be careful with. */
export function renderTraining(model: Model, out: string): string {
  const { task, target, dropped, report } = model;
  const learning = learningSentence(report);
  const rows = headlines(report);
  const predictors = report.importance.filter(({ increase }) => increase > 0).slice(0, 5);
  const moves = movesOf(report);
  const predictor = (column: string) => [showText(column, 30), ...(moves(column) ? [`(${moves(column)})`] : [])].join(' ');
  const unit = movesUnit(report);
  const inBrackets = unit === null ? '' : ` In brackets: how far each moves an answer on average, in ${unit}.`;
  const lines = [
    wrapText(
      `${showText(target.column, 40)}: ${task} by ${report.algorithm}, scored on ${showCount(report.rows.test, 'row')} ${showText(testedWords(report), 120)}`,
    ),
    '',
    line('', 'model', report.uncertainty === null ? '' : '95% interval', 'baseline'),
    ...rows.map(({ label, model, within, baseline }) => line(label, model, within, baseline)),
    '',
    ...[weightSentence(report), thresholdSentence(model)]
      .filter((sentence) => sentence !== null)
      .map((sentence) => wrapText(showText(sentence, 240))),
    ...report.evidentSplits.map((evident) => wrapText(showText(evidentSentence(evident, report), 400))),
    ...(predictors.length > 0
      ? [wrapText(`Counts most: ${predictors.map(({ column }) => predictor(column)).join(', ')}.${inBrackets}`)]
      : []),
    ...report.effects.slice(0, EFFECTS_SHOWN).map((effect) => wrapText(showText(effectSentence(effect, target.column), 240))),
    ...report.weakSegments.map((segment) => wrapText(showText(segmentSentence(segment, report.metric), 240))),
    ...(learning === null ? [] : [wrapText(learning)]),
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

function line(label: string, model: string, within: string, baseline: string): string {
  return `  ${label.padEnd(28)} ${model.padStart(12)} ${within.padStart(18)} ${baseline.padStart(12)}`;
}
