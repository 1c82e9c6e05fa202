import type { FittedEncoder, ModelInput } from '../../model/types.js';
import { featureWidth } from '../../model/encode.js';

/** Which numbers of the feature vector come from each input. */
export function featureBlocks({ features }: FittedEncoder, inputs: readonly ModelInput[]): Map<string, number[]> {
  const blocks = new Map<string, number[]>(inputs.map(({ name }) => [name, []]));
  let offset = 0;
  for (const feature of features) {
    const width = featureWidth(feature);
    for (let index = 0; index < width; index++) blocks.get(feature.column)?.push(offset + index);
    offset += width;
  }
  return blocks;
}

/** The features of all rows, one column's being those of another row: `from` says which. */
export function moveBlock(
  features: Float64Array,
  width: number,
  block: readonly number[],
  from: (row: number) => number,
): Float64Array {
  const moved = features.slice();
  for (let row = 0; row * width < features.length; row++) {
    for (const index of block) moved[row * width + index] = features[from(row) * width + index] as number;
  }
  return moved;
}
