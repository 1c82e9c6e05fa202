import type { Model } from '../model/types.js';
import type { Table } from '../table/types.js';
import type { Problem } from './problem.js';
import type { TrainOptions } from './types.js';
import { MODEL_FORMAT_VERSION } from '../model/heuristics.js';
import { finishInTurns, throwIfAborted } from '../run-options.js';
import { inferSchema } from '../schema/infer-schema.js';
import { findLeaks } from './find-leaks.js';
import { REPORT_SHARE } from './heuristics.js';
import { makeInterval, noInterval } from './make-interval.js';
import { raceCandidates } from './race-candidates.js';
import { answerRows } from './report/answer-rows.js';
import { reportOn } from './report/report-on.js';
import { resolveTarget } from './resolve-target.js';
import { chooseOtherwise } from './choose-otherwise.js';
import { selectInputs } from './select-inputs.js';
import { resolveMetric } from './resolve-metric.js';
import { normaliseWeights, refuseTargetAsWeight, resolveWeights } from './resolve-weights.js';
import { resolveRowOrder } from './row-order.js';
import { splitRows } from './split-rows.js';
import { budgetEnd, resolveTrainOptions, type TrainRun } from './train-options.js';
import { createCrew } from './trees/crew.js';

/**
 * Learns to predict one column of a table from the others: a class with probabilities, or a number with an interval.
 *
 * The rows are split once: at random by the seed, or by time or group (`split`). Candidates are compared by cross-validation on the development rows; the best is
 * fitted on all of them and is the model. Its interval (regression) is calibrated on rows of their own, and its scores come
 * from test rows that nothing was chosen by. Encoders, fills and scales are learned inside each fold. The same table,
 * options and seed give the same model, to the bit, unless the budget of `seconds` cuts something short.
 *
 * @throws TRAIN_TARGET_NOT_FOUND, TRAIN_TARGET_NOT_INFERRED, TRAIN_TARGET_CONSTANT, TRAIN_TARGET_UNSUITABLE,
 *   TRAIN_SPLIT_UNSUITABLE, TRAIN_WEIGHT_UNSUITABLE, TRAIN_TOO_FEW_ROWS, TRAIN_NO_FEATURES, TRAIN_ALGORITHM_NOT_FOUND, OPTIONS_INVALID, RUN_ABORTED
 *
 * @example
 * const model = await trainModel(await readCsv({ path: 'customers.csv' }), { target: 'churn' });
 * console.log(model.report.algorithm, model.report.test);
 */
export async function trainModel(table: Table, options?: TrainOptions): Promise<Model> {
  const resolved = resolveTrainOptions(options);
  throwIfAborted(resolved.signal);
  resolved.onProgress?.({ type: 'stage-start', stage: 'train' });
  const crew = createCrew(resolved.threads);
  const model = await buildModel(table, { ...resolved, crew }).finally(() => {
    crew.close();
  });
  resolved.onProgress?.({ type: 'stage-end', stage: 'train' });
  return model;
}

async function buildModel(table: Table, options: TrainRun): Promise<Model> {
  const begun = performance.now();
  const schema = options.schema ?? inferSchema(table);
  const weights = resolveWeights(table, options.weight);
  const target = resolveTarget(table, schema, options, weights);
  refuseTargetAsWeight(target.column, options.weight);
  const metric = resolveMetric(target, options);
  const order = resolveRowOrder(table, options.split, target);
  const split = splitRows(target, order, options.seed);
  const leaks = await findLeaks(table, schema, target, options.signal);
  const shunned = options.leakage === 'exclude' ? leaks.filter(({ severity }) => severity === 'high') : [];
  const { task, classes, values } = target;
  const selection = {
    target: target.column,
    values,
    classCount: classes?.length ?? null,
    leaks: shunned,
    group: order.kind === 'group' ? order.column : null,
    weight: options.weight ?? null,
    rows: split.development,
  };
  const chosen = await finishInTurns(selectInputs(table, schema, selection), options.signal);
  const otherInputs = await chooseOtherwise(table, schema, selection, { leaks, shunned }, options.signal);
  const problem: Problem = {
    table,
    task,
    classes,
    target: values,
    inputs: chosen.inputs,
    weights: normaliseWeights(weights, target.usable),
  };
  const race = await raceCandidates(problem, { development: split.development, order, metric }, options, begun);
  const { threshold } = race;
  const calibrationAnswers = await answerRows(problem, race, split.calibration, options.signal);
  const end = budgetEnd(options, begun, 1 - REPORT_SHARE);
  const made =
    task === 'regression' ? await makeInterval(problem, { split, race, calibrationAnswers }, options, end) : noInterval;
  const excluded = chosen.dropped.filter(({ code }) => code === 'LEAKAGE').map(({ column }) => column);
  return {
    format: 'tabulyst-model',
    formatVersion: MODEL_FORMAT_VERSION,
    task,
    target: { column: target.column, classes, reason: target.reason },
    inputs: chosen.inputs,
    dropped: chosen.dropped,
    encoder: race.encoder,
    learner: race.learner,
    interval: made.interval,
    threshold: threshold === null || classes === null ? null : { label: classes[threshold.index]!, value: threshold.value },
    report: await reportOn(
      { problem, target, order, split, leaks, excluded, otherInputs, race, made, calibrationAnswers },
      options,
      end,
    ),
  };
}
