import type { CellValues } from '../../model/cell-values.js';
import type { ColumnEffect, ModelInput, TrainingReport } from '../../model/types.js';
import type { FittedPair, Problem } from '../problem.js';
import type { DrawOptions } from './measure-importance.js';
import { asTexts, tableSource } from '../../model/cell-values.js';
import { encode, encoderWidth } from '../../model/encode.js';
import { featureBlocks } from '../../model/feature-blocks.js';
import { createRandom, sampleRows } from '../../table/random.js';
import { countClasses } from '../estimator.js';
import { DIRECTION_SHARE, EFFECT_POINTS, EFFECT_TAIL, MAX_EFFECT_ROWS, MAX_EFFECTS } from '../heuristics.js';
import { targetOf } from '../problem.js';
import { answerFeatures } from './answer-rows.js';
import { moveBlock } from './move-block.js';

/** A value to try: the row of the sample to take it from, and the rows that it stands for. */
interface Probe {
  readonly value: number | string | null;
  readonly from: number;
  rows: number;
}

/**
 * Partial dependence (Friedman, "Greedy function approximation", 2001) of the columns that count most: in each row of a sample
 * the column gets the same value, and the model's final answers are averaged, for one value after the other.
 *
 * @param rows rows that the pair was not fitted on; a sample is taken of many
 */
export async function measureEffects(
  problem: Problem,
  pair: FittedPair,
  { rows, importance }: { readonly rows: Uint32Array; readonly importance: TrainingReport['importance'] },
  { seed, signal }: DrawOptions,
): Promise<ColumnEffect[]> {
  const taken = sampleRows(rows.length, MAX_EFFECT_ROWS, createRandom(seed)).map((position) => rows[position] as number);
  const source = tableSource(problem.table, taken);
  const features = encode(pair.encoder, problem.inputs, source);
  const width = encoderWidth(pair.encoder);
  const blocks = featureBlocks(pair.encoder, problem.inputs);
  const index = classToShow(problem, rows);
  const answersPerRow = problem.classes?.length ?? 1;
  const effects: ColumnEffect[] = [];
  for (const { column } of importance.filter(({ increase }) => increase > 0).slice(0, MAX_EFFECTS)) {
    const input = problem.inputs.find(({ name }) => name === column);
    // Hardly two rows have the same free text.
    if (input === undefined || input.type === 'text') continue;
    const probes = chooseProbes(input, source.cells(input));
    if (probes.length < 2) continue;
    const points: ColumnEffect['points'][number][] = [];
    for (const { value, rows, from } of probes) {
      const moved = moveBlock(features, width, blocks.get(column) ?? [], () => from);
      const answers = await answerFeatures(problem, pair, { features: moved, rowCount: taken.length }, signal);
      let sum = 0;
      for (let row = 0; row < taken.length; row++) sum += answers[row * answersPerRow + index] as number;
      points.push({ value, rows, answer: sum / taken.length });
    }
    effects.push(describeEffect(input, points, problem.classes?.[index] ?? null));
  }
  return effects;
}

/** The rarer of two classes, the most frequent of more, by the rows given; 0 for regression. */
function classToShow({ classes, target }: Problem, rows: Uint32Array): number {
  if (classes === null) return 0;
  const counts = countClasses(targetOf({ target }, rows), classes.length);
  return counts.indexOf(classes.length === 2 ? Math.min(...counts) : Math.max(...counts));
}

function chooseProbes({ type }: ModelInput, cells: CellValues): Probe[] {
  const isQuantity = type === 'numerical' || type === 'datetime';
  return isQuantity && cells.form === 'number' ? quantityProbes(type, cells.values) : levelProbes(cells);
}

/** All values where they are few, otherwise those at equally spaced quantiles; each is a row's own. */
function quantityProbes(type: 'numerical' | 'datetime', values: Float64Array): Probe[] {
  const order = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]));
  order.sort((a, b) => values[a]! - values[b]! || a - b);
  const firsts = order.filter((row, place) => values[row] !== values[order[place - 1] ?? -1]);
  const quantiles = Array.from({ length: EFFECT_POINTS }, (_, step) => {
    const share = EFFECT_TAIL + ((1 - 2 * EFFECT_TAIL) * step) / (EFFECT_POINTS - 1);
    return order[Math.round((order.length - 1) * share)]!;
  });
  const chosen = firsts.length <= EFFECT_POINTS ? [...firsts] : quantiles;
  const probes: (Probe & { readonly number: number })[] = [];
  for (const from of chosen) {
    const number = values[from]!;
    const value = type === 'datetime' ? new Date(number).toISOString() : number;
    if (probes.at(-1)?.number !== number) probes.push({ value, number, from, rows: 0 });
  }
  let nearest = 0;
  for (const row of order) {
    const distance = (place: number) => Math.abs((probes[place]?.number ?? Infinity) - values[row]!);
    while (distance(nearest + 1) < distance(nearest)) nearest++;
    probes[nearest]!.rows++;
  }
  return probes.map(({ value, from, rows }) => ({ value, from, rows }));
}

/** The most frequent levels; missing cells are one. */
function levelProbes(cells: CellValues): Probe[] {
  const { codes, texts } = asTexts(cells);
  const probes = new Map<number, Probe>();
  codes.forEach((code, row) => {
    const known = probes.get(code);
    if (known === undefined) probes.set(code, { value: texts[code] ?? null, from: row, rows: 1 });
    else known.rows++;
  });
  return [...probes.values()].toSorted((a, b) => b.rows - a.rows || a.from - b.from).slice(0, EFFECT_POINTS);
}

function describeEffect({ name, type }: ModelInput, points: ColumnEffect['points'], label: string | null): ColumnEffect {
  const answers = points.map(({ answer }) => answer);
  const isQuantity = type === 'numerical' || type === 'datetime';
  return {
    column: name,
    type,
    label,
    points,
    direction: isQuantity ? directionOf(answers) : null,
    low: answers.indexOf(Math.min(...answers)),
    high: answers.indexOf(Math.max(...answers)),
  };
}

function directionOf(answers: readonly number[]): 'rises' | 'falls' | 'mixed' {
  const steps = answers.slice(1).map((answer, place) => answer - answers[place]!);
  const up = steps.reduce((sum, step) => sum + Math.max(0, step), 0);
  const down = steps.reduce((sum, step) => sum + Math.max(0, -step), 0);
  if (up > 0 && up >= DIRECTION_SHARE * (up + down)) return 'rises';
  return down > 0 && down >= DIRECTION_SHARE * (up + down) ? 'falls' : 'mixed';
}
