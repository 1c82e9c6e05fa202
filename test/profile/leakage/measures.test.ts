import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeTexts } from '../../../src/profile/leakage/clue.js';
import { correlate, correlateRanks } from '../../../src/profile/leakage/correlate.js';
import { explainByNumber } from '../../../src/profile/leakage/explain-by-number.js';
import { explainByValues } from '../../../src/profile/leakage/explain-by-values.js';
import { findFormula, formulaSpace } from '../../../src/profile/leakage/formula-space.js';
import { growLeaves } from '../../../src/profile/leakage/grow-leaves.js';
import { isRising } from '../../../src/profile/leakage/is-rising.js';
import { rankNumbers } from '../../../src/profile/columns/ranked-numbers.js';
import { roundingOf } from '../../../src/profile/leakage/rounding-of.js';
import { splitAlong } from '../../../src/profile/leakage/split-along.js';
import { splitRange } from '../../../src/profile/leakage/split-range.js';
import { tellByNumber } from '../../../src/profile/leakage/tell-by-number.js';
import { crossTabulate, tellByValues } from '../../../src/profile/leakage/tell-by-values.js';
import { chanceOf, gradeVote, voteOf } from '../../../src/profile/leakage/vote.js';
import { throwDice } from './rows.js';

const [header, ...lines] = readFileSync('samples/iris.csv', 'utf8')
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','));
const numbersOf = (name: string): Float64Array => Float64Array.from(lines, (cells) => Number(cells[header!.indexOf(name)]));
const petalLength = rankNumbers(numbersOf('petal_length'));
const sepalLength = rankNumbers(numbersOf('sepal_length'));
const species = codeTexts(lines.map((cells) => cells[header!.indexOf('species')]!));

/** Midpoints between the leaves, as scikit-learn gives thresholds. */
function thresholds(starts: readonly number[]): number[] {
  const { distinct } = petalLength;
  return starts.slice(1).map((start) => Number(((distinct[start - 1]! + distinct[start]!) / 2).toFixed(4)));
}

describe('trees: scikit-learn 1.2.1, min_samples_leaf=3, petal_length alone, samples/iris.csv', () => {
  const rows = Float64Array.from(petalLength.counts);

  // DecisionTreeClassifier(max_leaf_nodes=n)
  test.each([
    [3, [2.45, 4.75]],
    [5, [2.45, 4.75, 4.95, 5.05]],
  ])('species, %i leaves', (leaves, expected) => {
    const sums = new Float64Array(rows.length * 3);
    petalLength.ranks.forEach((rank, row) => sums[rank * 3 + species.codes[row]!]!++);
    expect(thresholds(growLeaves({ rows, sums, width: 3 }, leaves))).toEqual(expected);
  });

  // DecisionTreeRegressor(max_leaf_nodes=n)
  test.each([
    [4, [3.4, 4.25, 6.05]],
    [6, [3.4, 4.25, 5.15, 5.65, 6.05]],
    [8, [3.4, 4.25, 4.45, 4.55, 5.15, 5.65, 6.05]],
  ])('sepal_length, %i leaves', (leaves, expected) => {
    const sums = new Float64Array(rows.length);
    petalLength.ranks.forEach((rank, row) => (sums[rank]! += sepalLength.values[row]!));
    expect(thresholds(growLeaves({ rows, sums, width: 1 }, leaves))).toEqual(expected);
  });
});

describe('how well one thing tells another', () => {
  test('values tell classes and numbers by the other rows (leave-one-out in pandas, samples/iris.csv)', () => {
    const width = codeTexts(lines.map((cells) => cells[header!.indexOf('petal_width')]!));
    expect(tellByValues(crossTabulate(width, species)!)?.purity).toBeCloseTo(0.9533333333333334, 12);
    expect(explainByValues(width, sepalLength)?.explained).toBeCloseTo(0.5522735957982274, 12);
  });

  test('correlations equal numpy.corrcoef and scipy.stats.spearmanr', () => {
    const sepalWidth = rankNumbers(numbersOf('sepal_width'));
    expect(correlate(petalLength.values, sepalWidth.values).value).toBeCloseTo(-0.42051609640115445, 12);
    expect(correlateRanks(petalLength, sepalWidth).value).toBeCloseTo(-0.3034206463815157, 12);
  });

  test('a cross-validated tree explains a step and nothing of noise', () => {
    const dice = throwDice(2000, 4);
    const x = rankNumbers(Float64Array.from(dice.each(() => dice.normal())));
    const step = rankNumbers(x.values.map((value) => (value > 0.3 ? 10 : 0) + dice.normal()));
    const noise = rankNumbers(Float64Array.from(dice.each(() => dice.normal())));
    expect(explainByNumber(x, step).explained).toBeGreaterThan(0.9);
    expect(explainByNumber(x, noise).explained).toBeLessThan(0.01);
  });

  test('a tree on noise is no better than the baseline', () => {
    const dice = throwDice(1000, 6);
    const classes = codeTexts(dice.each(() => (dice.chance(0.5) ? 'a' : 'b')));
    const { vote } = tellByNumber(rankNumbers(Float64Array.from(dice.each(() => dice.normal()))), classes)!;
    expect(Math.abs(vote.purity - 0.5)).toBeLessThan(0.06);
  });

  test('classes cut out of a number are told from clusters of nature', () => {
    const dice = throwDice(900, 2);
    const told = (values: readonly number[], classes: readonly string[]) =>
      tellByNumber(rankNumbers(Float64Array.from(values)), codeTexts(classes))!;
    const marks = dice.each(() => dice.normal(50, 15));
    expect(
      told(
        marks,
        marks.map((mark) => (mark >= 60 ? 'pass' : 'fail')),
      ).borders(),
    ).toEqual(['cut']);
    const kinds = dice.each(() => dice.pick(['small', 'large']));
    const sizes = kinds.map((kind) => dice.normal(kind === 'small' ? 1 : 6, 0.8));
    expect(told(sizes, kinds).vote.purity).toBeGreaterThan(0.99);
    expect(told(sizes, kinds).borders()).toEqual(['valley']);
    const fees = kinds.map((kind) => (kind === 'small' ? 0 : dice.uniform(50, 90)));
    expect(told(fees, kinds).borders()).toEqual(['point']);
  });
});

