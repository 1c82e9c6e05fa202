import { expect, it } from 'vitest';
import { gaussLegendre } from '../../../src/model/explain/gauss-legendre.js';

it('integrates polynomials of a degree below twice its points exactly', () => {
  for (const count of [1, 2, 3, 7, 20, 64]) {
    const { points, weights } = gaussLegendre(count);
    expect(points.every((point) => point > 0 && point < 1)).toBe(true);
    for (let degree = 0; degree < 2 * count; degree++) {
      const integral = weights.reduce((sum, weight, index) => sum + weight * points[index]! ** degree, 0);
      expect(Math.abs(integral - 1 / (degree + 1))).toBeLessThan(1e-14);
    }
  }
});

it('is numpy.polynomial.legendre.leggauss(3), brought to 0 to 1', () => {
  const { points, weights } = gaussLegendre(3);
  [0.1127016653792583, 0.5, 0.8872983346207417].forEach((point, index) => expect(points[index]).toBeCloseTo(point, 15));
  [5 / 18, 8 / 18, 5 / 18].forEach((weight, index) => expect(weights[index]).toBeCloseTo(weight, 15));
  expect(gaussLegendre(3)).toBe(gaussLegendre(3));
});
