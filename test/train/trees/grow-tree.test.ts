import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KernelKind } from '../../../src/kernels/open-kernels.js';
import type { TrainingData } from '../../../src/train/estimator.js';
import { binMatrix } from '../../../src/train/trees/bin-matrix.js';
import { findGrownLeaf, growTree, type GrownTree } from '../../../src/train/trees/grow-tree.js';
import { TreeWorkspace } from '../../../src/train/trees/tree-workspace.js';
import { sumTrees, treesKind } from '../../../src/model/learners/trees.js';
import { toTreeShape } from '../../../src/train/trees/to-tree-shape.js';

const number = fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.constant(NaN));
const table = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.array(
    fc.record({ cells: fc.array(number, { minLength: width, maxLength: width }), target: fc.integer({ min: -9, max: 9 }) }),
    {
      minLength: 2,
      maxLength: 60,
    },
  ),
);

function dataOf(rows: readonly { cells: readonly number[]; target: number }[]): TrainingData {
  const width = rows[0]?.cells.length ?? 0;
  return {
    features: Float64Array.from(rows.flatMap(({ cells }) => cells)),
    width,
    rowCount: rows.length,
    target: Float64Array.from(rows, ({ target }) => target),
    classCount: null,
  };
}

/** Numbers that are whole, or nearly so, are the same with any. */
const NOISE = 123456789;

const everyRow = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

/** A workspace with all rows in it, and these derivatives. */
function workspaceOf(matrix: ReturnType<typeof binMatrix>, derivatives: readonly (readonly number[])[], kind?: KernelKind) {
  const workspace = new TreeWorkspace(matrix, { kind });
  workspace.setRows(everyRow(matrix.rowCount));
  workspace.derivatives.set(derivatives.flat());
  workspace.pack(NOISE);
  return workspace;
}

/** A tree towards the target itself: leaves answer its mean, and splits reduce the squared error. */
function grow(
  data: TrainingData,
  maxLeaves = Infinity,
  maxBins = 254,
  maxDepth = Infinity,
): { tree: GrownTree; matrix: ReturnType<typeof binMatrix> } {
  const matrix = binMatrix(data, maxBins);
  const workspace = workspaceOf(
    matrix,
    Array.from(data.target, (value) => [-value, 1]),
  );
  const tree = growTree(workspace, {
    maxLeaves,
    maxDepth,
    order: 'best-first',
    l2: 0,
    minChildWeight: 1,
    drawFeatures: () => everyRow(data.width),
  });
  return { tree, matrix };
}

const squaredError = (tree: GrownTree, matrix: ReturnType<typeof binMatrix>, target: Float64Array): number =>
  target.reduce((sum, value, row) => sum + (value - tree.value[findGrownLeaf(tree, matrix, row)]!) ** 2, 0);

describe('bins', () => {
  it('hold neighbouring values, and missing ones by themselves', () => {
    const data = dataOf([5, NaN, 1, 3, 1, 5].map((cell) => ({ cells: [cell], target: 0 })));
    const { bins, edges, offsets } = binMatrix(data, 254);
    expect([...bins]).toEqual([3, 0, 1, 2, 1, 3]);
    expect([...edges[0]!]).toEqual([2, 4]);
    expect([...offsets]).toEqual([0, 4]);
  });

  it('are about equally full where there are many values', () => {
    const data = dataOf(Array.from({ length: 1000 }, (_, row) => ({ cells: [row ** 3], target: 0 })));
    const { bins, edges } = binMatrix(data, 10);
    const counts = new Array<number>(11).fill(0);
    for (const bin of bins) counts[bin]!++;
    expect(edges[0]).toHaveLength(9);
    expect(counts).toEqual([0, ...new Array<number>(10).fill(100)]);
  });

  it('keep to their order and their number', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 2, max: 20 }), (rows, maxBins) => {
        const data = dataOf(rows);
        const { bins, edges } = binMatrix(data, maxBins);
        for (let feature = 0; feature < data.width; feature++) {
          const cuts = edges[feature]!;
          expect(cuts.length).toBeLessThan(maxBins);
          rows.forEach(({ cells }, row) => {
            const value = cells[feature]!;
            const bin = bins[feature * rows.length + row]!;
            expect(bin).toBe(Number.isNaN(value) ? 0 : 1 + cuts.filter((edge) => edge <= value).length);
          });
        }
      }),
    );
  });
});

