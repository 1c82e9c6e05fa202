import type { BlendLearner, BlendMember } from '../learners/blend.js';
import type { ExplainedScores, ExplanationUnit, LearnerKind, RowsToExplain } from '../types.js';
import { takeColumns } from '../take-columns.js';
import { rescaleLogOdds, rescaleLogTarget } from './rescale.js';
import { scoresToLogOdds } from './scores-to-log-odds.js';

/**
 * Explains a blend. One of a single member is explained as that member is, whose score its temperature only stretches. Members
 * whose scores are numbers of the target, or probabilities, add up with their weights, and so do their Shapley values. Where
 * some member's score goes through a link before the average is taken, its contributions are rescaled to what comes out: see
 * `rescale.ts`. Explained is the average before the blend's temperature.
 *
 * @param find the code of a member's kind
 */
export function explainBlend(
  { width, classCount, members }: BlendLearner,
  rows: RowsToExplain,
  find: (name: string) => LearnerKind,
): ExplainedScores | null {
  const wanted = classCount === null ? 'target' : 'probability';
  const parts: Part[] = [];
  for (const member of members) {
    const own = { ...rows, features: takeColumns(rows.features, { ...rows, ...member, width, own: member.width }) };
    const explained = find(member.learner.kind).explain?.(member.learner, own) ?? null;
    if (explained === null) return null;
    const needsNoLink = members.length === 1 || explained.unit === wanted;
    parts.push({ member, explained: needsNoLink ? explained : throughLink(member, explained, own, { find, classCount }) });
  }
  return addParts(parts, rows, width);
}

interface Part {
  readonly member: BlendMember;
  readonly explained: ExplainedScores;
}

interface Surroundings {
  readonly find: (name: string) => LearnerKind;
  readonly classCount: number | null;
}

/** A member's contributions to its probability, or to its number, rather than to its score. */
function throughLink(
  { learner, width }: BlendMember,
  explained: ExplainedScores,
  rows: RowsToExplain,
  { find, classCount }: Surroundings,
): ExplainedScores {
  const kind = find(learner.kind);
  if (classCount === null) return rescaleLogTarget(explained, width, kind.predict(learner, rows.features, rows.rowCount));
  if (explained.unit === 'log-odds') return rescaleLogOdds(explained, width);
  const ofClass = (index: number) => kind.explain!(learner, { ...rows, classes: rows.classes.map(() => index) })!;
  const scores = Array.from({ length: classCount }, (_, index) => ofClass(index));
  return rescaleLogOdds(scoresToLogOdds(scores, rows.classes, width), width);
}

function addParts(parts: readonly Part[], { rowCount }: RowsToExplain, width: number): ExplainedScores {
  const bases = new Float64Array(rowCount);
  const contributions = new Float64Array(rowCount * width);
  for (const { member, explained } of parts) {
    for (let row = 0; row < rowCount; row++) {
      bases[row]! += member.weight * explained.bases[row]!;
      for (let index = 0; index < member.width; index++) {
        contributions[row * width + member.offset + index]! +=
          member.weight * explained.contributions[row * member.width + index]!;
      }
    }
  }
  const exact = parts.every(({ explained }) => explained.exact);
  const methods = new Set(parts.map(({ explained }) => explained.method));
  const [method = 'constant'] = methods;
  const unit: ExplanationUnit = parts[0]!.explained.unit;
  return { exact, method: !exact ? 'rescaled' : methods.size === 1 ? method : 'weighted-sum', unit, bases, contributions };
}
