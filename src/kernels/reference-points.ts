import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

type PointKernels = Pick<Kernels, 'assignPoints' | 'moveCenters' | 'nearestDistances' | 'pointDistances' | 'clusterDistances'>;

/** The kernels that cluster points, in plain TypeScript. */
export function pointKernels(memory: KernelMemory): PointKernels {
  const numbersAt = (address: number, count: number) => memory.float64.subarray(address >>> 3, (address >>> 3) + count);
  const codesAt = (address: number, count: number) => memory.int32.subarray(address >>> 2, (address >>> 2) + count);
  const pointAt = (points: number, dimensions: number, point: number) => numbersAt(points + point * dimensions * 8, dimensions);
  return {
    assignPoints: (points, count, dimensions, centers, k, clusterOf) => {
      const found = codesAt(clusterOf, count);
      let spread = 0;
      for (let point = 0; point < count; point++) {
        let nearest = Infinity;
        found[point] = 0;
        for (let center = 0; center < k; center++) {
          const distance = squaredDistance(pointAt(points, dimensions, point), pointAt(centers, dimensions, center));
          if (distance >= nearest) continue;
          nearest = distance;
          found[point] = center;
        }
        spread += nearest;
      }
      return spread;
    },
    moveCenters: (points, count, dimensions, centers, k, clusterOf) => {
      const own = codesAt(clusterOf, count);
      for (let center = 0; center < k; center++) {
        const members = Array.from(own.keys()).filter((point) => own[point] === center);
        if (members.length === 0) continue;
        const mean = pointAt(centers, dimensions, center).fill(0);
        for (const point of members) pointAt(points, dimensions, point).forEach((value, at) => (mean[at]! += value));
        for (let at = 0; at < dimensions; at++) mean[at]! /= members.length;
      }
    },
    nearestDistances: (points, count, dimensions, center, nearest) => {
      const distances = numbersAt(nearest, count);
      for (let point = 0; point < count; point++) {
        const distance = squaredDistance(pointAt(points, dimensions, point), pointAt(center, dimensions, 0));
        distances[point] = Math.min(distances[point]!, distance);
      }
    },
    pointDistances: (points, count, dimensions, distances) => {
      const found = numbersAt(distances, count * count);
      for (let i = 0; i < count; i++) {
        for (let j = 0; j < count; j++) {
          const squared = squaredDistance(
            pointAt(points, dimensions, Math.max(i, j)),
            pointAt(points, dimensions, Math.min(i, j)),
          );
          found[i * count + j] = Math.sqrt(squared);
        }
      }
    },
    clusterDistances: (distances, count, clusterOf, k, sums) => {
      const own = codesAt(clusterOf, count);
      for (let i = 0; i < count; i++) {
        const found = numbersAt(sums + i * k * 8, k).fill(0);
        numbersAt(distances + i * count * 8, count).forEach((distance, j) => (found[own[j]!]! += distance));
      }
    },
  };
}

function squaredDistance(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < one.length; d++) sum += (one[d]! - other[d]!) ** 2;
  return sum;
}
