import { describe, expect, it } from 'vitest';
import type { ErrorReach } from '../../src/model/types.js';
import { calibrateInterval } from '../../src/train/calibrate-interval.js';
import { normals } from './make-table.js';

const rows = (truth: Float64Array) => ({ truth, answers: new Float64Array(truth.length), floor: null });
const prior = { kind: 'prior' };
const reach: ErrorReach = { encoder: { features: [] }, below: prior, above: prior, least: 1 };

describe('calibrateInterval', () => {
  it('takes the ceil((n + 1) * 0.9)-th smallest error', () => {
    const truth = Float64Array.from({ length: 19 }, (_, row) => row + 1);
    const terms = { coverage: 0.9, calibrationRows: 19, floor: null };
    expect(calibrateInterval(rows(truth), null)).toEqual({ kind: 'constant', ...terms, halfWidth: 18 });
  });

  it('counts errors in what they go, to either side', () => {
    // Errors of 1 to 19, below the answer for odd ones, where they go 2; above it they go a tenth of what they are.
    const truth = Float64Array.from({ length: 19 }, (_, row) => (row % 2 === 0 ? -1 : 1) * (row + 1));
    const sizes = Float64Array.from({ length: 38 }, (_, place) => (place % 2 === 0 ? 2 : ((place >>> 1) + 1) / 10));
    const terms = { coverage: 0.9, calibrationRows: 19, floor: null };
    // Nine tens from above; from below 0.5, 1.5, … 9.5: the largest but one of all is 10.
    expect(calibrateInterval(rows(truth), { reach, sizes })).toEqual({ kind: 'by-row', ...terms, factor: 10, ...reach });
  });

  it('needs nine rows', () => {
    const truth = Float64Array.from({ length: 9 }, (_, row) => (row === 4 ? -50 : row));
    expect(calibrateInterval(rows(truth), null)).toMatchObject({ halfWidth: 50 });
    expect(calibrateInterval(rows(truth.slice(0, 8)), null)).toBeNull();
  });

  it.each(['constant', 'by-row'] as const)('covers 90 %% of new values or a little more, over calibrations: %s', (kind) => {
    const normal = normals(21);
    // Errors grow with the place, and go twice as far above the answer.
    const scaleOf = (place: number) => (kind === 'constant' ? 1 : 1 + (place % 5));
    const draw = (count: number) =>
      Float64Array.from({ length: count }, (_, row) => {
        const error = normal() * scaleOf(row);
        return kind === 'by-row' && error > 0 ? 2 * error : error;
      });
    const sizesOf = (count: number) =>
      Float64Array.from({ length: 2 * count }, (_, place) => scaleOf(place >>> 1) * (1 + (place % 2)));
    let covered = 0;
    const runs = 400;
    const sizes = sizesOf(50);
    for (let run = 0; run < runs; run++) {
      const interval = calibrateInterval(rows(draw(30)), kind === 'constant' ? null : { reach, sizes: sizesOf(30) })!;
      const [factor, by] = interval.kind === 'constant' ? [interval.halfWidth, null] : [interval.factor, sizes];
      const inside = draw(50).filter((error, row) => {
        const size = by === null ? 1 : by[2 * row + Number(error > 0)]!;
        return Math.abs(error) <= factor * size;
      });
      covered += inside.length / 50;
    }
    // Expected: ceil(31 * 0.9) / 31 = 28 / 31 = 0.903; the standard error over the runs is about 0.0034.
    expect(covered / runs).toBeGreaterThan(0.89);
    expect(covered / runs).toBeLessThan(0.917);
  });
});
