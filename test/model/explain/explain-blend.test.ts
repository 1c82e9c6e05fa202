import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainLearner } from '../../../src/model/explain/explain-learner.js';
import { scoresToLogOdds } from '../../../src/model/explain/scores-to-log-odds.js';
import { findLearnerKind } from '../../../src/model/learner-kinds.js';
import type { BlendLearner } from '../../../src/model/learners/blend.js';
import type { ForestLearner } from '../../../src/model/learners/forest.js';
import type { LinearLearner } from '../../../src/model/learners/linear.js';
import type { NaiveBayesLearner } from '../../../src/model/learners/naive-bayes.js';
import type { TreesLearner } from '../../../src/model/learners/trees.js';
import type { ExplainedScores, FittedLearner, LearnerKind } from '../../../src/model/types.js';
import { rowOf, treesOf } from './random-trees.js';

const width = 3;
const number = fc.double({ min: -4, max: 4, noNaN: true });
const numbers = (count: number) => fc.array(number, { minLength: count, maxLength: count });
const lists = (count: number, length: number) => fc.array(numbers(length), { minLength: count, maxLength: count });

function linear(link: LinearLearner['link'], outputs = 1): fc.Arbitrary<LinearLearner> {
  const ceiling = link === 'log' ? fc.constantFrom(0.9, 1, 100) : fc.constant(null);
  const parts = { coefficients: lists(outputs, width), intercepts: numbers(outputs), means: numbers(width), ceiling };
  return fc.record(parts).map((own) => ({ kind: 'linear', link, width, ...own }));
}

function boosted(link: TreesLearner['link'], outputs = 1): fc.Arbitrary<TreesLearner> {
  const trees = fc.array(treesOf(width, 1, 3), { minLength: outputs, maxLength: outputs });
  return fc.record({ base: numbers(outputs), trees }).map((own) => ({ kind: 'trees', width, link, ...own }));
}

function forest(outputs: number): fc.Arbitrary<ForestLearner> {
  const shares = (leaves: readonly number[]) => leaves.map((_, at) => shareOf(leaves, at, outputs));
  const tree = treesOf(width, outputs, 3).map((one) => (outputs === 1 ? one : { ...one, leaves: shares(one.leaves) }));
  return fc.array(tree, { minLength: 1, maxLength: 3 }).map((trees) => ({ kind: 'forest', width, outputs, trees }));
}

/** A leaf's numbers as shares that sum to 1. */
function shareOf(leaves: readonly number[], at: number, outputs: number): number {
  const begin = at - (at % outputs);
  const total = leaves.slice(begin, begin + outputs).reduce((sum, value) => sum + Math.abs(value) + 1, 0);
  return (Math.abs(leaves[at]!) + 1) / total;
}

const naiveBayes = (classCount: number): fc.Arbitrary<NaiveBayesLearner> =>
  fc
    .record({ logPriors: numbers(classCount), means: lists(classCount, width), variances: lists(classCount, width) })
    .map(({ variances, ...own }) => ({
      kind: 'naive-bayes',
      width,
      ...own,
      variances: variances.map((list) => list.map((value) => Math.abs(value) + 0.3)),
    }));

const prior = (values: readonly number[]): FittedLearner => ({ kind: 'prior', values }) as FittedLearner;

/** Members side by side, each with a share of its own. */
function blendOf(learners: readonly FittedLearner[], classCount: number | null): BlendLearner {
  const total = (learners.length * (learners.length + 1)) / 2;
  return {
    kind: 'blend',
    width: width * learners.length,
    classCount,
    temperature: classCount === null ? 1 : 1.3,
    members: learners.map((learner, index) => ({ weight: (index + 1) / total, offset: index * width, width, learner })),
  };
}

/** The average of what members answer, before temperature and floor. */
function averageOf({ members }: BlendLearner, features: Float64Array, output: number): number {
  return members.reduce((sum, { weight, offset, learner }) => {
    const own = features.slice(offset, offset + width);
    return sum + weight * findLearnerKind(learner.kind).predict(learner, own, 1)[output]!;
  }, 0);
}

function explain(learner: FittedLearner, features: Float64Array, index = 0): ExplainedScores & { readonly score: number } {
  const found = explainLearner(learner, { features, rowCount: 1, classes: Int32Array.of(index) })!;
  return { ...found, score: found.contributions.reduce((sum, value) => sum + value, found.bases[0]!) };
}

