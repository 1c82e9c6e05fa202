import type { Task } from '../schema/types.js';
import type { FittedLearner, LearnerKind, ModelInput, PredictionInterval } from './types.js';
import { applyLearner } from './apply-learner.js';
import { expectCount, expectNumber, expectObject, expectOneOf, expectString, orNull, rejectJson } from './check-json.js';
import { encoderWidth } from './encode.js';
import { findLearnerKind } from './learner-kinds.js';
import { parseEncoder } from './parse-encoder.js';

/** The model that the interval is of. */
export interface IntervalOf {
  readonly task: Task;
  readonly inputs: readonly ModelInput[];
  readonly learners: readonly LearnerKind[] | undefined;
}

/** Checks and takes the interval of a model from JSON. */
export function parseInterval(value: unknown, { task, inputs, learners }: IntervalOf): PredictionInterval | null {
  if (value === null) return null;
  if (task === 'classification') return rejectJson('interval', 'null, since classes have none', value);
  const interval = expectObject(value, 'interval');
  const kind = expectOneOf(interval['kind'], 'interval.kind', ['constant', 'by-row']);
  const terms = {
    coverage: expectNumber(interval['coverage'], 'interval.coverage'),
    calibrationRows: expectCount(interval['calibrationRows'], 'interval.calibrationRows'),
    floor: orNull(interval['floor'], 'interval.floor', expectNumber),
  };
  if (kind === 'constant') return { kind, ...terms, halfWidth: expectSize(interval['halfWidth'], 'interval.halfWidth') };
  const encoder = parseEncoder(interval['encoder'], 'interval.encoder', inputs);
  const learner = (name: string) => parseReach(interval[name], `interval.${name}`, encoderWidth(encoder) + 1, learners);
  const least = expectNumber(interval['least'], 'interval.least');
  if (least <= 0) rejectJson('interval.least', 'above 0', least);
  const factor = expectSize(interval['factor'], 'interval.factor');
  return { kind, ...terms, factor, encoder, below: learner('below'), above: learner('above'), least };
}

/** A finite number from 0 up. */
function expectSize(value: unknown, path: string): number {
  const number = expectNumber(value, path);
  return number >= 0 ? number : rejectJson(path, 'at least 0', number);
}

function parseReach(value: unknown, path: string, width: number, learners: readonly LearnerKind[] | undefined): FittedLearner {
  const json = expectObject(value, path);
  if (json['width'] !== undefined && json['width'] !== width) rejectJson(`${path}.width`, String(width), json['width']);
  const learner = findLearnerKind(expectString(json['kind'], `${path}.kind`), learners).load(json);
  applyLearner(learner, new Float64Array(width), 1, { classCount: null, learners });
  return learner;
}
