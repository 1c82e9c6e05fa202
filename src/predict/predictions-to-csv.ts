import type { Model } from '../model/types.js';
import type { Prediction } from './types.js';
import { rejectOption, resolveOptions } from '../run-options.js';
import { explanationCell } from './explanation-cell.js';
import { BATCH_ROWS } from './heuristics.js';

/** What of a model tells the columns of its predictions: a whole `Model` will do. */
interface Labelled {
  readonly target: Pick<Model['target'], 'classes'>;
}

/** What a file of predictions holds beside the answers. */
export interface PredictionsToCsvOptions {
  /** Whether a last column `explanation` tells the three columns that contributed most: for predictions made with `explain`. @default false */
  explain?: boolean | undefined;
}

/**
 * The columns of a file of predictions: `prediction`, then `probability_<label>` per class, or `lower` and `upper`; then
 * `explanation`, where it is asked for.
 * @throws OPTIONS_INVALID
 */
export function predictionColumns(model: Labelled, options?: PredictionsToCsvOptions): string[] {
  const { classes } = model.target;
  const answers = classes === null ? ['lower', 'upper'] : classes.map((label) => `probability_${label}`);
  return ['prediction', ...answers, ...(isExplained('predictionColumns', options) ? ['explanation'] : [])];
}

function isExplained(call: string, options: PredictionsToCsvOptions | undefined): boolean {
  const { explain } = resolveOptions<Required<PredictionsToCsvOptions>>(call, options, { explain: false });
  return typeof explain === 'boolean' ? explain : rejectOption(call, 'explain', 'true or false', explain);
}

/**
 * Predictions as the text of a CSV file (RFC 4180, but lines end with LF, as convertCsv writes them), in pieces: the header first, then one line per
 * prediction. A bound that a model without interval doesn't have is an empty cell. An explanation is cut down to its largest
 * contributions: `Contract=Month-to-month (+0.83); tenure=2 (+0.41)`, never what a spreadsheet would take for a formula.
 *
 * @throws OPTIONS_INVALID
 *
 * @example
 * for await (const text of predictionsToCsv(model, predictStream(model, rows))) process.stdout.write(text);
 */
export async function* predictionsToCsv(
  model: Labelled,
  predictions: AsyncIterable<Prediction> | Iterable<Prediction>,
  options?: PredictionsToCsvOptions,
): AsyncGenerator<string, void, void> {
  const labels = model.target.classes ?? [];
  const explain = isExplained('predictionsToCsv', options);
  let text = toLine(predictionColumns(model, { explain }));
  let lines = 0;
  for await (const prediction of predictions) {
    const cells = cellsOf(prediction, labels);
    if (explain) cells.push(explanationCell(prediction.explanation));
    text += toLine(cells);
    if (++lines % BATCH_ROWS !== 0) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

function cellsOf(prediction: Prediction, labels: readonly string[]): (string | number | null)[] {
  if (prediction.task === 'regression') return [prediction.prediction, prediction.lower, prediction.upper];
  return [prediction.prediction, ...labels.map((label) => prediction.probabilities[label] ?? null)];
}

function toLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quote(cell === null ? '' : String(cell))).join(',')}\n`;
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;
}
