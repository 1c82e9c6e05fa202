import { TabulystError } from '../errors.js';
import { metricNames } from '../model/metric-names.js';
import { rejectOption, resolveOptions } from '../run-options.js';
import type { Schema } from '../schema/types.js';
import { isSplit, isThreshold, splitForms, thresholdForm } from '../train/train-options.js';
import type { TrainRequest } from './types.js';

const call = 'train';

/** Takes a request with its options checked, as far as that needs no data. @throws OPTIONS_INVALID */
export function resolveTrainRequest(request: TrainRequest): Readonly<TrainRequest> {
  const resolved = resolveOptions<TrainRequest>(call, request, {
    session: '',
    target: undefined,
    task: undefined,
    leakage: undefined,
    split: undefined,
    weight: undefined,
    metric: undefined,
    threshold: undefined,
    algorithm: undefined,
    seconds: undefined,
    seed: undefined,
  });
  const { target, task, weight, leakage, split, metric, threshold, algorithm, seconds, seed } = resolved;
  if (target !== undefined && typeof target !== 'string') rejectOption(call, 'target', 'the name of a column', target);
  if (weight !== undefined && typeof weight !== 'string') rejectOption(call, 'weight', 'the name of a column', weight);
  if (algorithm !== undefined && typeof algorithm !== 'string') rejectOption(call, 'algorithm', 'a name', algorithm);
  checkChoice('task', task, ['classification', 'regression']);
  checkChoice('leakage', leakage, ['exclude', 'keep']);
  checkChoice('metric', metric, metricNames);
  if (split !== undefined && !isSplit(split)) rejectOption(call, 'split', splitForms, split);
  if (threshold !== undefined && !isThreshold(threshold)) rejectOption(call, 'threshold', thresholdForm, threshold);
  if (seconds !== undefined && !(Number.isFinite(seconds) && seconds >= 0)) {
    rejectOption(call, 'seconds', 'a number of seconds, 0 for no limit', seconds);
  }
  if (seed !== undefined && !Number.isSafeInteger(seed)) rejectOption(call, 'seed', 'a whole number', seed);
  return resolved;
}

/** Refuses a target that the session's table does not have, before anything is queued. @throws TRAIN_TARGET_NOT_FOUND, TRAIN_TARGET_NOT_INFERRED */
export function checkTarget(target: string | undefined, schema: Schema): void {
  const columns = schema.columns.map(({ name }) => name);
  if (target === undefined) {
    if (schema.target.column !== null) return;
    throw new TabulystError(
      'TRAIN_TARGET_NOT_INFERRED',
      `No column is a plausible target: ${schema.target.reason} Name one with "target".`,
      { columns },
    );
  }
  if (columns.includes(target)) return;
  throw new TabulystError(
    'TRAIN_TARGET_NOT_FOUND',
    `The table has no column ${JSON.stringify(target)} to predict. Its columns: ${columns.join(', ')}.`,
    { target, columns },
  );
}

function checkChoice(option: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || (typeof value === 'string' && choices.includes(value))) return;
  rejectOption(call, option, choices.map((choice) => `"${choice}"`).join(' or '), value);
}
