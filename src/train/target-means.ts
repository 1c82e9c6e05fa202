import type { FittedEncoder, FittedFeature, ModelInput } from '../model/types.js';
import type { TextValues } from '../model/cell-values.js';
import type { EncoderRows } from './fit-encoder.js';
import { asTexts } from '../model/cell-values.js';
import { encoderWidth, featureWidth } from '../model/encode.js';
import { MISSING_CODE } from '../table/types.js';
import { meanOf } from './estimator.js';
import { orderingTarget } from './fit-encoder.js';
import { assignFolds } from './folds.js';
import { LEVEL_MEAN_PRIOR_ROWS, MAX_TARGET_LEVELS, MIN_LEVEL_ROWS, TARGET_FOLDS } from './heuristics.js';
import { scaleOf } from './spread.js';

/** Per code: how many rows, and the sum of their target's distance from the mean. */
interface LevelSums {
  readonly rows: Float64Array;
  readonly sums: Float64Array;
}

/**
 * Target encoding (Micci-Barreca, A preprocessing scheme for high-cardinality categorical attributes, 2001): each level's mean
 * target less the overall one, pulled towards 0 by {@link LEVEL_MEAN_PRIOR_ROWS} rows, in standard deviations of the target.
 *
 * @param target what {@link orderingTarget} gives
 */
export function fitTargetMeans(column: string, cells: TextValues, target: Float64Array): FittedFeature[] {
  const distances = standardised(target);
  const { rows, sums } = sumLevels(cells, distances, null);
  const kept = cells.texts
    .map((text, code) => ({ text, rows: rows[code] as number, value: smoothed(rows[code] as number, sums[code] as number) }))
    .filter((level) => level.rows >= MIN_LEVEL_ROWS)
    .sort((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1))
    .slice(0, MAX_TARGET_LEVELS);
  if (kept.length === 0) return [];
  return [{ kind: 'target-mean', column, levels: kept.map(({ text }) => text), values: kept.map(({ value }) => value) }];
}

/**
 * Replaces what target encoding gave the training rows by what it gives them when it is fitted on the other folds' rows: a
 * row's own target must not speak from its features.
 *
 * @param features the rows, encoded; changed in place
 */
export function encodeOutOfFold(
  encoder: FittedEncoder,
  inputs: readonly ModelInput[],
  rows: EncoderRows & { readonly seed: number },
  features: Float64Array,
): void {
  if (!encoder.features.some(({ kind }) => kind === 'target-mean')) return;
  const width = encoderWidth(encoder);
  const distances = standardised(orderingTarget(rows));
  const folds = assignFolds(rows.target, rows.classCount, TARGET_FOLDS, rows.seed);
  let offset = 0;
  for (const feature of encoder.features) {
    const input = inputs.find(({ name }) => name === feature.column);
    if (feature.kind === 'target-mean' && input !== undefined) {
      const cells = asTexts(rows.source.cells(input));
      const all = sumLevels(cells, distances, null);
      for (const fold of folds) {
        const own = sumLevels(cells, distances, fold);
        for (const row of fold) features[row * width + offset] = valueWithout(all, own, cells.codes[row] as number);
      }
    }
    offset += featureWidth(feature);
  }
}

function valueWithout(all: LevelSums, own: LevelSums, code: number): number {
  if (code === MISSING_CODE) return 0;
  const rows = (all.rows[code] as number) - (own.rows[code] as number);
  return rows < MIN_LEVEL_ROWS ? 0 : smoothed(rows, (all.sums[code] as number) - (own.sums[code] as number));
}

function smoothed(rows: number, sum: number): number {
  return sum / (rows + LEVEL_MEAN_PRIOR_ROWS);
}

/** @param positions the rows to count; null for all */
function sumLevels({ codes, texts }: TextValues, distances: Float64Array, positions: Uint32Array | null): LevelSums {
  const rows = new Float64Array(texts.length);
  const sums = new Float64Array(texts.length);
  for (const position of positions ?? codes.keys()) {
    const code = codes[position] as number;
    if (code === MISSING_CODE) continue;
    rows[code] = (rows[code] as number) + 1;
    sums[code] = (sums[code] as number) + (distances[position] as number);
  }
  return { rows, sums };
}

function standardised(target: Float64Array): Float64Array {
  const mean = meanOf(target);
  const scale = scaleOf(target, mean) || 1;
  return target.map((value) => (value - mean) / scale);
}
