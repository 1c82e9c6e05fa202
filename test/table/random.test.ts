import { expect, test } from 'vitest';
import { createRandom, sampleRows } from '../../src/table/random.js';

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number): number[] => Array.from({ length: 5 }, createRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(0.1)).not.toEqual(draw(0.2));
});

test('numbers are spread evenly over [0, 1)', () => {
  const random = createRandom(1);
  const bins = new Array<number>(20).fill(0);
  for (let index = 0; index < 100_000; index++) bins[Math.floor(random() * 20)]!++;
  const chiSquared = bins.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
  expect(chiSquared).toBeLessThan(43.8); // 0.999 quantile of chi-squared with 19 degrees of freedom (scipy)
});

test('sampled rows are different, ascending and within the table', () => {
  const rows = [...sampleRows(1000, 100, createRandom(3))];
  expect(rows).toHaveLength(100);
  expect(rows.every((row, index) => row < 1000 && (index === 0 || row > rows[index - 1]!))).toBe(true);
  expect([...sampleRows(4, 9, createRandom(3))]).toEqual([0, 1, 2, 3]);
  expect(sampleRows(0, 5, createRandom(3))).toHaveLength(0);
});

test('every row is as likely as any other', () => {
  const random = createRandom(5);
  const drawn = new Array<number>(10).fill(0);
  for (let round = 0; round < 20_000; round++) for (const row of sampleRows(10, 3, random)) drawn[row]!++;
  for (const count of drawn) expect(Math.abs(count - 6000)).toBeLessThan(300);
});
