import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SPLIT_BYTES, SplitField } from '../../src/kernels/kernels.js';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind, KernelSpace } from '../../src/kernels/open-kernels.js';
import { integersAt, placeIntegers, placeNumbers } from './place-numbers.js';

const kinds: readonly KernelKind[] = ['webassembly', 'reference'];
const BINS = 6;

const numbersAt = ({ memory }: KernelSpace, address: number, count: number) =>
  Array.from(memory.float64.subarray(address >>> 3, (address >>> 3) + count));

/** Both derivatives of each bin of two features, of which the first bin holds what is missing. */
interface Node {
  readonly sums: readonly (readonly [number, number])[];
  readonly edges: readonly [number, number];
  readonly l2: number;
  readonly minChildWeight: number;
}

function split(kind: KernelKind, { sums, edges, l2, minChildWeight }: Node) {
  const space = openKernels(kind);
  const own = sums.slice(0, BINS);
  const gradient = own.reduce((sum, [first]) => sum + first, 0);
  const hessian = own.reduce((sum, [, second]) => sum + second, 0);
  const fields = Array<number>(SPLIT_BYTES / 8).fill(0);
  fields[SplitField.gradient] = gradient;
  fields[SplitField.hessian] = hessian;
  fields[SplitField.l2] = l2;
  fields[SplitField.minChildWeight] = minChildWeight;
  const state = placeNumbers(space, fields);
  const feature = space.kernels.findSplit(
    placeNumbers(space, sums.flat()),
    placeIntegers(space, [0, BINS]),
    placeIntegers(space, edges),
    placeIntegers(space, [0, 1]),
    2,
    state,
  );
  return { feature, fields: feature < 0 ? null : numbersAt(space, state, fields.length) };
}

it('splits: the largest gain, with what is missing on the better side', () => {
  const sums = [
    [-4, 2],
    [-3, 1],
    [5, 2],
    [2, 1],
    [0, 0],
    [0, 0],
  ] as const;
  const { feature, fields } = split('webassembly', { sums: [...sums, ...sums], edges: [2, 2], l2: 0, minChildWeight: 1 });
  expect(feature).toBe(0);
  expect(fields?.[SplitField.edge]).toBe(0);
  expect(fields?.[SplitField.missingLeft]).toBe(1);
  expect([fields?.[SplitField.leftGradient], fields?.[SplitField.leftHessian]]).toEqual([-7, 3]);
  // 49 / 3 + 49 / 3, and nothing before.
  expect(fields?.[SplitField.gain]).toBeCloseTo(98 / 3, 12);
});

it('splits: both kinds find the same', () => {
  const bin = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true }));
  const node = fc.record({
    sums: fc.array(bin, { minLength: 2 * BINS, maxLength: 2 * BINS }),
    edges: fc.tuple(fc.integer({ min: 0, max: BINS - 2 }), fc.integer({ min: 0, max: BINS - 2 })),
    l2: fc.constantFrom(0, 1),
    minChildWeight: fc.constantFrom(0.1, 1, 20),
  });
  fc.assert(
    fc.property(node, (of) => {
      expect(split('webassembly', of)).toEqual(split('reference', of));
    }),
  );
});

it('logistic derivatives: e^x to 12 digits, and the same in both kinds', () => {
  const score = fc.double({ min: -800, max: 800, noNaN: true });
  fc.assert(
    fc.property(fc.array(score, { minLength: 1, maxLength: 20 }), (scores) => {
      const found = kinds.map((kind) => {
        const space = openKernels(kind);
        const target = scores.map((_, row) => row % 2);
        const derivatives = space.memory.allocate((scores.length + 3) * 16);
        space.kernels.logisticDerivatives(
          placeNumbers(space, [...scores, 0, 0, 0]),
          placeNumbers(space, [...target, 0, 0, 0]),
          scores.length,
          derivatives,
        );
        return numbersAt(space, derivatives, scores.length * 2);
      });
      expect(found[0]).toEqual(found[1]);
      scores.forEach((value, row) => {
        const share = 1 / (1 + Math.exp(-value));
        expect(found[0]![2 * row]).toBeCloseTo(share - (row % 2), 12);
        expect(found[0]![2 * row + 1]).toBeCloseTo(Math.max(share * (1 - share), 1e-16), 12);
      });
    }),
  );
});

it('steps, sums and bins: both kinds leave the same', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -4, max: 4 }), fc.constant(NaN));
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 30 }), fc.array(fc.integer({ min: 0, max: 9 })), (values, cuts) => {
      const [fast, plain] = kinds.map((kind) => {
        const space = openKernels(kind);
        const { kernels, memory } = space;
        const edges = [...new Set(cuts)].sort((one, other) => one - other);
        const bins = memory.allocate(values.length);
        const numbers = placeNumbers(space, values);
        // Two values per row.
        const rows = values.length >> 1;
        kernels.binColumn(numbers, rows, 2, placeNumbers(space, edges), edges.length, bins);
        const scores = placeNumbers(space, values);
        const list = placeIntegers(
          space,
          Array.from({ length: rows }, (_, row) => rows - 1 - row),
        );
        kernels.addToRows(list, rows, 0.5, scores, 2);
        const sums = placeNumbers(space, values);
        kernels.subtractSums(sums, numbers, rows);
        return {
          bins: Array.from({ length: rows }, (_, row) => memory.uint8[bins + 2 * row]),
          scores: numbersAt(space, scores, values.length),
          sums: numbersAt(space, sums, values.length),
          list: integersAt(space, list, rows),
        };
      });
      expect(fast).toEqual(plain);
    }),
  );
});