/** The sums of every bin. */
const sumsOf = (workspace: TreeWorkspace, histogram: number) =>
  Array.from({ length: workspace.matrix.offsets.at(-1)! }, (_, bin) => workspace.sumsAt(histogram, bin));

const limits = { l2: 0, minChildWeight: 1 };

describe('the workspace', () => {
  it('has in what is left of a histogram the histogram of the other rows', () => {
    fc.assert(
      fc.property(table, fc.nat(), (rows, at) => {
        const workspace = workspaceOf(
          binMatrix(dataOf(rows), 254),
          rows.map(({ target }) => [target, Math.abs(target) + 1]),
        );
        const middle = at % (rows.length + 1);
        const [parent, child, other] = [workspace.takeHistogram(), workspace.takeHistogram(), workspace.takeHistogram()];
        workspace.measure({ start: 0, end: rows.length, into: parent, parent: null }, [], limits);
        workspace.measure({ start: 0, end: middle, into: child, parent }, [], limits);
        workspace.measure({ start: middle, end: rows.length, into: other, parent: null }, [], limits);
        expect(sumsOf(workspace, parent)).toEqual(sumsOf(workspace, other));
      }),
    );
  });

  it('counts what features that share a slot hold', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const matrix = binMatrix(dataOf(rows), 254);
        const workspace = workspaceOf(
          matrix,
          rows.map(({ target }) => [target, 1]),
        );
        const histogram = workspace.takeHistogram();
        workspace.measure({ start: 0, end: rows.length, into: histogram, parent: null }, [], limits);
        for (let feature = 0; feature < matrix.width; feature++) {
          const own = matrix.bins.subarray(feature * rows.length, (feature + 1) * rows.length);
          for (let bin = 0; bin < matrix.edges[feature]!.length + 2; bin++) {
            const held = rows.filter((_, row) => own[row] === bin);
            const sums = workspace.sumsAt(histogram, matrix.offsets[feature]! + bin);
            expect(sums.hessian * workspace.units.hessian).toBe(held.length);
            expect(sums.gradient * workspace.units.gradient).toBe(held.reduce((sum, { target }) => sum + target, 0));
          }
        }
      }),
    );
  });

  it('parts rows by edges and by sets, each part in its order', () => {
    fc.assert(
      fc.property(table, fc.nat(), fc.nat({ max: 4 }), fc.boolean(), fc.boolean(), (rows, at, edge, missingLeft, isSet) => {
        const matrix = binMatrix(dataOf(rows), 254);
        const feature = at % matrix.width;
        const workspace = workspaceOf(
          matrix,
          rows.map(() => [1, 1]),
        );
        const set = isSet ? [1, edge + 2] : null;
        const middle = workspace.partition(1, rows.length, { feature, edge, set, missingLeft });
        const isLeft = (row: number) => {
          const bin = matrix.bins[feature * rows.length + row]!;
          return set?.includes(bin) ?? (bin === 0 ? missingLeft : bin <= edge + 1);
        };
        const moved = [...everyRow(rows.length)].slice(1);
        expect([...workspace.rows]).toEqual([0, ...moved.filter(isLeft), ...moved.filter((row) => !isLeft(row))]);
        expect(middle).toBe(1 + moved.filter(isLeft).length);
      }),
    );
  });
});

