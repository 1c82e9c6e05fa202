import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/table/random.js';
import { drawClassCurves, drawNumberCurves } from '../../../src/train/report/draw-curves.js';
import { normals } from '../make-table.js';

/** Answers for `rows` rows of these classes, the true class getting somewhat more. */
function answered(rows: number, labels: readonly string[]) {
  const random = createRandom(3);
  const truth = Float64Array.from({ length: rows }, () => Math.floor(random() ** 2 * labels.length));
  const probabilities = new Float64Array(rows * labels.length);
  truth.forEach((own, row) => {
    const shares = labels.map((_, index) => random() + (index === own ? 0.7 : 0));
    const sum = shares.reduce((total, share) => total + share, 0);
    shares.forEach((share, index) => (probabilities[row * labels.length + index] = share / sum));
  });
  return { truth, probabilities, labels };
}

type Points = readonly (readonly [number, number])[];

/** The area under straight lines from point to point. */
const area = (points: Points) =>
  points.slice(1).reduce((sum, [x, y], place) => sum + ((x - points[place]![0]) * (y + points[place]![1])) / 2, 0);

describe('curves of classes', () => {
  it('have about 100 points at most, and keep the shape of the full curve', () => {
    const one = answered(30_000, ['a', 'b']);
    for (const { roc, precisionRecall } of drawClassCurves(one).classes) {
      for (const points of [roc, precisionRecall]) {
        expect(points.length).toBeGreaterThan(80);
        expect(points.length).toBeLessThanOrEqual(100);
        expect(points.map(({ threshold }) => threshold)).toEqual(
          points.map(({ threshold }) => threshold).sort((first, second) => second - first),
        );
      }
      const positives = [...one.truth.keys()].filter((row) => one.truth[row] === 1);
      const negatives = [...one.truth.keys()].filter((row) => one.truth[row] === 0);
      const above = (row: number, other: number) => (one.probabilities[2 * row + 1]! > one.probabilities[2 * other + 1]! ? 1 : 0);
      // Of every 40th pair: enough to tell the area to 0.005.
      const pairs = positives.flatMap((row, place) =>
        negatives
          .filter((_, at) => (at + place) % 40 === 0)
          .slice(0, 40)
          .map((other) => above(row, other)),
      );
      const wanted = pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length;
      expect(
        Math.abs(area(roc.map((point) => [point.falsePositiveRate, point.truePositiveRate] as const)) - wanted),
      ).toBeLessThan(0.01);
    }
  });

  it('are those of the 10 most frequent classes, in label order, and of no class that is absent', () => {
    const one = answered(2_000, [...Array.from({ length: 14 }, (_, index) => `c${index}`), 'never']);
    const truth = one.truth.map((own) => Math.min(own, 13));
    const rows = (label: string) => truth.filter((own) => own === one.labels.indexOf(label)).length;
    const most = one.labels.toSorted((first, second) => rows(second) - rows(first)).slice(0, 10);
    const { classes } = drawClassCurves({ ...one, truth });
    expect(classes.map(({ label }) => label)).toEqual(one.labels.filter((label) => most.includes(label)));
    expect(drawClassCurves({ ...answered(20, ['a', 'b']), truth: new Float64Array(20) }).classes).toEqual([]);
  });

  it('of calibrated answers lie on the diagonal', () => {
    const random = createRandom(5);
    const chances = Array.from({ length: 20_000 }, () => random());
    const probabilities = Float64Array.from(chances.flatMap((chance) => [1 - chance, chance]));
    const truth = Float64Array.from(chances, (chance) => (random() < chance ? 1 : 0));
    for (const { calibration } of drawClassCurves({ truth, probabilities, labels: ['no', 'yes'] }).classes) {
      expect(calibration.length).toBe(10);
      for (const { meanProbability, observedShare } of calibration)
        expect(Math.abs(meanProbability - observedShare)).toBeLessThan(0.04);
    }
  });
});

describe('curves of numbers', () => {
  it('group rows by their prediction, equal ones together, and hold every row once', () => {
    const normal = normals(2);
    const answers = Float64Array.from({ length: 410 }, (_, row) => (row < 60 ? 7 : Math.round(normal() * 1000) / 100));
    const truth = answers.map((answer) => answer + normal());
    const { predictedAgainstActual: groups, residualHistogram } = drawNumberCurves({ truth, answers, bounds: null });
    expect(groups.length).toBeGreaterThan(15);
    expect(groups.length).toBeLessThanOrEqual(20);
    expect(groups.reduce((sum, { rows }) => sum + rows, 0)).toBe(410);
    const predictions = groups.map(({ meanPrediction }) => meanPrediction);
    expect(predictions).toEqual([...predictions].sort((a, b) => a - b));
    expect(Math.max(...groups.map(({ rows }) => rows))).toBeGreaterThanOrEqual(60);
    const weighted = groups.reduce((sum, { meanActual, rows }) => sum + meanActual * rows, 0) / 410;
    expect(weighted).toBeCloseTo(truth.reduce((sum, value) => sum + value, 0) / 410, 9);
    expect(residualHistogram.counts.reduce((sum, count) => sum + count, 0)).toBe(410);
    expect(residualHistogram.edges.length).toBe(residualHistogram.counts.length + 1);
  });

  it('take a single row, and answers that are all the same', () => {
    const one = drawNumberCurves({ truth: Float64Array.of(3), answers: Float64Array.of(2), bounds: null });
    expect(one.predictedAgainstActual).toEqual([{ meanPrediction: 2, meanActual: 3, rows: 1, interval: null }]);
    const same = drawNumberCurves({ truth: Float64Array.of(1, 2, 3), answers: Float64Array.of(2, 2, 2), bounds: null });
    expect(same.predictedAgainstActual).toEqual([{ meanPrediction: 2, meanActual: 2, rows: 3, interval: null }]);
  });

  it('tell the mean ends of the intervals of a group, and how often they hold the truth', () => {
    const truth = Float64Array.of(1, 2, 9, 9);
    const { predictedAgainstActual } = drawNumberCurves({
      truth,
      answers: Float64Array.of(2, 2, 5, 5),
      bounds: Float64Array.of(1, 3, 1.5, 4, 4, 8, 2, 10),
    });
    expect(predictedAgainstActual.map(({ interval }) => interval)).toEqual([
      { meanLower: 1.25, meanUpper: 3.5, coverage: 1 },
      { meanLower: 3, meanUpper: 9, coverage: 0.5 },
    ]);
  });
});
