import { describe, expect, it } from 'vitest';
import { parseModel } from '../../../src/model/parse-model.js';
import { trainModel } from '../../../src/train/train-model.js';
import { sampleTable } from '../make-table.js';

describe('the learning curve', () => {
  it('goes down to the model itself, and is the same for the same seed', async () => {
    const table = await sampleTable(3_000, 'number');
    const options = { target: 'answer', algorithm: 'boosting', seconds: 0 } as const;
    const model = await trainModel(table, options);
    const { learningCurve: curve, rows, test } = model.report;
    const points = curve?.points ?? [];
    expect(points.map((point) => point.rows)).toEqual([0.125, 0.25, 0.5, 1].map((share) => Math.round(share * rows.development)));
    expect(points.at(-1)?.loss).toBe(test.task === 'regression' ? test.rmse : NaN);
    expect(points[0]!.loss).toBeGreaterThan(1.05 * points.at(-1)!.loss);
    expect(curve?.wouldMoreHelp).toBe(points.at(-2)!.loss > 1.02 * points.at(-1)!.loss);
    expect((await trainModel(table, options)).report.learningCurve).toEqual(curve);
    expect(parseModel(JSON.stringify(model)).report.learningCurve).toEqual(curve);
  });

  it('is left out for few rows, and where the budget leaves no time', async () => {
    const few = await trainModel(await sampleTable(300, 'two'), { target: 'answer', algorithm: 'linear' });
    expect(few.report.learningCurve).toBeNull();
    const hurried = await trainModel(await sampleTable(6_000, 'three'), {
      target: 'answer',
      algorithm: 'boosting',
      seconds: 0.01,
    });
    expect(hurried.report.learningCurve).toBeNull();
  });
});
