import type { FittedEncoder, FittedFeature, ModelInput } from './types.js';
import {
  expectBoolean,
  expectList,
  expectNumber,
  expectNumbers,
  expectObject,
  expectOneOf,
  expectString,
  expectStrings,
  rejectJson,
} from './check-json.js';
import { datetimeParts } from './datetime-parts.js';
import { oneHotPlaces } from './encode.js';

const kinds = ['value', 'number', 'hinges', 'one-hot', 'ordinal', 'target-mean', 'terms', 'datetime'] as const;
const needsNumbers: ReadonlySet<string> = new Set(['value', 'number', 'hinges', 'datetime']);

/** Checks and takes an encoder from JSON: every feature is whole, and its column is an input of a form it can use. */
export function parseEncoder(value: unknown, at: string, inputs: readonly ModelInput[]): FittedEncoder {
  const forms = new Map(inputs.map(({ name, format }) => [name, format.form]));
  const features = expectList(expectObject(value, at)['features'], `${at}.features`, (item, path) => {
    const feature = parseFeature(item, path);
    const form = forms.get(feature.column);
    if (form === undefined) rejectJson(`${path}.column`, 'the name of an input', feature.column);
    if (needsNumbers.has(feature.kind) && form === 'dictionary') rejectJson(path, 'a feature of texts', feature.kind);
    return feature;
  });
  return { features };
}

function parseFeature(value: unknown, path: string): FittedFeature {
  const feature = expectObject(value, path);
  const column = expectString(feature['column'], `${path}.column`);
  const number = (name: string) => expectNumber(feature[name], `${path}.${name}`);
  const scale = () => positive(number('scale'), `${path}.scale`);
  const scales = (length: number) =>
    expectNumbers(feature['scales'], `${path}.scales`, length).map((item) => positive(item, `${path}.scales`));
  const numbers = (name: string, length: number) => expectNumbers(feature[name], `${path}.${name}`, length);
  const flag = (name: string) => expectBoolean(feature[name], `${path}.${name}`);
  const kind = expectOneOf(feature['kind'], `${path}.kind`, kinds);
  switch (kind) {
    case 'value':
      return { kind, column };
    case 'number':
      return { kind, column, fill: number('fill'), mean: number('mean'), scale: scale(), indicator: flag('indicator') };
    case 'hinges': {
      const knots = expectNumbers(feature['knots'], `${path}.knots`);
      const basis = { knots, means: numbers('means', knots.length), scales: scales(knots.length) };
      return { kind, column, fill: number('fill'), mean: number('mean'), scale: scale(), ...basis };
    }
    case 'one-hot': {
      const levels = expectStrings(feature['levels'], `${path}.levels`);
      const places = { levels, other: flag('other'), missing: flag('missing') };
      return { kind, column, ...places, fill: numbers('fill', oneHotPlaces(places)) };
    }
    case 'ordinal':
      return { kind, column, levels: expectStrings(feature['levels'], `${path}.levels`), fill: number('fill') };
    case 'target-mean': {
      const levels = expectStrings(feature['levels'], `${path}.levels`);
      return { kind, column, levels, values: numbers('values', levels.length) };
    }
    case 'terms': {
      const terms = expectStrings(feature['terms'], `${path}.terms`);
      const weights = numbers('weights', terms.length).map((weight) => positive(weight, `${path}.weights`));
      return { kind, column, terms, weights };
    }
    case 'datetime': {
      const parts = expectList(feature['parts'], `${path}.parts`, (part, at) => expectOneOf(part, at, datetimeParts));
      const { length } = parts;
      return { kind, column, parts, fill: numbers('fill', length), means: numbers('means', length), scales: scales(length) };
    }
  }
}

function positive(value: number, path: string): number {
  return value > 0 ? value : rejectJson(path, 'above 0', value);
}
