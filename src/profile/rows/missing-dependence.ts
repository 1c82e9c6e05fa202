import { cramersV, crossTabulate } from '../associations/contingency.js';
import { correlationRatio } from '../associations/correlation-ratio.js';
import type { VariableOf } from '../associations/associate-columns.js';
import { takeNumbers, type Variable } from '../associations/variable.js';
import type { ColumnView } from '../columns/column-view.js';
import { distributionOf, quantile } from '../columns/distribution.js';
import { heuristics } from '../heuristics.js';
import type { MissingDependence } from '../types.js';
import { isMissingIn, type MissingBits } from './missing-bits.js';

/** Rows to look at, and what columns are as variables over them. */
export interface DependenceOptions {
  readonly rows: Uint32Array;
  readonly variableOf: VariableOf;
}

/** For each column that is missing in some rows: the column that tells best in which, where one tells it well. */
export function findDependence(
  missing: readonly MissingBits[],
  views: readonly ColumnView[],
  { rows, variableOf }: DependenceOptions,
): MissingDependence[] {
  const examined = missing.slice(0, heuristics.missingColumnsExamined).map((bits) => indicate(bits, rows));
  const predictors = views
    .filter(({ role, schema }) => role !== null && schema.missingFraction <= heuristics.missingPredictorMissing)
    .slice(0, heuristics.missingPredictors);
  return examined
    .flatMap((indicator): MissingDependence[] => {
      const { name, count } = indicator;
      if (count < heuristics.missingMinRows || count > rows.length - heuristics.missingMinRows) return [];
      let best: { view: ColumnView; strength: number } | null = null;
      for (const view of predictors) {
        const strength = view.name === name ? 0 : strengthOf(variableOf(view), indicator);
        if (strength >= heuristics.missingDependence && strength > (best?.strength ?? 0)) best = { view, strength };
      }
      if (best === null) return [];
      const { view, strength } = best;
      const place =
        view.numbers === null ? valueWhereMost(view, variableOf(view), indicator) : sideWhereMost(view, rows, indicator);
      if (place === null || place.share - place.shareElsewhere < heuristics.missingDifference) return [];
      return [{ column: name, by: view.name, strength, ...place }];
    })
    .toSorted((one, other) => other.strength - one.strength)
    .slice(0, heuristics.maxMissingDependent);
}

/** Whether a column is missing, as a variable of two levels: 1 where it is. */
interface Indicator {
  readonly name: string;
  readonly codes: Int32Array;
  readonly levelCount: 2;
  readonly count: number;
}

function indicate(bits: MissingBits, rows: Uint32Array): Indicator {
  const codes = new Int32Array(rows.length);
  let count = 0;
  for (let index = 0; index < rows.length; index++) {
    if (!isMissingIn(bits, rows[index]!)) continue;
    codes[index] = 1;
    count++;
  }
  return { name: bits.view.name, codes, levelCount: 2, count };
}

/** How well a variable tells it, 0 to 1, over the rows where that is present itself. */
function strengthOf(variable: Variable, indicator: Indicator): number {
  if (variable.kind === 'number') return correlationRatio(variable, indicator).value ?? 0;
  return cramersV(crossTabulate(variable, indicator)) ?? 0;
}

type Place = Pick<MissingDependence, 'where' | 'share' | 'shareElsewhere'>;

/** The value with the largest missing share. */
function valueWhereMost(view: ColumnView, variable: Variable, indicator: Indicator): Place | null {
  const { cells, rowTotals } = crossTabulate(variable, indicator);
  const shareOf = (level: number): number => cells[level * 2 + 1]! / rowTotals[level]!;
  let best = -1;
  rowTotals.forEach((total, level) => {
    if (total >= heuristics.missingMinRows && (best < 0 || shareOf(level) > shareOf(best))) best = level;
  });
  if (best < 0) return null;
  return placeOf(view.levels().text(best), indicator, (index) => variable.codes[index] === best);
}

/** The side of a number's median with the larger missing share. */
function sideWhereMost(view: ColumnView, rows: Uint32Array, indicator: Indicator): Place {
  const numbers = takeNumbers(view.numbers!, rows);
  const middle = quantile(distributionOf(numbers, null), 0.5);
  const shown = view.schema.type === 'datetime' ? new Date(middle).toISOString() : String(Number(middle.toPrecision(6)));
  const above = placeOf(`> ${shown}`, indicator, (index) => numbers[index]! > middle);
  const notAbove = placeOf(`<= ${shown}`, indicator, (index) => numbers[index]! <= middle);
  return above.share > notAbove.share ? above : notAbove;
}

function placeOf(where: string, { codes, count }: Indicator, isThere: (index: number) => boolean): Place {
  let [there, missingThere] = [0, 0];
  for (let index = 0; index < codes.length; index++) {
    if (!isThere(index)) continue;
    there++;
    missingThere += codes[index]!;
  }
  const elsewhere = Math.max(1, codes.length - there);
  return { where, share: missingThere / Math.max(1, there), shareElsewhere: (count - missingThere) / elsewhere };
}
