import type { FittedEncoder, FittedFeature, ModelInput } from '../model/types.js';
import type { CellSource, NumberValues, TextValues } from '../model/cell-values.js';
import type { Encoding } from './estimator.js';
import { asTexts } from '../model/cell-values.js';
import { finish } from '../run-options.js';
import { encoderWidth } from '../model/encode.js';
import { datetimePart, datetimeParts } from '../model/datetime-parts.js';
import { MISSING_CODE } from '../table/types.js';
import { countClasses, meanOf } from './estimator.js';
import { fitHinges } from './fit-hinges.js';
import {
  FEW_FEATURES,
  LEVEL_MEAN_PRIOR_ROWS,
  MAX_FEATURES,
  MAX_ONE_HOT_LEVELS,
  MAX_ORDERED_LEVELS,
  MIN_INDICATOR_ROWS,
  MIN_LEVEL_ROWS,
  ROWS_PER_FEATURE,
} from './heuristics.js';
import { median, scaleOf } from './spread.js';
import { fitTerms } from './fit-terms.js';
import { fitTargetMeans } from './target-means.js';

/** The training rows: their cells and their targets. */
export interface EncoderRows {
  readonly source: CellSource;
  readonly target: Float64Array;
  readonly classCount: number | null;
}

/**
 * Learns how to turn rows into feature vectors: fills, means, scales, knots and levels come from the given rows alone.
 * Numbers that don't vary and levels that don't occur add no feature.
 */
export function fitEncoder(encoding: Encoding, inputs: readonly ModelInput[], rows: EncoderRows): FittedEncoder {
  return finish(fitEncoderInPieces(encoding, inputs, rows));
}

/** As {@link fitEncoder}, an input at a time. */
export function* fitEncoderInPieces(
  encoding: Encoding,
  inputs: readonly ModelInput[],
  rows: EncoderRows,
): Generator<void, FittedEncoder> {
  let limit = MAX_ONE_HOT_LEVELS;
  let encoder = yield* fitWithin(limit, encoding, inputs, rows);
  const most = Math.max(FEW_FEATURES, Math.min(MAX_FEATURES, rows.source.rowCount / ROWS_PER_FEATURE));
  while (encoderWidth(encoder) > most && limit > 0) {
    limit = Math.floor(limit / 2);
    encoder = yield* fitWithin(limit, encoding, inputs, rows);
  }
  return encoder;
}

/** @param limit most knots, and most levels, of a column */
function* fitWithin(
  limit: number,
  encoding: Encoding,
  inputs: readonly ModelInput[],
  rows: EncoderRows,
): Generator<void, FittedEncoder> {
  const targets = orderingTarget(rows);
  const features: FittedFeature[] = [];
  for (const input of inputs) {
    features.push(...fitInput(limit, encoding, input, rows, targets));
    yield;
  }
  return { features };
}

function fitInput(
  limit: number,
  encoding: Encoding,
  input: ModelInput,
  rows: EncoderRows,
  targets: Float64Array,
): FittedFeature[] {
  const cells = rows.source.cells(input);
  if (cells.form === 'number' && input.type === 'datetime') return fitDatetime(input.name, cells, encoding, limit);
  if (cells.form === 'number' && input.type === 'numerical') return fitNumber(input.name, cells, encoding, limit);
  const texts = asTexts(cells);
  if (input.type === 'text') return fitTerms(input.name, texts, targets, limit);
  const many = new Set(texts.codes).size > MAX_ORDERED_LEVELS;
  const means = many ? fitTargetMeans(input.name, texts, targets) : [];
  if (encoding.categories === 'one-hot') return [...fitOneHot(input.name, texts, limit), ...means];
  return many ? means : fitOrdinal(input.name, texts, targets);
}

function fitNumber(column: string, { values }: NumberValues, encoding: Encoding, limit: number): FittedFeature[] {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  const mean = meanOf(present);
  const scale = scaleOf(present, mean);
  const indicator = values.length - present.length >= MIN_INDICATOR_ROWS;
  if (present.length === 0) return [];
  if (encoding.numbers === 'raw') return scale === 0 && present.length === values.length ? [] : [{ kind: 'value', column }];
  if (scale === 0 && !indicator) return [];
  const base = { column, fill: median(present), mean, scale: scale === 0 ? 1 : scale };
  const number: FittedFeature = { kind: 'number', ...base, indicator };
  return encoding.numbers === 'hinges' ? [number, ...fitHinges(base, present, limit)] : [number];
}