describe('votes', () => {
  test('the bound on chance is never below the binomial tail (scipy.stats.binom.sf(right - 1, rows, baseline))', () => {
    // rows, baseline, right, tail
    const cases = [
      [30, 0.5, 27, 4.215165972709656e-6],
      [60, 0.8, 59, 2.45199286538543e-5],
      [200, 0.9, 198, 1.897119482291636e-7],
      [1000, 0.6, 640, 0.005189364185912283],
    ] as const;
    for (const [rows, baseline, right, tail] of cases) {
      const bound = chanceOf(voteOf(rows, baseline, right / rows));
      expect(bound).toBeGreaterThanOrEqual(tail);
      expect(bound).toBeLessThan(tail * 40);
    }
  });

  test('what one try proves, ten thousand tries on few rows do not', () => {
    const vote = voteOf(30, 2 / 3, 1);
    expect(gradeVote(vote, 1)).toBe('exact');
    expect(gradeVote(vote, 10_000)).toBe(null);
    expect(gradeVote(voteOf(300, 2 / 3, 1), 10_000)).toBe('exact');
    expect(gradeVote(voteOf(300, 0.98, 0.99), 1)).toBe(null);
  });
});

describe('borders and orders', () => {
  const ranked = (...values: number[]) => rankNumbers(Float64Array.from(values));
  const ramp = Array.from({ length: 60 }, (_, index) => index);

  test('rising and falling without exception, ties allowed', () => {
    const tens = ranked(...ramp.map((value) => Math.floor(value / 2)));
    expect(isRising(tens, ranked(...ramp))).toBe(true);
    expect(isRising(tens, ranked(...ramp.map((value) => -value)))).toBe(false);
    expect(isRising(tens, ranked(...ramp.map((value) => (value === 30 ? 10 : value))))).toBe(null);
  });

  test('a border divides both numbers at once', () => {
    const mixed = ramp.map((value) => ((value * 7) % 20) + (value >= 20 ? 50 : 0));
    expect(splitAlong(ranked(...mixed), ranked(...ramp))).toMatchObject({ rising: true, secondRows: 20, from: 50 });
    expect(splitAlong(ranked(...ramp.map((value) => (value * 7) % 60)), ranked(...ramp))?.secondRows ?? 0).toBeLessThan(10);
  });

  test('pieces are counted once their ranges are apart', () => {
    const bands = Int32Array.from(ramp, (value) => Math.floor(value / 20));
    expect(splitRange(bands, 3, ranked(...ramp))).toMatchObject({ pieces: 3, rows: 60, secondRows: 20 });
    bands[0] = 2;
    expect(splitRange(bands, 3, ranked(...ramp)).pieces).toBe(1);
  });

  test('half a unit of the last decimal', () => {
    expect(roundingOf(Float64Array.of(3, 40))).toBeCloseTo(0.5, 2);
    expect(roundingOf(Float64Array.of(3.25, NaN, 40.1))).toBeCloseTo(0.005, 4);
    expect(roundingOf(Float64Array.of(Math.PI))).toBe(0);
  });
});

describe('formulas: numpy.linalg.lstsq, samples/iris.csv', () => {
  const terms = ['sepal_length', 'sepal_width', 'petal_width'].map((name) => ({
    columns: [name],
    label: name,
    values: numbersOf(name),
  }));
  const space = formulaSpace(terms, petalLength.values);

  test('the best pair, where that is enough', () => {
    const { terms: found, constant } = findFormula(space, 3, 1 - 0.948)!;
    expect(found.map(({ term }) => term.label)).toEqual(['sepal_length', 'petal_width']);
    expect(found[0]!.weight).toBeCloseTo(0.54251492, 7);
    expect(found[1]!.weight).toBeCloseTo(1.74439298, 7);
    expect(constant).toBeCloseTo(-1.50237458, 7);
  });

  test('a third term where two are not, and none where three are not', () => {
    const { terms: found, constant } = findFormula(space, 3, 1 - 0.968)!;
    const weights = new Map(found.map(({ term, weight }) => [term.label, weight]));
    expect(weights.get('sepal_length')).toBeCloseTo(0.7303629, 6);
    expect(weights.get('sepal_width')).toBeCloseTo(-0.65139445, 6);
    expect(weights.get('petal_width')).toBeCloseTo(1.44571962, 6);
    expect(constant).toBeCloseTo(-0.25266445, 6);
    expect(findFormula(space, 3, 1 - 0.97)).toBe(null);
    expect(findFormula(space, 2, 1 - 0.968)).toBe(null);
  });
});
