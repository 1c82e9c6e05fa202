import type { FittedEncoder, ModelInput } from './types.js';
import { featureWidth } from './encode.js';

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
