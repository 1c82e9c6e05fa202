import type { CellSource } from '../model/cell-values.js';
import type { ModelInput } from '../model/types.js';
import type { Selection } from './select-inputs.js';
import { encode } from '../model/encode.js';
import { meanOf } from './estimator.js';
import { fitEncoder, orderingTarget } from './fit-encoder.js';
import { MAX_INPUTS } from './heuristics.js';

/**
 * All inputs, or of too many the ones whose cells go together most with the target in the training rows: by the absolute
 * correlation of the number, or of the levels put in order of their mean target. Table order is kept.
 */
export function strongestInputs(inputs: readonly ModelInput[], source: CellSource, selection: Selection): readonly ModelInput[] {
  if (inputs.length <= MAX_INPUTS) return inputs;
  const rows = { source, target: Float64Array.from(selection.rows, (row) => selection.values[row] as number) };
  const target = orderingTarget({ ...rows, classCount: selection.classCount });
  const strengths = inputs.map((input) => {
    const encoder = fitEncoder({ numbers: 'standard', categories: 'ordinal' }, [input], {
      ...rows,
      classCount: selection.classCount,
    });
    const features = encoder.features
      .slice(0, 1)
      .map((feature) => ('indicator' in feature ? { ...feature, indicator: false } : feature));
    const values = encode({ features }, inputs, source);
    const width = values.length / source.rowCount;
    return width === 0
      ? 0
      : correlation(
          values.filter((_, at) => at % width === 0),
          target,
        );
  });
  const order = [...strengths.keys()].sort((a, b) => (strengths[b] as number) - (strengths[a] as number) || a - b);
  const kept = new Set(order.slice(0, MAX_INPUTS));
  return inputs.filter((_, index) => kept.has(index));
}

/** The absolute correlation of Pearson; 0 where one of the lists is constant. */
function correlation(left: Float64Array, right: Float64Array): number {
  const [meanLeft, meanRight] = [meanOf(left), meanOf(right)];
  let product = 0;
  let squaresLeft = 0;
  let squaresRight = 0;
  left.forEach((value, index) => {
    const a = value - meanLeft;
    const b = (right[index] as number) - meanRight;
    product += a * b;
    squaresLeft += a * a;
    squaresRight += b * b;
  });
  const scale = Math.sqrt(squaresLeft * squaresRight);
  return scale > 0 ? Math.abs(product / scale) : 0;
}
