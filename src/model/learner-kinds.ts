import type { FittedLearner, LearnerKind } from './types.js';
import { TabulystError } from '../errors.js';
import { rejectOption } from '../run-options.js';
import { blendKind } from './learners/blend.js';
import { forestKind } from './learners/forest.js';
import { linearKind } from './learners/linear.js';
import { naiveBayesKind } from './learners/naive-bayes.js';
import { priorKind } from './learners/prior.js';
import { treesKind } from './learners/trees.js';

/** The kinds that every model file may name, and a blend may hold. */
const simple: readonly LearnerKind[] = [
  asGeneral(priorKind),
  asGeneral(linearKind),
  asGeneral(naiveBayesKind),
  asGeneral(forestKind),
  asGeneral(treesKind),
];

const builtIn: readonly LearnerKind[] = [...simple, asGeneral(blendKind((name) => pick(name, simple)))];

/**
 * A kind handles learners of its own kind only: {@link findLearnerKind} pairs them by name, so the narrower parameter
 * is safe.
 */
function asGeneral<Fitted extends FittedLearner>(kind: LearnerKind<Fitted>): LearnerKind {
  return {
    kind: kind.kind,
    predict: (learner, features, rowCount) => kind.predict(learner as Fitted, features, rowCount),
    explain: (learner, rows) => kind.explain?.(learner as Fitted, rows) ?? null,
    load: (json) => kind.load(json),
  };
}

/**
 * The code that predicts with learners of this kind.
 *
 * @param extra kinds of the caller's own; none may take the name of a built-in one or of another
 * @throws MODEL_KIND_UNKNOWN naming the known kinds; OPTIONS_INVALID for a kind that is named twice
 */
export function findLearnerKind(name: string, extra: readonly LearnerKind[] = []): LearnerKind {
  return pick(name, [...builtIn, ...extra]);
}

function pick(name: string, kindsToChoose: readonly LearnerKind[]): LearnerKind {
  const kinds = new Map<string, LearnerKind>();
  for (const kind of kindsToChoose) {
    if (kinds.has(kind.kind)) rejectOption('learners', 'kind', 'a name that no other kind has', kind.kind);
    kinds.set(kind.kind, kind);
  }
  const found = kinds.get(name);
  if (found !== undefined) return found;
  const known = [...kinds.keys()];
  throw new TabulystError(
    'MODEL_KIND_UNKNOWN',
    `The model's learner is of the kind "${name}", which is not known here. Known kinds: ${known.join(', ')}. ` +
      'Pass the code for other kinds as the option `learners`.',
    { kind: name, known },
  );
}
