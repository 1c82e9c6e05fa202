import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind, KernelSpace } from '../../src/kernels/open-kernels.js';
import { integersAt, placeIntegers, placeNumbers } from './place-numbers.js';

const numbersAt = ({ memory }: KernelSpace, address: number, count: number) =>
  Array.from(memory.float64.subarray(address >>> 3, (address >>> 3) + count));

/** All that the kernels make of points in two dimensions and centres among them. */
function clustered(kind: KernelKind, points: readonly (readonly [number, number])[], k: number) {
  const space = openKernels(kind);
  const { kernels } = space;
  const count = points.length;
  const places = placeNumbers(space, points.flat());
  const centers = placeNumbers(space, points.slice(0, k).flat());
  const clusterOf = placeIntegers(space, Array<number>(count).fill(9));
  const spread = kernels.assignPoints(places, count, 2, centers, k, clusterOf);
  kernels.moveCenters(places, count, 2, centers, k, clusterOf, placeIntegers(space, Array<number>(k).fill(9)));
  const nearest = placeNumbers(space, Array<number>(count).fill(4));
  kernels.nearestDistances(places, count, 2, centers, nearest);
  const distances = placeNumbers(space, Array<number>(count * count).fill(9));
  kernels.pointDistances(places, count, 2, distances);
  const sums = placeNumbers(space, Array<number>(count * k).fill(9));
  kernels.clusterDistances(distances, count, clusterOf, k, sums);
  return {
    spread,
    clusterOf: integersAt(space, clusterOf, count),
    centers: numbersAt(space, centers, k * 2),
    nearest: numbersAt(space, nearest, count),
    distances: numbersAt(space, distances, count * count),
    sums: numbersAt(space, sums, count * k),
  };
}

it('points: their centres and distances', () => {
  const points = [
    [0, 0],
    [3, 4],
    [0, 1],
  ] as const;
  expect(clustered('webassembly', points, 2)).toEqual({
    spread: 1,
    clusterOf: [0, 1, 0],
    centers: [0, 0.5, 3, 4],
    nearest: [0.25, 4, 0.25],
    distances: [0, 5, 1, 5, 0, Math.sqrt(18), 1, Math.sqrt(18), 0],
    sums: [1, 5, 5 + Math.sqrt(18), 0, 1, Math.sqrt(18)],
  });
});

it('points: both kinds leave the same', () => {
  const number = fc.double({ min: -1e3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(number, number), { minLength: 4, maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      (points, k) => {
        expect(clustered('webassembly', points, k)).toEqual(clustered('reference', points, k));
      },
    ),
  );
});
