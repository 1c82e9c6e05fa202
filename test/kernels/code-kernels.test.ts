import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openKernels } from '../../src/kernels/open-kernels.js';
import type { KernelKind } from '../../src/kernels/open-kernels.js';
import { integersAt, placeIntegers, placeNumbers } from './place-numbers.js';

const kinds: readonly KernelKind[] = ['webassembly', 'reference'];

/** What the kernels make of codes into entries, some of which are unwanted. */
function processed(kind: KernelKind, cells: readonly number[], unwanted: readonly boolean[]) {
  const space = openKernels(kind);
  const { kernels, memory } = space;
  const entries = unwanted.length;
  const rows = cells.length;
  const codes = placeIntegers(space, cells);
  const values = placeNumbers(space, Array<number>(rows).fill(0));
  const own = Array.from(unwanted, (_, entry) => entry / 4);
  kernels.gather(codes, rows, placeNumbers(space, own), values);

  const numbers = () =>
    placeIntegers(
      space,
      Array.from(unwanted, (is) => (is ? -2 : -1)),
    );
  const [order, size] = [placeIntegers(space, Array<number>(entries).fill(0)), placeIntegers(space, [0])];
  const [pickedRows, pickedCodes] = [placeIntegers(space, [...cells]), placeIntegers(space, [...cells])];
  const found = kernels.pick(codes, rows, 100, numbers(), order, size, pickedRows, pickedCodes);
  const picked = {
    rows: integersAt(space, pickedRows, found),
    codes: integersAt(space, pickedCodes, found),
    order: integersAt(space, order, memory.int32[size >>> 2]!),
  };
  const pool = memory.allocate(cells.length + 1);
  memory.uint8.set(
    cells.map((code) => code + 65),
    pool,
  );
  const offsets = placeIntegers(space, [0, cells.length >> 1, cells.length >> 1, cells.length]);
  const list = placeIntegers(space, [0, 0, 0]);
  const drawn = integersAt(space, list, kernels.draw(pool, offsets, 3, 2 ** 31, list));
  memory.int32[size >>> 2] = 0;
  kernels.renumber(codes, rows, numbers(), order, size);
  return {
    values: Array.from(memory.float64.subarray(values >>> 3, (values >>> 3) + rows)),
    picked,
    drawn,
    codes: integersAt(space, codes, rows),
    order: integersAt(space, order, memory.int32[size >>> 2]!),
  };
}

describe.each(kinds)('codes (%s)', (kind) => {
  it('are valued, picked and numbered anew in order of first appearance', () => {
    expect(processed(kind, [2, -1, 0, 2, 3, 0], [false, false, true, false])).toMatchObject({
      values: [0.5, NaN, 0, 0.5, 0.75, 0],
      picked: { rows: [102, 104, 105], codes: [0, 1, 0], order: [0, 3] },
      codes: [-1, -1, 0, -1, 1, 0],
      order: [0, 3],
    });
  });
});

it('codes: both kinds leave the same', () => {
  const unwanted = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
  const cells = unwanted.chain((all) =>
    fc.tuple(fc.array(fc.integer({ min: -1, max: all.length - 1 }), { maxLength: 60 }), fc.constant(all)),
  );
  fc.assert(
    fc.property(cells, ([codes, all]) => {
      expect(processed('webassembly', codes, all)).toEqual(processed('reference', codes, all));
    }),
  );
});
