import type { Model } from '../model/types.js';
import type { Prediction } from './types.js';
import { BATCH_ROWS } from './heuristics.js';

/** What of a model tells the columns of its predictions: a whole `Model` will do. */
interface Labelled {
  readonly target: Pick<Model['target'], 'classes'>;
}

/** The columns of a file of predictions: `prediction`, then `probability_<label>` per class, or `lower` and `upper`. */
export function predictionColumns(model: Labelled): string[] {
  const { classes } = model.target;
  return ['prediction', ...(classes === null ? ['lower', 'upper'] : classes.map((label) => `probability_${label}`))];
}

/**
 * Predictions as the text of a CSV file (RFC 4180, but lines end with LF, as convertCsv writes them), in pieces: the header first, then one line per
 * prediction. A bound that a model without interval doesn't have is an empty cell.
 *
 * @example
 * for await (const text of predictionsToCsv(model, predictStream(model, rows))) process.stdout.write(text);
 */
export async function* predictionsToCsv(
  model: Labelled,
  predictions: AsyncIterable<Prediction> | Iterable<Prediction>,
): AsyncGenerator<string, void, void> {
  const labels = model.target.classes ?? [];
  let text = toLine(predictionColumns(model));
  let lines = 0;
  for await (const prediction of predictions) {
    text += toLine(cellsOf(prediction, labels));
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
