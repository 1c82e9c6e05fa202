import { describe, expect, test } from 'vitest';
import { kMeans, type Points } from '../../../src/profile/rows/k-means.js';
import { distancesBetween, meanSilhouette } from '../../../src/profile/rows/silhouette.js';
import { createRandom } from '../../../src/table/random.js';
import { csvOf, profileSample, profileText } from '../fixtures.js';

const random = createRandom(12);
/** About normal: a sum of twelve uniform numbers. */
const normal = (): number => Array.from({ length: 12 }, random).reduce((sum, value) => sum + value, -6);

describe('unusual rows', () => {
  const size = 600;
  const base = Array.from({ length: size }, normal);
  const noise = (): number[] => Array.from({ length: size }, normal);

  test('a row against the grain stands out, though each of its values is ordinary', async () => {
    const [a, b, c, d] = [noise(), noise(), noise(), noise()].map((values, index) =>
      values.map((value, row) => base[row]! + (index === 0 ? 0 : 0.1) * value),
    ) as [number[], number[], number[], number[]];
    [a[77], b[77], c[77], d[77]] = [1.5, 1.5, -1.5, 1.5];
    const { rowOutliers, columns, findings } = await profileText(csvOf({ a, b, c, d }), { target: null });
    expect(rowOutliers?.extremes[0]).toMatchObject({ row: 77, columns: expect.arrayContaining(['c']) as string[] });
    expect(rowOutliers?.extremes[0]?.residual).toBeGreaterThan(3 * rowOutliers!.residualCutoff);
    expect(columns.every(({ outliers }) => !outliers?.extremes.some(({ row }) => row === 77))).toBe(true);
    expect(findings.find(({ code }) => code === 'UNUSUAL_ROWS')?.sentence).toMatch(/; row 78 most, by /);
  });

  test('a row far out stands out by its distance', async () => {
    const [a, b] = [noise(), noise()];
    [a[5], b[5]] = [9, 9];
    const { rowOutliers } = await profileText(csvOf({ a, b }), { target: null });
    expect(rowOutliers).toMatchObject({ columns: ['a', 'b'], components: 2, rowsUsed: size, residualCutoff: 0 });
    expect(rowOutliers?.extremes[0]?.row).toBe(5);
    // scipy: sqrt(chi2.ppf(0.999, 2)) is 3.717, by the approximation 3.7.
    expect(rowOutliers?.scoreCutoff).toBeCloseTo(3.717, 1);
  });

  test('few rows of normal noise are called unusual', async () => {
    const { rowOutliers } = await profileText(csvOf({ a: noise(), b: noise(), c: noise() }), { target: null });
    expect(rowOutliers!.count).toBeLessThan(8);
  });
});

describe('clusters', () => {
  test('three clouds are three clusters, each described by what sets it apart', async () => {
    const kinds = [
      { x: 0, y: 0, plan: 'basic' },
      { x: 10, y: 0, plan: 'plus' },
      { x: 0, y: 10, plan: 'pro' },
    ];
    const rows = Array.from({ length: 300 }, (_, row) => kinds[row < 150 ? 0 : row < 250 ? 1 : 2]!);
    const text = csvOf({
      x: rows.map(({ x }) => (x + normal()).toFixed(4)),
      y: rows.map(({ y }) => (y + normal()).toFixed(4)),
      plan: rows.map(({ plan }) => plan),
    });
    const { clusters, projection } = await profileText(text, { target: null });
    expect(clusters?.clusters.map(({ size }) => size)).toEqual([150, 100, 50]);
    expect(clusters?.silhouette).toBeGreaterThan(0.6);
    const [basic, plus] = clusters!.clusters;
    expect(basic?.traits[0]).toEqual({ column: 'plan', kind: 'value', value: 'basic', share: 1, overall: 0.5 });
    expect(plus?.center[0]).toBeCloseTo(10, 0);
    expect(plus?.traits).toContainEqual(expect.objectContaining({ column: 'x', kind: 'mean' }));
    for (const { row, cluster } of projection!.points) expect(cluster).toBe(row < 150 ? 0 : row < 250 ? 1 : 2);
  });

  test('noise has none, and its points belong to none', async () => {
    const noise = (): number[] => Array.from({ length: 400 }, normal);
    const { clusters, projection } = await profileText(csvOf({ a: noise(), b: noise(), c: noise(), d: noise(), e: noise() }), {
      target: null,
    });
    expect(clusters).toBeNull();
    expect(projection?.points.every(({ cluster }) => cluster === null)).toBe(true);
  });

  test('iris falls in two, the setosas and the others', async () => {
    const { clusters } = await profileSample('iris.csv', { target: null });
    // scikit-learn 1.2.1: KMeans(2) on StandardScaler gives 100 and 50 rows with silhouette_score 0.5802; one value
    // beyond 3 deviations is drawn in here.
    expect(clusters?.clusters.map(({ size }) => size)).toEqual([100, 50]);
    expect(clusters?.silhouette).toBeCloseTo(0.5802, 2);
    expect(clusters?.clusters[1]?.traits).toContainEqual({
      column: 'species',
      kind: 'value',
      value: 'Iris-setosa',
      share: 1,
      overall: 1 / 3,
    });
  });
});

const pointsOf = (...rows: number[][]): Points => ({ values: Float64Array.from(rows.flat()), dimensions: 2, count: rows.length });

test("the silhouette is scikit-learn's", () => {
  const points = pointsOf([0, 0], [1, 0], [0, 2], [8, 8], [9, 8], [20, 1]);
  const distances = distancesBetween(points);
  expect(meanSilhouette(distances, Int32Array.of(0, 0, 0, 1, 1, 2), 3)).toBeCloseTo(0.7231464856316698, 12);
  expect(meanSilhouette(distances, Int32Array.of(0, 1, 0, 1, 1, 0), 2)).toBeCloseTo(-0.022291222221274446, 12);
  expect(meanSilhouette(distances, new Int32Array(6), 2)).toBeNull();
});

test('k-means settles where no point is nearer to another centre, equal points or not', () => {
  const points = pointsOf(...Array.from({ length: 60 }, (_, row) => [row % 3, (row * 7) % 5]));
  const { centers, clusterOf, spread } = kMeans(points, 4, { starts: 3, iterations: 50 }, createRandom(1));
  const toCenter = (point: number, center: number): number =>
    (points.values[point * 2]! - centers.values[center * 2]!) ** 2 +
    (points.values[point * 2 + 1]! - centers.values[center * 2 + 1]!) ** 2;
  let sum = 0;
  for (let point = 0; point < 60; point++) {
    const distances = [0, 1, 2, 3].map((center) => toCenter(point, center));
    expect(distances[clusterOf[point]!]).toBe(Math.min(...distances));
    sum += Math.min(...distances);
  }
  expect(spread).toBeCloseTo(sum, 9);
  expect(kMeans(pointsOf([1, 1], [1, 1], [1, 1]), 2, { starts: 1, iterations: 5 }, createRandom(1)).spread).toBe(0);
});
