import { describe, expect, it } from 'vitest';
import { average, chooseBlend } from '../../src/train/choose-blend.js';
import { lossOfAnswers } from '../../src/train/loss-of-answers.js';
import { createRandom } from '../../src/table/random.js';

const random = createRandom(2);
const noise = (size: number): Float64Array => Float64Array.from({ length: size }, () => random() - 0.5);
const truth = Float64Array.from({ length: 500 }, () => 10 * random());
const near = (spread: number): Float64Array => noise(500).map((value, row) => truth[row]! + spread * value);

describe('chooseBlend', () => {
  it('averages what errs in different ways, and is no worse than the best', () => {
    const answers = [near(4), near(4.2), near(40)];
    const { weights, answers: blendedAnswers, temperature } = chooseBlend({ answers, truth, classCount: null, metric: 'rmse' });
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(Math.min(weights[0]!, weights[1]!)).toBeGreaterThan(0.2);
    expect(weights[2]).toBe(0);
    expect(temperature).toBe(1);
    const blended = average(answers, weights);
    const error = Math.sqrt(blended.reduce((sum, answer, row) => sum + (answer - truth[row]!) ** 2, 0) / 500);
    const lossOf = (own: Float64Array) => lossOfAnswers(own, truth, null);
    expect(lossOf(blendedAnswers)).toBeCloseTo(error, 12);
    expect(error).toBeLessThan(lossOf(answers[0]!));
  });

  it('takes the best alone where the others add nothing', () => {
    const best = near(1);
    const { weights } = chooseBlend({
      answers: [best.map((answer) => answer + 9), best],
      truth,
      classCount: null,
      metric: 'rmse',
    });
    expect(weights).toEqual([0, 1]);
  });

  it('goes by the metric that is asked for', () => {
    // The first ranks every row rightly with probabilities near to a half, the second is sure and now and then wrong.
    const classes = Float64Array.from({ length: 400 }, (_, row) => row % 2);
    const ranked = Float64Array.from({ length: 800 }, (_, place) => (place % 2 === classes[place >> 1]! ? 0.501 : 0.499));
    const sure = Float64Array.from({ length: 800 }, (_, place) => {
      const isWrong = place >> 1 < 10;
      return (place % 2 === classes[place >> 1]!) === isWrong ? 0.1 : 0.9;
    });
    const chosen = (metric: 'rocAuc' | 'logLoss') => {
      return chooseBlend({ answers: [ranked, sure], truth: classes, classCount: 2, metric }).weights;
    };
    expect(chosen('rocAuc')).toEqual([1, 0]);
    expect(chosen('logLoss')[1]).toBeGreaterThan(0.5);
  });

  it('makes answers that are too sure less so', () => {
    const classes = Float64Array.from({ length: 400 }, (_, row) => Number(row % 10 < 7));
    // Always 99% sure of the second class, which 70% are.
    const answers = [Float64Array.from({ length: 800 }, (_, place) => (place % 2 === 0 ? 0.01 : 0.99))];
    const { temperature, answers: milder } = chooseBlend({ answers, truth: classes, classCount: 2, metric: 'logLoss' });
    expect(temperature).toBeGreaterThan(1.5);
    expect(lossOfAnswers(milder, classes, 2)).toBeLessThan(1);
  });
});
