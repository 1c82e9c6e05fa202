import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packTree } from '../../src/model/learners/packed-tree.js';
import { answerOf, rowOf, treesOf } from './explain/random-trees.js';

const WIDTH = 3;

it('a packed tree answers as the tree does, by numbers, categories and what is missing, wherever the row begins', () => {
  fc.assert(
    fc.property(treesOf(WIDTH, 2, 5), fc.array(rowOf(WIDTH), { minLength: 1, maxLength: 5 }), (tree, rows) => {
      const features = Float64Array.from(rows.flat());
      rows.forEach((row, index) => {
        const leaf = packTree(tree).leafOf(features, index * WIDTH);
        for (const output of [0, 1]) expect(tree.leaves[2 * leaf + output]).toBe(answerOf(tree, row, output, 2));
      });
    }),
  );
});

it('is laid out once', () => {
  const [tree] = fc.sample(treesOf(WIDTH, 1, 3), 1);
  expect(packTree(tree!)).toBe(packTree(tree!));
});
