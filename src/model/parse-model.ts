import type { Model, LoadModelOptions, ModelInput } from './types.js';
import { TabulystError } from '../errors.js';
import { resolveOptions } from '../run-options.js';
import { columnTypes } from '../table/column-types.js';
import { datetimeFormats } from '../table/parse-datetime.js';
import {
  expectCount,
  expectList,
  expectNumber,
  expectObject,
  expectOneOf,
  expectString,
  expectStrings,
  rejectJson,
} from './check-json.js';
import { findLearnerKind } from './learner-kinds.js';
import { encoderWidth } from './encode.js';
import { MODEL_FORMAT_VERSION, OLDEST_MODEL_FORMAT_VERSION } from './heuristics.js';
import { applyLearner } from './apply-learner.js';
import { parseEncoder } from './parse-encoder.js';
import { parseInterval } from './parse-interval.js';
import { parseReport } from './parse-report.js';

const dropCodes = [
  'IDENTIFIER',
  'CONSTANT',
  'ALL_MISSING',
  'LEAKAGE',
  'GROUP',
  'WEIGHT',
  'TEXT',
  'TOO_MANY_LEVELS',
  'TOO_MANY_COLUMNS',
] as const;

/**
 * Takes a model from the bytes or the text of its file, checking all of it: nothing in a model file is ever run.
 * Works wherever JavaScript does.
 *
 * @throws MODEL_INVALID when it isn't a whole model; MODEL_TOO_NEW, MODEL_TOO_OLD when another release wrote it;
 *   MODEL_KIND_UNKNOWN when its learner needs code that isn't here
 */
export function parseModel(source: Uint8Array | string, options?: LoadModelOptions): Model {
  const { learners } = resolveOptions<LoadModelOptions>('loadModel', options, { learners: undefined });
  const json = expectFormat(parseJson(source));
  const task = expectOneOf(json['task'], 'task', ['classification', 'regression']);
  const target = expectObject(json['target'], 'target');
  const classes = task === 'classification' ? expectStrings(target['classes'], 'target.classes') : null;
  if (classes !== null && (classes.length < 2 || new Set(classes).size < classes.length)) {
    rejectJson('target.classes', 'at least 2 different labels', classes);
  }
  const inputs = expectList(json['inputs'], 'inputs', parseInput);
  const encoder = parseEncoder(json['encoder'], 'encoder', inputs);
  const learnerJson = expectObject(json['learner'], 'learner');
  const kind = findLearnerKind(expectString(learnerJson['kind'], 'learner.kind'), learners);
  const learner = kind.load(learnerJson);
  const model: Model = {
    format: 'tabulyst-model',
    formatVersion: MODEL_FORMAT_VERSION,
    task,
    target: {
      column: expectString(target['column'], 'target.column'),
      classes,
      reason: expectString(target['reason'], 'target.reason'),
    },
    inputs,
    dropped: expectList(json['dropped'], 'dropped', parseDropped),
    encoder,
    learner,
    interval: parseInterval(json['interval'], { inputs, task, learners }),
    threshold: parseThreshold(json['threshold'], classes),
    report: parseReport(json['report'], task),
  };
  checkWidth(learnerJson, encoderWidth(encoder));
  applyLearner(learner, new Float64Array(encoderWidth(encoder)), 1, { classCount: classes?.length ?? null, learners });
  return model;
}

function parseJson(source: Uint8Array | string): unknown {
  try {
    const text = typeof source === 'string' ? source : new TextDecoder('utf-8', { fatal: true }).decode(source);
    return JSON.parse(text);
  } catch (cause) {
    throw new TabulystError(
      'MODEL_INVALID',
      'This is not a model file: it should hold JSON, but does not, or it was cut off. Train and save the model again.',
      {},
      { cause },
    );
  }
}

function expectFormat(value: unknown): Readonly<Record<string, unknown>> {
  const json = expectObject(value, 'the file');
  if (json['format'] !== 'tabulyst-model') rejectJson('format', '"tabulyst-model"', json['format']);
  const formatVersion = expectCount(json['formatVersion'], 'formatVersion');
  const versions = { formatVersion, oldest: OLDEST_MODEL_FORMAT_VERSION, newest: MODEL_FORMAT_VERSION };
  if (formatVersion > MODEL_FORMAT_VERSION) {
    throw new TabulystError(
      'MODEL_TOO_NEW',
      `The model file has format version ${formatVersion}, newer than ${MODEL_FORMAT_VERSION}, the newest this release reads. ` +
        'Update tabulyst.',
      versions,
    );
  }
  if (formatVersion < OLDEST_MODEL_FORMAT_VERSION) {
    throw new TabulystError(
      'MODEL_TOO_OLD',
      `The model file has format version ${formatVersion}, older than ${OLDEST_MODEL_FORMAT_VERSION}, the oldest this release reads. ` +
        'Train the model again.',
      versions,
    );
  }
  return json;
}

function parseInput(value: unknown, path: string): ModelInput {
  const input = expectObject(value, path);
  return {
    name: expectString(input['name'], `${path}.name`),
    type: expectOneOf(input['type'], `${path}.type`, columnTypes),
    format: parseFormat(input['format'], `${path}.format`),
    example: expectString(input['example'], `${path}.example`),
  };
}

function parseFormat(value: unknown, path: string): ModelInput['format'] {
  const format = expectObject(value, path);
  const form = expectOneOf(format['form'], `${path}.form`, ['number', 'datetime', 'dictionary']);
  const nullTokens = expectStrings(format['nullTokens'], `${path}.nullTokens`);
  if (form === 'dictionary') return { form, nullTokens };
  if (form === 'number') return { form, decimal: expectOneOf(format['decimal'], `${path}.decimal`, ['.', ',']), nullTokens };
  return {
    form,
    datetimeFormat: expectOneOf(format['datetimeFormat'], `${path}.datetimeFormat`, datetimeFormats),
    nullTokens,
  };
}

function parseDropped(value: unknown, path: string): Model['dropped'][number] {
  const dropped = expectObject(value, path);
  return {
    column: expectString(dropped['column'], `${path}.column`),
    code: expectOneOf(dropped['code'], `${path}.code`, dropCodes),
    reason: expectString(dropped['reason'], `${path}.reason`),
  };
}

function parseThreshold(value: unknown, classes: readonly string[] | null): Model['threshold'] {
  if (value === null) return null;
  if (classes?.length !== 2) return rejectJson('threshold', 'null, since there are not two classes', value);
  const threshold = expectObject(value, 'threshold');
  const number = expectNumber(threshold['value'], 'threshold.value');
  if (number <= 0 || number >= 1) rejectJson('threshold.value', 'between 0 and 1', number);
  return { label: expectOneOf(threshold['label'], 'threshold.label', classes), value: number };
}

/** The built-in kinds carry their width; reading past a shorter vector would give NaN answers, or worse, plausible ones. */
function checkWidth(learner: Readonly<Record<string, unknown>>, width: number): void {
  const stated = learner['width'];
  if (stated !== undefined && stated !== width) rejectJson('learner.width', `${width}, as wide as the encoder`, stated);
}
