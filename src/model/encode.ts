import type { FittedEncoder, FittedFeature, ModelInput } from './types.js';
import type { CellSource, CellValues, TextValues } from './cell-values.js';
import { finish } from '../run-options.js';
import { MISSING_CODE } from '../table/types.js';
import { asTexts } from './cell-values.js';
import { datetimePart } from './datetime-parts.js';
import { termsOf } from './text-terms.js';
import { STANDARDISED_LIMIT } from './heuristics.js';

/** A dense matrix, laid out row after row. */
interface Matrix {
  readonly values: Float64Array;
  readonly width: number;
}

/** How many numbers a feature adds to the vector. */
export function featureWidth(feature: FittedFeature): number {
  switch (feature.kind) {
    case 'value':
      return 1;
    case 'number':
      return feature.indicator ? 2 : 1;
    case 'hinges':
      return feature.knots.length;
    case 'one-hot':
      return oneHotPlaces(feature);
    case 'datetime':
      return feature.parts.length;
    case 'terms':
      return feature.terms.length;
    case 'ordinal':
    case 'target-mean':
      return 1;
  }
}

/** How many numbers a one-hot feature adds: its levels, one for the others and one for missing cells. */
export function oneHotPlaces({ levels, other, missing }: Pick<Feature<'one-hot'>, 'levels' | 'other' | 'missing'>): number {
  return levels.length + (other ? 1 : 0) + (missing ? 1 : 0);
}

/** Length of the vector that the encoder makes of a row. */
export function encoderWidth(encoder: FittedEncoder): number {
  return encoder.features.reduce((width, feature) => width + featureWidth(feature), 0);
}

/**
 * Turns rows into feature vectors, laid out row after row (`rowCount * encoderWidth`). The one code path of training,
 * evaluation and serving. Absent and unreadable cells count as missing.
 *
 * @param inputs how each column is read; must hold every column that the encoder uses
 */
export function encode(encoder: FittedEncoder, inputs: readonly ModelInput[], source: CellSource): Float64Array {
  return finish(encodeInPieces(encoder, inputs, source));
}

/** As {@link encode}, a feature at a time. */
export function* encodeInPieces(
  encoder: FittedEncoder,
  inputs: readonly ModelInput[],
  source: CellSource,
): Generator<void, Float64Array> {
  const width = encoderWidth(encoder);
  const matrix = { values: new Float64Array(width * source.rowCount), width };
  const byName = new Map(inputs.map((input) => [input.name, input]));
  const read = new Map<string, CellValues>();
  let offset = 0;
  for (const feature of encoder.features) {
    const input = byName.get(feature.column);
    if (input === undefined) throw new RangeError(`The encoder uses the column "${feature.column}", which is no input.`);
    const cells = read.get(feature.column) ?? source.cells(input);
    read.set(feature.column, cells);
    encodeFeature(feature, cells, matrix, offset);
    offset += featureWidth(feature);
    yield;
  }
  return matrix.values;
}

/** Position of each level's number in a feature's share: unseen texts have none. */
export function levelNumbers(levels: readonly string[], texts: readonly string[]): Int32Array {
  const numbers = new Map(levels.map((level, index) => [level, index]));
  return Int32Array.from(texts, (text) => numbers.get(text) ?? -1);
}

function encodeFeature(feature: FittedFeature, cells: CellValues, matrix: Matrix, offset: number): void {
  switch (feature.kind) {
    case 'one-hot':
      return encodeOneHot(feature, asTexts(cells), matrix, offset);
    case 'ordinal':
      return encodeOrdinal(feature, asTexts(cells), matrix, offset);
    case 'target-mean':
      return encodeTargetMean(feature, asTexts(cells), matrix, offset);
    case 'terms':
      return encodeTerms(feature, asTexts(cells), matrix, offset);
    case 'value':
      return numbersOf(feature, cells).forEach((value, row) => {
        matrix.values[row * matrix.width + offset] = value;
      });
    case 'number':
      return encodeNumber(feature, numbersOf(feature, cells), matrix, offset);
    case 'hinges':
      return encodeHinges(feature, numbersOf(feature, cells), matrix, offset);
    case 'datetime':
      return encodeDatetime(feature, numbersOf(feature, cells), matrix, offset);
  }
}

function numbersOf(feature: FittedFeature, cells: CellValues): Float64Array {
  if (cells.form === 'number') return cells.values;
  throw new RangeError(`The feature "${feature.kind}" of "${feature.column}" needs numbers, but the column is read as text.`);
}

