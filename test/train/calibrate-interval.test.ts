import { describe, expect, it } from 'vitest';
import { calibrateInterval } from '../../src/train/calibrate-interval.js';
import { normals } from './make-table.js';

describe('calibrateInterval', () => {
  it('takes the ceil((n + 1) * 0.9)-th smallest error', () => {
    const truth = Float64Array.from({ length: 19 }, (_, row) => row + 1);
    expect(calibrateInterval(truth, new Float64Array(19))).toEqual({ coverage: 0.9, halfWidth: 18, calibrationRows: 19 });
  });

  it('needs nine rows', () => {
    const truth = Float64Array.from({ length: 9 }, (_, row) => (row === 4 ? -50 : row));
    expect(calibrateInterval(truth, new Float64Array(9))?.halfWidth).toBe(50);
    expect(calibrateInterval(truth.slice(0, 8), new Float64Array(8))).toBeNull();
  });

  it('covers 90 % of new values or a little more, on average over calibrations', () => {
    const normal = normals(21);
    const draw = (count: number) => Float64Array.from({ length: count }, normal);
    let covered = 0;
    const runs = 400;
    for (let run = 0; run < runs; run++) {
      const { halfWidth = 0 } = calibrateInterval(draw(30), new Float64Array(30)) ?? {};
      covered += draw(50).filter((value) => Math.abs(value) <= halfWidth).length / 50;
    }
    // Expected: ceil(31 * 0.9) / 31 = 28 / 31 = 0.903; the standard error over the runs is about 0.0034.
    expect(covered / runs).toBeGreaterThan(0.89);
    expect(covered / runs).toBeLessThan(0.917);
  });
});
