import type { Model, TrainingReport } from '../../model/types.js';
import { heuristics } from '../heuristics.js';
import { effectSentence, lossWords, movesOf, movesUnit } from '../model-words.js';
import { showNumber } from '../show-value.js';
import { blocks, bullets, prose, section, table } from './markdown.js';
import type { Markdown } from './markdown.js';

/** Which columns make a difference, and how answers go with them. */
export function relianceSection({ report, target }: Model): Markdown | null {
  const effects = report.effects.map((effect) => effectSentence(effect, target.column));
  const caution = prose`With everything else as it is, as the model has learned it, which need not be what causes what:`;
  return section('What it relies on', blocks(importance(report), effects.length > 0 ? blocks(caution, bullets(effects)) : null));
}

function importance(report: TrainingReport): Markdown | null {
  const shown = report.importance.filter(({ increase }) => increase > 0).slice(0, heuristics.maxColumnsInCard);
  if (shown.length === 0) return null;
  const [moves, unit] = [movesOf(report), movesUnit(report)];
  const lead = `How much the ${lossWords[report.metric]} grows when a column is shuffled`;
  const beside = unit === null ? '.' : `, and how far the column moves an answer on average, in ${unit}.`;
  const rows = shown.map(({ column, increase }) => [column, showNumber(increase), ...(unit === null ? [] : [moves(column)])]);
  const head = ['Column', 'Growth', ...(unit === null ? [] : ['Moves an answer by'])];
  return blocks(prose`${lead}${beside}`, table(head, rows));
}
