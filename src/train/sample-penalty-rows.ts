import type { TrainingData } from './estimator.js';
import { createRandom, sampleRows } from '../table/random.js';
import { takeRows } from './estimator.js';
import { MAX_PENALTY_NUMBERS, MAX_PENALTY_ROWS, MIN_PENALTY_ROWS } from './heuristics.js';

/** The rows to choose a penalty on: fewer where features and classes are many. */
export function samplePenaltyRows(data: TrainingData, seed: number): TrainingData {
  const outputs = Math.max(1, data.classCount ?? 1);
  const affordable = Math.max(MIN_PENALTY_ROWS, Math.floor(MAX_PENALTY_NUMBERS / ((data.width + 1) * outputs)));
  const sampled = sampleRows(data.rowCount, Math.min(MAX_PENALTY_ROWS, affordable), createRandom(seed));
  return sampled.length < data.rowCount ? takeRows(data, sampled) : data;
}