function fitDatetime(column: string, { values }: NumberValues, encoding: Encoding, limit: number): FittedFeature[] {
  const present = values.filter((value) => !Number.isNaN(value)).sort();
  const fitted = datetimeParts.flatMap((part) => {
    const numbers = present.map((value) => datetimePart(value, part)).sort();
    const mean = meanOf(numbers);
    const scale = scaleOf(numbers, mean);
    return scale === 0 ? [] : [{ part, fill: median(numbers), mean, scale }];
  });
  if (fitted.length === 0) return [];
  const parts: FittedFeature = {
    kind: 'datetime',
    column,
    parts: fitted.map(({ part }) => part),
    fill: fitted.map(({ fill }) => fill),
    means: fitted.map(({ mean }) => mean),
    scales: fitted.map(({ scale }) => scale),
  };
  if (encoding.numbers !== 'hinges') return [parts];
  const mean = meanOf(present);
  return [parts, ...fitHinges({ column, fill: median(present), mean, scale: scaleOf(present, mean) }, present, limit)];
}

interface Level {
  readonly text: string;
  readonly rows: number;
  /** Sum of the ordering target over its rows. */
  readonly sum: number;
}

function levelsOf({ codes, texts }: TextValues, target: Float64Array): Level[] {
  const rows = new Float64Array(texts.length);
  const sums = new Float64Array(texts.length);
  codes.forEach((code, position) => {
    if (code === MISSING_CODE) return;
    rows[code] = (rows[code] as number) + 1;
    sums[code] = (sums[code] as number) + (target[position] as number);
  });
  const levels = texts.map((text, code) => ({ text, rows: rows[code] as number, sum: sums[code] as number }));
  return levels.filter((level) => level.rows > 0).sort((a, b) => b.rows - a.rows || compareTexts(a.text, b.text));
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function fitOneHot(column: string, cells: TextValues, limit: number): FittedFeature[] {
  const all = levelsOf(cells, new Float64Array(cells.codes.length));
  const kept = all.filter(({ rows }) => rows >= MIN_LEVEL_ROWS).slice(0, limit);
  const other = kept.length < all.length;
  const missing = cells.codes.includes(MISSING_CODE);
  const keptRows = kept.map(({ rows }) => rows);
  const present = sum(all.map(({ rows }) => rows));
  const places = [...keptRows, ...(other ? [present - sum(keptRows)] : []), ...(missing ? [cells.codes.length - present] : [])];
  if (places.length < 2) return [];
  const fill = places.map((rows) => rows / cells.codes.length);
  return [{ kind: 'one-hot', column, levels: kept.map(({ text }) => text), other, missing, fill }];
}

function fitOrdinal(column: string, cells: TextValues, target: Float64Array): FittedFeature[] {
  const prior = meanOf(target);
  const mean = ({ sum, rows }: Level) => (sum + prior * LEVEL_MEAN_PRIOR_ROWS) / (rows + LEVEL_MEAN_PRIOR_ROWS);
  const kept = levelsOf(cells, target)
    .filter(({ rows }) => rows >= MIN_LEVEL_ROWS)
    .sort((a, b) => mean(a) - mean(b) || compareTexts(a.text, b.text));
  if (kept.length === 0) return [];
  const keptRows = kept.map(({ rows }) => rows);
  const fill = sum(keptRows) < cells.codes.length ? -1 : middleLevel(keptRows);
  return [{ kind: 'ordinal', column, levels: kept.map(({ text }) => text), fill }];
}

/** The number of the level that the middle one of the rows has. */
function middleLevel(levelRows: readonly number[]): number {
  const half = sum(levelRows) / 2;
  let seen = 0;
  return levelRows.findIndex((rows) => (seen += rows) >= half);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What levels are put in order by: the number, or for classes 1 for the most frequent one and 0 for the others. */
export function orderingTarget({ target, classCount }: Pick<EncoderRows, 'target' | 'classCount'>): Float64Array {
  if (classCount === null) return target;
  const counts = countClasses(target, classCount);
  const top = counts.indexOf(Math.max(...counts));
  return target.map((index) => (index === top ? 1 : 0));
}
