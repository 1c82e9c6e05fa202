import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openKernels, type KernelKind } from '../../src/kernels/open-kernels.js';
import { binMatrix } from '../../src/train/trees/bin-matrix.js';
import { BoostWorkspace } from '../../src/train/trees/boost-workspace.js';
import { growTree } from '../../src/train/trees/grow-tree.js';
import { placeNumbers } from './place-numbers.js';

const kinds: readonly KernelKind[] = ['webassembly', 'reference'];
const LEVELS = 6;

const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(NaN));

/** Four features: numbers, a few numbers with gaps, two numbers, and categories. */
const cells = fc.tuple(number, fc.constantFrom(NaN, 1, 2, 7), fc.constantFrom(0, 1), fc.integer({ min: -1, max: LEVELS - 1 }));

const cases = fc.integer({ min: 4, max: 60 }).chain((rowCount) => {
  const perRow = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: rowCount, maxLength: rowCount });
  return fc.record({
    rows: perRow(cells),
    scores: perRow(fc.double({ min: -120, max: 120, noNaN: true })),
    derivatives: perRow(fc.tuple(fc.double({ min: -1e5, max: 1e5, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }))),
    noise: fc.nat({ max: 2 ** 32 - 1 }),
    minChildWeight: fc.constantFrom(0.1, 1, 20),
    categoryL2: fc.constantFrom(0, 10, Infinity),
  });
});

type Case = typeof cases extends fc.Arbitrary<infer Value> ? Value : never;

function open(
  kind: KernelKind,
  { rows, scores }: Pick<Case, 'rows' | 'scores'>,
  weights: Float64Array | null = null,
): BoostWorkspace {
  const target = Float64Array.from(rows, (_, row) => row % 2);
  const data = {
    features: Float64Array.from(rows.flat()),
    width: 4,
    rowCount: rows.length,
    target,
    classCount: 2,
    levelCounts: Int32Array.of(0, 0, 0, LEVELS),
  };
  const workspace = new BoostWorkspace(binMatrix(data, 254), { target, weights }, [0], { kind });
  workspace.scores.set(scores);
  workspace.setRows(Uint32Array.from({ length: rows.length }, (_, row) => row));
  return workspace;
}

const growth = { maxLeaves: Infinity, maxDepth: Infinity, order: 'best-first', l2: 0.5, categorySmoothing: 1 } as const;

it('trees, their steps and the order of their rows are the same by both kinds of kernels', () => {
  fc.assert(
    fc.property(cases, ({ rows, scores, derivatives, noise, ...limits }) => {
      const [fast, plain] = kinds.map((kind) => {
        const workspace = open(kind, { rows, scores });
        workspace.derivatives.set(derivatives.flat());
        workspace.pack(noise);
        const tree = growTree(workspace, { ...growth, ...limits, drawFeatures: () => [0, 1, 2, 3] });
        workspace.addSteps(tree, 0);
        return { tree, units: workspace.units, rows: [...workspace.rows], scores: [...workspace.scores] };
      });
      expect(fast).toEqual(plain);
    }),
  );
});

/** What the first feature's bins hold after packing. */
function packed(workspace: BoostWorkspace) {
  const histogram = workspace.takeHistogram();
  workspace.measure({ start: 0, end: workspace.rows.length, into: histogram, parent: null }, [], { l2: 0, minChildWeight: 0 });
  const { gradient, hessian } = workspace.units;
  return Array.from({ length: workspace.matrix.offsets[1]! }, (_, bin) => {
    const sums = workspace.sumsAt(histogram, bin);
    return [sums.gradient * gradient, sums.hessian * hessian] as const;
  });
}

/** One row: its sums are its derivatives. */
const row = [1, 1, 1, 1] as [number, number, 1, number];
const sumOf = (bins: readonly (readonly [number, number])[], place: 0 | 1) => bins.reduce((sum, bin) => sum + bin[place], 0);

