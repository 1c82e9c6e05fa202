import { describe, expect, it } from 'vitest';
import type { Metrics } from '../../../src/model/types.js';
import { createRandom } from '../../../src/table/random.js';
import { bootstrapIntervals, type Scored } from '../../../src/train/report/bootstrap-intervals.js';
import { scoreClassification } from '../../../src/train/report/score-classification.js';
import { scoreRegression } from '../../../src/train/report/score-regression.js';
import { normals } from '../make-table.js';

const options = (seed = 1) => ({ seed, signal: undefined });

/** Two classes; the right one gets the larger probability in `share` of the rows. */
function classes(rows: number, share: number, seed: number): Scored {
  const random = createRandom(seed);
  const truth = Float64Array.from({ length: rows }, () => (random() < 0.4 ? 1 : 0));
  const answers = Float64Array.from(
    [...truth].flatMap((own) => {
      const sure = 0.5 + random() / 2.1;
      const yes = random() < share === (own === 1) ? sure : 1 - sure;
      return [1 - yes, yes];
    }),
  );
  const metrics: Metrics = scoreClassification({ truth, probabilities: answers, labels: ['no', 'yes'], threshold: null });
  return { truth, answers, classCount: 2, threshold: null, metrics };
}

function numbers(rows: number, seed: number): Scored {
  const normal = normals(seed);
  const answers = Float64Array.from({ length: rows }, () => 5 + 3 * normal());
  const truth = answers.map((answer) => answer + 2 * normal());
  return { truth, answers, classCount: null, threshold: null, metrics: scoreRegression({ truth, answers, bounds: null }) };
}

describe('bootstrap intervals', () => {
  it('hold the score that they are of, and are the same for the same seed', async () => {
    for (const scored of [classes(300, 0.8, 1), numbers(300, 1)]) {
      const found = await bootstrapIntervals(scored, options());
      expect(found?.resamples).toBe(400);
      const names = scored.classCount === null ? ['rmse', 'mae', 'r2'] : ['logLoss', 'accuracy', 'balancedAccuracy', 'rocAuc'];
      expect(Object.keys(found?.intervals ?? {})).toEqual(names);
      for (const [name, [low, high]] of Object.entries(found?.intervals ?? {})) {
        const score = scored.metrics[name as keyof Metrics] as unknown as number;
        expect(low).toBeLessThan(score);
        expect(high).toBeGreaterThan(score);
      }
      expect(await bootstrapIntervals(scored, options())).toEqual(found);
      expect(await bootstrapIntervals(scored, options(2))).not.toEqual(found);
    }
  });

  it('hold the true value in about 95 of 100 cases', async () => {
    let [right, spread] = [0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const [low, high] = (await bootstrapIntervals(classes(150, 0.8, seed), options(seed)))!.intervals['accuracy']!;
      const [least, most] = (await bootstrapIntervals(numbers(150, seed), options(seed)))!.intervals['rmse']!;
      if (low <= 0.8 && 0.8 <= high) right++;
      if (least <= 2 && 2 <= most) spread++;
    }
    for (const count of [right, spread]) {
      expect(count).toBeGreaterThan(178);
      expect(count).toBeLessThan(200);
    }
  });

  it('are as wide as the standard error says, also where only a sample of many rows is drawn from', async () => {
    for (const rows of [2_000, 120_000]) {
      const scored = classes(rows, 0.8, 4);
      const [low, high] = (await bootstrapIntervals(scored, options()))!.intervals['accuracy']!;
      const wanted = 2 * 1.96 * Math.sqrt((0.8 * 0.2) / rows);
      expect((high - low) / wanted).toBeGreaterThan(0.85);
      expect((high - low) / wanted).toBeLessThan(1.15);
      const { accuracy } = scored.metrics as Extract<Metrics, { task: 'classification' }>;
      expect(Math.abs((low + high) / 2 - accuracy)).toBeLessThan(wanted / 10);
    }
  });

  it('are none below 10 rows, and leave out what is undefined', async () => {
    expect(await bootstrapIntervals(numbers(9, 1), options())).toBeNull();
    const flat = numbers(20, 1);
    const truth = new Float64Array(20).fill(3);
    const found = await bootstrapIntervals(
      { ...flat, truth, metrics: scoreRegression({ truth, answers: flat.answers, bounds: null }) },
      options(),
    );
    expect(Object.keys(found?.intervals ?? {})).toEqual(['rmse', 'mae']);
    const one = classes(20, 0.8, 1);
    const single = new Float64Array(20);
    const metrics = scoreClassification({ truth: single, probabilities: one.answers, labels: ['no', 'yes'], threshold: null });
    const other = await bootstrapIntervals({ ...one, truth: single, metrics }, options());
    expect(Object.keys(other?.intervals ?? {})).toEqual(['logLoss', 'accuracy', 'balancedAccuracy']);
  });

  it('stop when the run is cancelled', async () => {
    const controller = new AbortController();
    const run = bootstrapIntervals(numbers(5_000, 1), { seed: 1, signal: controller.signal });
    setImmediate(() => controller.abort());
    await expect(run).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });
});