const rows = (members: number) =>
  fc
    .array(rowOf(width), { minLength: members, maxLength: members })
    .map((parts) => Float64Array.from(parts.flat(), (value) => value));
const withoutGaps = (features: Float64Array) => features.map((value) => (Number.isNaN(value) ? 0.25 : value));

describe('what a blend explains', () => {
  it('is the weighted sum of its members, exactly, where their scores are numbers of the target', () => {
    fc.assert(
      fc.property(linear('identity'), boosted('identity'), forest(1), rows(4), (one, two, three, given) => {
        const features = withoutGaps(given);
        const blend = blendOf([one, two, three, prior([5])], null);
        const found = explain(blend, features);
        expect(found).toMatchObject({ exact: true, method: 'weighted-sum', unit: 'target' });
        expect(Math.abs(found.score - averageOf(blend, features, 0))).toBeLessThan(1e-9);
        blend.members.forEach(({ weight, offset, learner }) => {
          const own = explain(learner, features.slice(offset, offset + width));
          own.contributions.forEach((value, feature) =>
            expect(found.contributions[offset + feature]).toBeCloseTo(weight * value, 12),
          );
        });
      }),
      { numRuns: 50 },
    );
  });

  it('adds up to the average of numbers of which some went through a logarithm', () => {
    fc.assert(
      fc.property(linear('identity'), linear('log'), boosted('log'), rows(3), (one, two, three, given) => {
        const features = withoutGaps(given);
        const blend = blendOf([one, two, three], null);
        const found = explain(blend, features);
        expect(found).toMatchObject({ exact: false, method: 'rescaled', unit: 'target' });
        const wanted = averageOf(blend, features, 0);
        expect(Math.abs(found.score - wanted)).toBeLessThan(1e-8 * Math.max(1, Math.abs(found.bases[0]!), Math.abs(wanted)));
      }),
      { numRuns: 100 },
    );
  });

  it('is exact where all members answer probabilities', () => {
    fc.assert(
      fc.property(forest(2), forest(2), rows(3), (one, two, given) => {
        const features = withoutGaps(given);
        const found = explain(blendOf([one, two], 2), features.slice(0, 6), 1);
        expect(found).toMatchObject({ exact: true, method: 'tree-shap', unit: 'probability' });
        const mixed = explain(blendOf([one, two, prior([0.5, 0.5])], 2), features, 1);
        expect(mixed).toMatchObject({ exact: true, method: 'weighted-sum', unit: 'probability' });
      }),
      { numRuns: 20 },
    );
  });

  it('adds up to the averaged probability of a class of two, and of four', () => {
    for (const [classCount, members] of [
      [2, [linear('logistic'), boosted('logistic'), forest(2), naiveBayes(2), boosted('softmax', 2)]],
      [4, [linear('softmax', 4), boosted('softmax', 4), forest(4), naiveBayes(4), linear('softmax', 4)]],
    ] as const) {
      const index = fc.integer({ min: 0, max: classCount - 1 });
      fc.assert(
        fc.property(
          fc.tuple(...(members as readonly fc.Arbitrary<FittedLearner>[])),
          rows(members.length),
          index,
          (learners, given, own) => {
            const features = withoutGaps(given);
            const blend = blendOf(learners, classCount);
            const found = explain(blend, features, own);
            expect(found).toMatchObject({ exact: false, method: 'rescaled', unit: 'probability' });
            expect(found.bases[0]).toBeGreaterThanOrEqual(0);
            expect(Math.abs(found.score - averageOf(blend, features, own))).toBeLessThan(1e-9);
          },
        ),
        { numRuns: 150 },
      );
    }
  });

  it('is that of its only member, whose score the temperature only stretches', () => {
    fc.assert(
      fc.property(linear('logistic'), rows(1), (member, given) => {
        const features = withoutGaps(given);
        const found = explain(blendOf([member], 2), features, 1);
        const own = explain(member, features, 1);
        expect(found).toMatchObject({ method: 'linear', exact: true, unit: 'log-odds', bases: own.bases });
        // Adding to 0 makes -0 of what has no part 0.
        expect(found.contributions).toEqual(own.contributions.map((value) => value + 0));
      }),
      { numRuns: 20 },
    );
  });

  it('keeps a member’s order: what speaks for a class more in its score does so in the average', () => {
    const member = {
      kind: 'linear',
      link: 'logistic',
      width,
      coefficients: [[1, -2, 0]],
      intercepts: [0],
      means: [0, 0, 0],
      ceiling: null,
    } as LinearLearner;
    const { bases, contributions } = explain(blendOf([member, prior([0.4, 0.6])], 2), Float64Array.of(2, 0.5, 9, 1, 1, 1), 1);
    // A third of the logistic of 0 and two thirds of 0.6; scores of 2 and -1 go from 0 to 1, whose logistic is 0.7310585786.
    expect(bases[0]).toBeCloseTo(0.5 / 3 + 0.4, 12);
    const factor = (0.7310585786300049 - 0.5) / 3;
    [2 * factor, -factor, 0, 0, 0, 0].forEach((value, index) => expect(contributions[index]).toBeCloseTo(value, 12));
  });
});