describe('a tree', () => {
  it('splits where the squared error falls most, missing values on the better side', () => {
    const cells = [1, 2, 3, 10, 11, NaN, NaN];
    const target = [0, 0, 1, 8, 9, 9, 8];
    const { tree, matrix } = grow(dataOf(cells.map((cell, row) => ({ cells: [cell], target: target[row]! }))), 2);
    expect(tree).toMatchObject({ feature: [0, -1, -1], left: [1, 0, 0], right: [2, 0, 0] });
    expect([matrix.edges[0]![tree.edge[0]!], tree.missingLeft[0]]).toEqual([6.5, false]);
    expect(tree.value.slice(1)).toEqual([expect.closeTo(1 / 3, 12), expect.closeTo(8.5, 12)]);
  });

  it('stays within its depth, and within it is what a tree without a limit is', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 4 }), (rows, maxDepth) => {
        const data = dataOf(rows);
        const { tree } = grow(data, Infinity, 254, maxDepth);
        const whole = grow(data).tree;
        const shown = (grown: GrownTree, node: number, depth: number): unknown =>
          grown.feature[node]! < 0 || depth === maxDepth
            ? [grown.start[node], grown.end[node]]
            : [
                grown.feature[node],
                grown.edge[node],
                shown(grown, grown.left[node]!, depth + 1),
                shown(grown, grown.right[node]!, depth + 1),
              ];
        expect(shown(tree, 0, 0)).toEqual(shown(whole, 0, 0));
        const depthOf = (node: number): number =>
          tree.feature[node]! < 0 ? 0 : 1 + Math.max(depthOf(tree.left[node]!), depthOf(tree.right[node]!));
        expect(depthOf(0)).toBeLessThanOrEqual(maxDepth);
      }),
    );
  });

  it('finds the best single split there is', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const data = dataOf(rows);
        const { tree, matrix } = grow(data, 2);
        const sides = (isLeft: (row: number) => boolean): number => {
          const parts = [everyRow(rows.length).filter(isLeft), everyRow(rows.length).filter((row) => !isLeft(row))];
          return parts.reduce((sum, part) => {
            const mean = part.reduce((total, row) => total + data.target[row]!, 0) / Math.max(1, part.length);
            return sum + part.reduce((total, row) => total + (data.target[row]! - mean) ** 2, 0);
          }, 0);
        };
        let best = sides(() => true);
        for (let feature = 0; feature < data.width; feature++) {
          for (const edge of matrix.edges[feature]!) {
            for (const missingLeft of [true, false]) {
              const cell = (row: number) => data.features[row * data.width + feature]!;
              best = Math.min(
                best,
                sides((row) => (Number.isNaN(cell(row)) ? missingLeft : cell(row) < edge)),
              );
            }
          }
        }
        expect(squaredError(tree, matrix, data.target)).toBeCloseTo(best, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same for features on another rising scale', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const scaled = rows.map(({ cells, target }) => ({ cells: cells.map((cell) => Math.cbrt(cell) * 3 - 1), target }));
        const [one, other] = [grow(dataOf(rows), 6).tree, grow(dataOf(scaled), 6).tree];
        // Numbers that the cube root makes equal are the exception.
        fc.pre(new Set(rows.flatMap(({ cells }) => cells)).size === new Set(scaled.flatMap(({ cells }) => cells)).size);
        expect(other).toEqual(one);
      }),
    );
  });

  it('answers over values as over bins', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const data = dataOf(rows);
        const { tree, matrix } = grow(data);
        const learner = {
          kind: 'trees',
          width: data.width,
          link: 'identity',
          base: [0],
          trees: [
            {
              ...toTreeShape(tree, matrix),
              leaves: tree.value.filter((_, node) => tree.feature[node]! < 0),
              cover: tree.end.map((end, node) => end - tree.start[node]!).filter((_, node) => tree.feature[node]! < 0),
            },
          ],
        } as const;
        const answers = sumTrees(treesKind.load(JSON.parse(JSON.stringify(learner))), data.features, data.rowCount);
        answers.forEach((answer, row) => expect(answer).toBeCloseTo(tree.value[findGrownLeaf(tree, matrix, row)]!, 5));
      }),
    );
  });
});