function standardise(value: number, mean: number, scale: number): number {
  return Math.max(-STANDARDISED_LIMIT, Math.min(STANDARDISED_LIMIT, (value - mean) / scale));
}

type Feature<Kind extends FittedFeature['kind']> = Extract<FittedFeature, { readonly kind: Kind }>;

function encodeNumber(feature: Feature<'number'>, values: Float64Array, matrix: Matrix, offset: number): void {
  values.forEach((value, row) => {
    const missing = Number.isNaN(value);
    const at = row * matrix.width + offset;
    matrix.values[at] = standardise(missing ? feature.fill : value, feature.mean, feature.scale);
    if (feature.indicator) matrix.values[at + 1] = missing ? 1 : 0;
  });
}

function encodeHinges(feature: Feature<'hinges'>, values: Float64Array, matrix: Matrix, offset: number): void {
  const { knots, means, scales } = feature;
  values.forEach((value, row) => {
    const z = standardise(Number.isNaN(value) ? feature.fill : value, feature.mean, feature.scale);
    const at = row * matrix.width + offset;
    for (let index = 0; index < knots.length; index++) {
      const hinge = Math.max(0, z - (knots[index] ?? 0));
      matrix.values[at + index] = (hinge - (means[index] ?? 0)) / (scales[index] ?? 1);
    }
  });
}

function encodeOneHot(feature: Feature<'one-hot'>, cells: TextValues, matrix: Matrix, offset: number): void {
  const numbers = levelNumbers(feature.levels, cells.texts);
  const other = feature.other ? feature.levels.length : -1;
  const missing = feature.missing ? feature.levels.length + (feature.other ? 1 : 0) : -1;
  cells.codes.forEach((code, row) => {
    const known = code === MISSING_CODE ? missing : (numbers[code] ?? -1);
    const index = known === -1 && code !== MISSING_CODE ? other : known;
    const at = row * matrix.width + offset;
    if (index !== -1) matrix.values[at + index] = 1;
    else matrix.values.set(feature.fill, at);
  });
}

function encodeOrdinal(feature: Feature<'ordinal'>, cells: TextValues, matrix: Matrix, offset: number): void {
  const numbers = levelNumbers(feature.levels, cells.texts);
  cells.codes.forEach((code, row) => {
    const number = code === MISSING_CODE ? -1 : (numbers[code] ?? -1);
    matrix.values[row * matrix.width + offset] = number === -1 ? feature.fill : number;
  });
}

function encodeTargetMean(feature: Feature<'target-mean'>, cells: TextValues, matrix: Matrix, offset: number): void {
  const numbers = levelNumbers(feature.levels, cells.texts);
  cells.codes.forEach((code, row) => {
    const number = code === MISSING_CODE ? -1 : (numbers[code] ?? -1);
    matrix.values[row * matrix.width + offset] = feature.values[number] ?? 0;
  });
}

function encodeTerms({ terms, weights }: Feature<'terms'>, { codes, texts }: TextValues, matrix: Matrix, offset: number): void {
  const numbers = new Map(terms.map((term, index) => [term, index]));
  // Each distinct text is taken apart once.
  const found = new Map<number, { readonly places: readonly number[]; readonly length: number }>();
  codes.forEach((code, row) => {
    if (code === MISSING_CODE) return;
    let vector = found.get(code);
    if (vector === undefined) {
      const places = [...termsOf(texts[code] ?? '')].flatMap((term) => numbers.get(term) ?? []);
      const length = Math.sqrt(places.reduce((sum, place) => sum + (weights[place] ?? 0) ** 2, 0));
      found.set(code, (vector = { places, length }));
    }
    for (const place of vector.places) matrix.values[row * matrix.width + offset + place] = (weights[place] ?? 0) / vector.length;
  });
}

function encodeDatetime(feature: Feature<'datetime'>, values: Float64Array, matrix: Matrix, offset: number): void {
  feature.parts.forEach((part, index) => {
    const fill = feature.fill[index] ?? 0;
    values.forEach((value, row) => {
      const number = datetimePart(value, part);
      matrix.values[row * matrix.width + offset + index] = standardise(
        Number.isNaN(number) ? fill : number,
        feature.means[index] ?? 0,
        feature.scales[index] ?? 1,
      );
    });
  });
}