describe('log-odds of one class against the rest', () => {
  const score = (base: number, contributions: readonly number[]): ExplainedScores => ({
    exact: true,
    method: 'linear',
    unit: 'score',
    bases: Float64Array.of(base),
    contributions: Float64Array.from(contributions),
  });

  it('of two classes are the difference of their scores', () => {
    const found = scoresToLogOdds([score(1, [2, 3]), score(-1, [1, -1])], Int32Array.of(1), 2);
    expect(found).toMatchObject({ unit: 'log-odds', bases: Float64Array.of(-2), contributions: Float64Array.of(-1, -4) });
  });

  it('are the same whatever is added to all scores, also very large and very different ones', () => {
    fc.assert(
      fc.property(lists(4, 3), numbers(4), fc.constantFrom(0, 700, -300), fc.constantFrom(1, 60), (drawn, bases, shift, size) => {
        const given = drawn.map((list, index) => ({ base: bases[index]! * size, list: list.map((value) => value * size) }));
        const scores = given.map(({ base, list }) => score(base, list));
        const shifted = given.map(({ base, list }) => score(base + shift, list));
        const [one, other] = [scores, shifted].map((own) => scoresToLogOdds(own, Int32Array.of(2), 3));
        one!.contributions.forEach((value, at) => expect(other!.contributions[at]).toBeCloseTo(value, 6));
        const ends = given.map(({ base, list }) => list.reduce((sum, value) => sum + value, base));
        const rest = Math.log(ends.reduce((sum, end, index) => sum + (index === 2 ? 0 : Math.exp(end)), 0));
        const total = one!.contributions.reduce((sum, value) => sum + value, one!.bases[0]!);
        if (Number.isFinite(rest)) expect(Math.abs(total - (ends[2]! - rest))).toBeLessThan(1e-9 * Math.max(1, Math.abs(total)));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a learner of a custom kind', () => {
  const learner = { kind: 'half' };
  const rowsToExplain = { features: Float64Array.of(1, 2), rowCount: 2, classes: new Int32Array(2) };
  const half = (explained?: Partial<ExplainedScores> | null): LearnerKind => ({
    kind: 'half',
    predict: (_learner, _features, rowCount) => new Float64Array(rowCount),
    load: () => learner,
    ...(explained === undefined ? {} : { explain: () => explained as ExplainedScores | null }),
  });

  it('explains itself where it can, and has no explanation where it can’t', () => {
    const own = {
      exact: false,
      method: 'additive',
      unit: 'target',
      bases: Float64Array.of(1, 1),
      contributions: Float64Array.of(2, 3),
    };
    expect(explainLearner(learner, rowsToExplain, [half(own as ExplainedScores)])).toEqual(own);
    expect(explainLearner(learner, rowsToExplain, [half(null)])).toBeNull();
    expect(explainLearner(learner, rowsToExplain, [half()])).toBeNull();
  });

  it('must tell a base for every row and a finite number for every feature', () => {
    for (const [bases, contributions] of [
      [[1], [2, 3]],
      [[1, 1], [2]],
      [
        [1, NaN],
        [2, 3],
      ],
      [
        [1, 1],
        [2, Infinity],
      ],
    ] as const) {
      const wrong = half({ bases: Float64Array.from(bases), contributions: Float64Array.from(contributions) });
      expect(() => explainLearner(learner, rowsToExplain, [wrong])).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
    }
  });
});
