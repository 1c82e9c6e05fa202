import { expectCount, expectList, expectNumber, expectObject, expectString, rejectJson } from '../check-json.js';
import { explainBlend } from '../explain/explain-blend.js';
import { normaliseRows } from '../normalise-rows.js';
import { takeColumns } from '../take-columns.js';
import type { FittedLearner, LearnerKind } from '../types.js';

/** Learners whose answers are averaged with weights. */
export interface BlendLearner {
  readonly kind: 'blend';
  readonly width: number;
  /** Null for regression. */
  readonly classCount: number | null;
  /** Probabilities are raised to the power 1 / temperature: above 1 they come out less sure. 1 for regression. */
  readonly temperature: number;
  readonly members: readonly BlendMember[];
}

export interface BlendMember {
  /** Above 0; those of all members sum to 1. */
  readonly weight: number;
  /** The numbers of the feature vector that are the member's: `width` of them from here on. */
  readonly offset: number;
  readonly width: number;
  readonly learner: FittedLearner;
}

/** Finds the code of a member's kind. */
type FindKind = (name: string) => LearnerKind;

/** Predicts with a {@link BlendLearner}, whose members are of the kinds that `find` knows. */
export function blendKind(find: FindKind): LearnerKind<BlendLearner> {
  return {
    kind: 'blend',
    predict: ({ width, classCount, temperature, members }, features, rowCount) => {
      const answers = new Float64Array(rowCount * (classCount ?? 1));
      for (const { weight, offset, width: own, learner } of members) {
        const part = takeColumns(features, { rowCount, width, offset, own });
        const found = find(learner.kind).predict(learner, part, rowCount);
        if (classCount !== null) normaliseRows(found, classCount);
        for (let place = 0; place < answers.length; place++) answers[place]! += weight * found[place]!;
      }
      return temperature === 1 ? answers : answers.map((answer) => answer ** (1 / temperature));
    },
    explain: (learner, rows) => explainBlend(learner, rows, find),
    load: (json) => {
      const learner = expectObject(json, 'learner');
      const width = expectCount(learner['width'], 'learner.width');
      const classCount = learner['classCount'] === null ? null : expectCount(learner['classCount'], 'learner.classCount', 1);
      const temperature = expectNumber(learner['temperature'], 'learner.temperature');
      if (!(temperature > 0)) rejectJson('learner.temperature', 'above 0', temperature);
      const members = expectList(learner['members'], 'learner.members', (item, path) => loadMember(item, path, width, find));
      if (members.length === 0) rejectJson('learner.members', 'a list of at least 1', members);
      return { kind: 'blend', width, classCount, temperature, members };
    },
  };
}

function loadMember(json: unknown, path: string, width: number, find: FindKind): BlendMember {
  const member = expectObject(json, path);
  const weight = expectNumber(member['weight'], `${path}.weight`);
  if (!(weight > 0)) rejectJson(`${path}.weight`, 'above 0', weight);
  const offset = expectCount(member['offset'], `${path}.offset`);
  const own = expectCount(member['width'], `${path}.width`);
  if (offset + own > width) rejectJson(`${path}.width`, 'within the feature vector', own);
  const learner = expectObject(member['learner'], `${path}.learner`);
  const kind = expectString(learner['kind'], `${path}.learner.kind`);
  if (learner['width'] !== undefined && learner['width'] !== own)
    rejectJson(`${path}.learner.width`, String(own), learner['width']);
  return { weight, offset, width: own, learner: find(kind).load(learner) };
}
