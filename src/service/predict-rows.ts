import type { Model } from '../model/types.js';
import { predictStream } from '../predict/predict-stream.js';
import { predict } from '../predict/predict.js';
import type { Prediction, Row } from '../predict/types.js';
import { resolveOptions } from '../run-options.js';
import type { PredictRowsOptions } from './types.js';

/** Predicts for rows: at once, or where they are explained, which takes long, with turns for others in between. */
export async function predictRows(
  model: Model,
  rows: readonly Row[],
  options: PredictRowsOptions | undefined,
  signal: AbortSignal,
): Promise<Prediction[]> {
  const { explain } = resolveOptions<PredictRowsOptions>('predict', options, { explain: false, signal: undefined });
  if (explain === false) return predict(model, rows);
  const predictions: Prediction[] = [];
  for await (const prediction of predictStream(model, rows, { explain, signal })) predictions.push(prediction);
  return predictions;
}