it('derivatives are packed to within a unit, right on average, and whole numbers exactly', () => {
  const rows = Array.from({ length: 4000 }, () => row);
  const workspace = open('webassembly', { rows, scores: rows.map(() => 0) });
  const { derivatives } = workspace;
  for (let index = 0; index < rows.length; index++) derivatives.set([-1 / 3, 0.1], 2 * index);
  derivatives.set([10, 2]);
  workspace.pack(12345);
  const bins = packed(workspace);
  // As many sums of steps of at most a unit: far less than a unit for each row apart.
  expect(Math.abs(sumOf(bins, 0) - (10 - 3999 / 3))).toBeLessThan(10 * workspace.units.gradient);
  expect(Math.abs(sumOf(bins, 1) - (2 + 399.9))).toBeLessThan(10 * workspace.units.hessian);
  for (let index = 0; index < rows.length; index++) derivatives.set([(index % 7) - 3, index % 3], 2 * index);
  workspace.pack(99);
  const whole = packed(workspace);
  const expected = (place: (index: number) => number) => rows.reduce((sum, _, index) => sum + place(index), 0);
  expect([sumOf(whole, 0), sumOf(whole, 1)]).toEqual([expected((index) => (index % 7) - 3), expected((index) => index % 3)]);
});

const drawnWeights = fc.constantFrom(1, 0.25, 3);

it('logistic derivatives: e^x to 6 digits, and the same in both kinds', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -800, max: 800, noNaN: true }),
      fc.nat({ max: 2 ** 32 - 1 }),
      drawnWeights,
      (score, noise, weight) => {
        const [fast, plain] = kinds.map((kind) => {
          const workspace = open(kind, { rows: [row], scores: [score] }, weight === 1 ? null : Float64Array.of(weight));
          workspace.packLogistic(noise);
          return packed(workspace);
        });
        expect(fast).toEqual(plain);
        const share = 1 / (1 + Math.exp(-score));
        // A unit of what is packed, and e^x.
        expect(Math.abs(sumOf(fast!, 0) - weight * share)).toBeLessThan(weight * (2 ** -13 + 1e-6));
        expect(Math.abs(sumOf(fast!, 1) - weight * share * (1 - share))).toBeLessThan(weight * (2 ** -15 + 1e-6));
      },
    ),
  );
});

it('categories are parted in the order of their steps, which no edge can', () => {
  // Levels 0 and 3 go up, 1, 2 and 4 down.
  const steps = [1, -1, -2, 1.5, -1];
  const rows = Array.from({ length: 50 }, (_, index) => [0, 1, 0, index % 5] as [number, number, 0, number]);
  const workspace = open('webassembly', { rows, scores: rows.map(() => 0) });
  rows.forEach((cells, index) => {
    workspace.derivatives.set([-steps[cells[3]]!, 1], 2 * index);
  });
  workspace.pack(1);
  const options = { ...growth, minChildWeight: 1, maxLeaves: 2, categoryL2: 0, drawFeatures: () => [0, 1, 2, 3] };
  const tree = growTree(workspace, options);
  expect(tree.feature).toEqual([3, -1, -1]);
  // The bin of level 0 is 2; the smaller first derivatives are those of steps up.
  expect(tree.set[0]).toEqual([2, 5]);
  expect(tree.value.slice(1)).toEqual([expect.closeTo(25 / 20.5, 9), expect.closeTo(-40 / 30.5, 9)]);
});

it('bins: both kinds put values into the same', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -4, max: 4 }), fc.constant(NaN));
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 30 }), fc.array(fc.integer({ min: 0, max: 9 })), (values, cuts) => {
      const [fast, plain] = kinds.map((kind) => {
        const space = openKernels(kind);
        const edges = [...new Set(cuts)].sort((one, other) => one - other);
        // Two values per row.
        const rows = values.length >> 1;
        const bins = space.memory.allocate(rows);
        space.kernels.binColumn(placeNumbers(space, values), rows, 2, placeNumbers(space, edges), edges.length, bins);
        return [...space.memory.uint8.subarray(bins, bins + rows)];
      });
      expect(fast).toEqual(plain);
      expect(fast).toEqual(
        values
          .filter((_, place) => place % 2 === 0 && place < values.length - (values.length % 2))
          .map((number) => (Number.isNaN(number) ? 0 : 1 + [...new Set(cuts)].filter((edge) => edge <= number).length)),
      );
    }),
  );
});
