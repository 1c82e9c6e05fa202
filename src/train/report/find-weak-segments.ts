import type { CellValues } from '../../model/cell-values.js';
import type { ModelInput, WeakSegment } from '../../model/types.js';
import type { Problem } from '../problem.js';
import type { DrawOptions } from './measure-importance.js';
import { asTexts, tableSource } from '../../model/cell-values.js';
import { pauseFor } from '../../run-options.js';
import { createRandom, sampleRows } from '../../table/random.js';
import { meanOf } from '../estimator.js';
import {
  MAX_SEGMENT_ROWS,
  MAX_WEAK_SEGMENTS,
  MIN_SEGMENT_ROWS,
  SEGMENT_OVERLAP,
  WEAK_SEGMENT_RATIO,
  WEAK_SEGMENT_SIGNIFICANCE,
} from '../heuristics.js';
import { chanceOfMore } from './chance-of-more.js';

/** Rows of the table that the model never saw, and what each adds to the loss: see `rowLosses`. */
export interface RowLosses {
  readonly rows: Uint32Array;
  readonly losses: Float64Array;
}

/** One part of a column. */
interface Part extends Pick<WeakSegment, 'column' | 'range' | 'value'> {
  readonly rows: Uint32Array;
}

interface Segment extends Part {
  readonly meanLoss: number;
}

/**
 * Finds where the model is clearly worse: among the levels of each category and the quarters of each number, those with a loss
 * at least 20% above the overall one, and above that of the other rows by Welch's one-sided test at 5%, corrected for the
 * number of segments looked at (Bonferroni). Of those that share most of their rows, the costliest stands for all.
 */
export async function findWeakSegments(
  problem: Problem,
  unseen: RowLosses,
  { seed, signal }: DrawOptions,
): Promise<WeakSegment[]> {
  const sample = sampleRows(unseen.rows.length, MAX_SEGMENT_ROWS, createRandom(seed));
  const losses = Float64Array.from(sample, (position) => unseen.losses[position] as number);
  const source = tableSource(
    problem.table,
    sample.map((position) => unseen.rows[position] as number),
  );
  const pause = pauseFor(signal);
  const overall = meanOf(losses);
  const tests: { readonly segment: Segment; readonly chance: number }[] = [];
  for (const [index, input] of problem.inputs.entries()) {
    await pause(index / problem.inputs.length);
    for (const part of partsOf(input, source.cells(input))) {
      const { rows } = part;
      if (rows.length < MIN_SEGMENT_ROWS || losses.length - rows.length < MIN_SEGMENT_ROWS) continue;
      const inside = Float64Array.from(rows, (row) => losses[row] as number);
      tests.push({ segment: { ...part, meanLoss: meanOf(inside) }, chance: chanceOfMore(inside, losses) });
    }
  }
  const shown = (loss: number) => (problem.classes === null ? Math.sqrt(loss) : loss);
  const weak = tests
    .filter(({ chance }) => chance * tests.length < WEAK_SEGMENT_SIGNIFICANCE)
    .filter(({ segment }) => shown(segment.meanLoss) >= WEAK_SEGMENT_RATIO * shown(overall))
    .map(({ segment }) => segment)
    .toSorted((a, b) => b.rows.length * (b.meanLoss - overall) - a.rows.length * (a.meanLoss - overall));
  return differing(weak).map(({ meanLoss, rows, ...part }) => {
    return { ...part, rows: rows.length, loss: shown(meanLoss), overall: shown(overall) };
  });
}

/** The first few segments, without those that share many of their rows with one before. */
function differing(segments: readonly Segment[]): Segment[] {
  const named: Segment[] = [];
  for (const segment of segments) {
    const shares = named.map(({ rows }) => {
      const others = new Set(rows);
      return segment.rows.filter((row) => others.has(row)).length / segment.rows.length;
    });
    if (named.length < MAX_WEAK_SEGMENTS && Math.max(0, ...shares) <= SEGMENT_OVERLAP) named.push(segment);
  }
  return named;
}

function partsOf({ name, type }: ModelInput, cells: CellValues): Part[] {
  const isQuantity = type === 'numerical' || type === 'datetime';
  return isQuantity && cells.form === 'number' ? quarters(name, type, cells.values) : levels(name, cells);
}

function quarters(column: string, type: 'numerical' | 'datetime', values: Float64Array): Part[] {
  const ascending = values.filter((value) => !Number.isNaN(value)).sort();
  if (ascending.length === 0) return [];
  const cuts = [0.25, 0.5, 0.75].map((share) => ascending[Math.floor(ascending.length * share)]!);
  const edges = [-Infinity, ...new Set(cuts.filter((cut) => cut > ascending[0]!)), Infinity];
  const rows = Uint32Array.from(values.keys());
  const shown = (edge: number) => {
    if (!Number.isFinite(edge)) return null;
    return type === 'datetime' ? new Date(edge).toISOString() : edge;
  };
  const ranges = edges.slice(1).map((high, index): Part => {
    const low = edges[index]!;
    const inside = rows.filter((row) => values[row]! >= low && values[row]! < high);
    return { column, range: [shown(low), shown(high)], value: null, rows: inside };
  });
  return [...ranges, { column, range: null, value: null, rows: rows.filter((row) => Number.isNaN(values[row])) }];
}

function levels(column: string, cells: CellValues): Part[] {
  const { codes, texts } = asTexts(cells);
  const groups = new Map<number, number[]>();
  codes.forEach((code, row) => {
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [row]);
    else group.push(row);
  });
  return [...groups].map(([code, rows]) => ({
    column,
    range: null,
    value: texts[code] ?? null,
    rows: Uint32Array.from(rows),
  }));
}
