import type { ClassificationMetrics, Model, TrainingReport } from '../../model/types.js';
import { heuristics } from '../heuristics.js';
import { showCount, showShare } from '../show-value.js';
import { blocks, prose, section, table } from './markdown.js';
import type { Markdown } from './markdown.js';

/** Which classes are found and which are mistaken for which, and whether probabilities hold; null for numbers. */
export function classesSection({ report }: Model): Markdown | null {
  const { test } = report;
  if (test.task !== 'classification') return null;
  return blocks(
    section('Class by class', blocks(perClass(test), confusion(test))),
    section('Whether probabilities hold', blocks(calibration(test), probabilities(report))),
  );
}

function perClass({ perClass }: ClassificationMetrics): Markdown | null {
  const shown = perClass.toSorted((one, other) => other.rows - one.rows).slice(0, heuristics.maxClassesInCard);
  const rows = shown.map(({ label, rows, precision, recall, f1 }) => [
    label,
    rows.toLocaleString('en-US'),
    showShare(recall),
    showShare(precision),
    f1.toFixed(3),
  ]);
  const rest = perClass.length - shown.length;
  return blocks(
    table(['Class', 'Test rows', 'Found (recall)', 'Right when answered (precision)', 'F1'], rows),
    rest > 0 ? prose`${showCount(rest, 'rarer class', 'rarer classes')} are left out of this table.` : null,
  );
}

/** Counts of answers by the true class; null for more classes than a page is wide. */
function confusion({ confusion: { labels, matrix } }: ClassificationMetrics): Markdown | null {
  if (labels.length > heuristics.maxClassesInCard) return null;
  const rows = matrix.map((counts, index) => [labels[index] ?? '', ...counts.map((count) => count.toLocaleString('en-US'))]);
  return table(['In truth', ...labels.map((label) => `answered ${label}`)], rows);
}

function calibration({ calibrationError, rows }: ClassificationMetrics): Markdown {
  const rough = rows < heuristics.calibration.rows ? ` On ${showCount(rows, 'row')} this is rough.` : '';
  return prose`The probability of an answer and how often such answers are right differ by ${showShare(calibrationError)} on average (expected calibration error, ten bins).${rough}`;
}

/** How often it was so by the probability given, of the rarer one of two classes. */
function probabilities({ curves }: TrainingReport): Markdown | null {
  if (curves.task !== 'classification' || curves.classes.length !== 2) return null;
  const rowsOf = ({ calibration }: (typeof curves.classes)[number]) =>
    calibration.reduce((sum, { observedShare, rows }) => sum + observedShare * rows, 0);
  const [rarer] = curves.classes.toSorted((one, other) => rowsOf(one) - rowsOf(other));
  if (rarer === undefined) return null;
  const rows = rarer.calibration.map(({ meanProbability, observedShare, rows }) => [
    showShare(meanProbability),
    showShare(observedShare),
    rows.toLocaleString('en-US'),
  ]);
  return table([`Mean probability of ${rarer.label}`, 'How often it was so', 'Test rows'], rows, 0);
}
