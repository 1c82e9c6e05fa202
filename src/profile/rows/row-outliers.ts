import { distributionOf, scaledDeviation, quantile } from '../columns/distribution.js';
import { heuristics } from '../heuristics.js';
import type { RowOutliers } from '../types.js';
import type { NumericSample } from './numeric-sample.js';
import { componentsFor, principalComponents, scoresAlong } from './principal-components.js';

/** The 99.9% quantile of the standard normal distribution. */
const NORMAL_TAIL = 3.090232306167813;

interface Distances {
  readonly components: number;
  /** Per row, from the centre, each component scaled by its deviation. */
  readonly scores: Float64Array;
  /** Per row, off the components; 0 when they hold all variance. */
  readonly residuals: Float64Array;
  readonly scoreCutoff: number;
  readonly residualCutoff: number;
  /** Per column and row, the part of the value that the components explain. */
  readonly fitted: readonly Float64Array[];
}

/**
 * Finds rows that stand out in several columns at once, as in the outlier map of Hubert, Rousseeuw and Vanden Branden,
 * "ROBPCA" (2005). The components are learned twice, the second time without the rows that the first time found, so that
 * outliers do not hide themselves.
 */
export async function findRowOutliers(sample: NumericSample): Promise<RowOutliers> {
  const first = await measureDistances(sample);
  const ordinary = Uint32Array.from(sample.rows.keys()).filter((index) => excessOf(first, index) <= 1);
  const distances = ordinary.length < heuristics.projectionMinRows ? first : await measureDistances(sample, ordinary);
  const found = Array.from(sample.rows.keys())
    .map((index) => ({ index, excess: excessOf(distances, index) }))
    .filter(({ excess }) => excess > 1);
  return {
    columns: sample.views.map(({ name }) => name),
    components: distances.components,
    rowsUsed: sample.rows.length,
    scoreCutoff: distances.scoreCutoff,
    residualCutoff: distances.residualCutoff,
    count: found.length,
    extremes: found
      .toSorted((one, other) => other.excess - one.excess || one.index - other.index)
      .slice(0, heuristics.maxExtremes)
      .map(({ index }) => ({
        row: sample.rows[index]!,
        scoreDistance: distances.scores[index]!,
        residual: distances.residuals[index]!,
        columns: mainColumns(sample, distances, index),
      })),
  };
}

async function measureDistances({ columns, rows }: NumericSample, learnedFrom?: Uint32Array): Promise<Distances> {
  const { variances, explained, weights } = await principalComponents(columns, learnedFrom);
  const components = componentsFor(explained, heuristics.rowOutlierVariance);
  const scores = new Float64Array(rows.length);
  const fitted = columns.map(() => new Float64Array(rows.length));
  for (let component = 0; component < components; component++) {
    const along = scoresAlong(columns, weights[component]!);
    const variance = variances[component]!;
    for (let index = 0; index < along.length; index++) scores[index]! += variance > 0 ? along[index]! ** 2 / variance : 0;
    fitted.forEach((values, column) => {
      const weight = weights[component]![column]!;
      for (let index = 0; index < along.length; index++) values[index]! += along[index]! * weight;
    });
  }
  const residuals = new Float64Array(rows.length);
  if (components < columns.length) {
    columns.forEach((values, column) => {
      for (let index = 0; index < values.length; index++) residuals[index]! += (values[index]! - fitted[column]![index]!) ** 2;
    });
  }
  return {
    components,
    scores: scores.map(Math.sqrt),
    residuals: residuals.map(Math.sqrt),
    scoreCutoff: Math.sqrt(chiSquaredTail(components)),
    residualCutoff: residualTail(residuals),
    fitted,
  };
}

/** How far beyond a cut-off a row lies: above 1 for outliers. */
function excessOf({ scores, residuals, scoreCutoff, residualCutoff }: Distances, index: number): number {
  const residual = residualCutoff > 0 ? residuals[index]! / residualCutoff : 0;
  return Math.max(scores[index]! / scoreCutoff, residual);
}

/** The 99.9% quantile of chi-squared (Wilson and Hilferty 1931). */
function chiSquaredTail(degrees: number): number {
  const spread = 2 / (9 * degrees);
  return degrees * (1 - spread + NORMAL_TAIL * Math.sqrt(spread)) ** 3;
}

/** The same quantile of residuals, whose 2/3 power is about normal; by its median and median absolute deviation. 0 when they are all 0. */
function residualTail(squares: Float64Array): number {
  const distribution = distributionOf(squares.map(Math.cbrt), null);
  const median = quantile(distribution, 0.5);
  const deviation = scaledDeviation(distribution, median);
  // Below this, residuals are rounding errors.
  return median < 1e-9 ? 0 : (median + NORMAL_TAIL * deviation) ** 1.5;
}

/** The columns that put a row where it is. */
function mainColumns(sample: NumericSample, distances: Distances, index: number): string[] {
  const { scores, residuals, scoreCutoff, residualCutoff, fitted } = distances;
  const isOff = residualCutoff > 0 && residuals[index]! / residualCutoff > scores[index]! / scoreCutoff;
  return sample.views
    .map(({ name }, column) => {
      const within = fitted[column]![index]!;
      return { name, part: Math.abs(isOff ? sample.columns[column]![index]! - within : within) };
    })
    .toSorted((one, other) => other.part - one.part)
    .slice(0, heuristics.rowOutlierColumns)
    .map(({ name }) => name);
}
