import type { ColumnProfile } from '../../profile/types.js';
import { heuristics } from '../heuristics.js';
import type { Fact } from './types.js';
import type { Material } from './material.js';

/** What is missing, repeated, constant, far out or was repaired while reading; that nothing is wrong when nothing is. */
export function qualityFacts(material: Material): Fact[] {
  const troubles = [
    ...repeats(material),
    ...constants(material),
    ...empties(material),
    ...outliers(material),
    ...misfits(material),
    ...reading(material),
  ];
  if (material.profile.rowCount === 0) return troubles;
  const gaps = missing(material);
  if (gaps.length > 0) return [...gaps, ...troubles];
  const form = troubles.length > 0 ? 'missing=none' : 'clean=yes';
  const importance = troubles.length > 0 ? 0.4 : 0.7;
  const [id = ''] = form.split('=');
  return [{ id, section: 'quality', form, columns: [], values: {}, importance, source: 'profile.missingness' }, ...troubles];
}

function missing({ profile, say }: Material): Fact[] {
  const columns = profile.columns.filter((column) => column.missing > 0).toSorted((one, other) => other.missing - one.missing);
  const [worst] = columns;
  if (worst === undefined) return [];
  const count = columns.reduce((sum, column) => sum + column.missing, 0);
  const cells = profile.rowCount * profile.columnCount;
  const { few, many } = heuristics.missingShare;
  const level = count / cells < few ? 'few' : count / cells < many ? 'some' : 'many';
  const fact = {
    id: 'missing',
    section: 'quality' as const,
    form: count === 1 ? 'missing=single' : `missing=${level}+where=${columns.length === 1 ? 'one' : 'several'}`,
    columns: [worst.name],
    values: {
      missing: say.whole(count, 'cells'),
      cells: say.count(cells, 'cells'),
      'missing-share': say.share(count / cells),
      'missing-columns': say.count(columns.length, 'columns'),
      worst: say.name(worst.name),
      'worst-share': say.share(worst.missing / profile.rowCount),
    },
    importance: { few: 0.5, some: 0.7, many: 0.9 }[level],
    source: 'profile.columns',
  };
  return [fact];
}

function repeats({ profile: { duplicateRows, rowCount }, say }: Material): Fact[] {
  if (duplicateRows === 0) return [];
  const share = duplicateRows / rowCount;
  const many = share >= heuristics.duplicateShareTold;
  const form = duplicateRows === 1 ? 'repeats=one' : many ? 'repeats=many' : 'repeats=few';
  const values = { repeats: say.count(duplicateRows, 'rows'), 'repeat-share': say.share(share) };
  const importance = many ? 0.8 : 0.5;
  return [{ id: 'repeats', section: 'quality', form, columns: [], values, importance, source: 'profile.duplicateRows' }];
}

function constants({ profile, say }: Material): Fact[] {
  // One row tells nothing about what changes, and a column with gaps does change.
  if (profile.rowCount < 2) return [];
  const names = profile.columns.filter(({ distinct, missing }) => distinct === 1 && missing === 0).map(({ name }) => name);
  if (names.length === 0) return [];
  const form = names.length === 1 ? 'constant=one' : 'constant=many';
  const values = { constants: say.names(names) };
  return [{ id: 'constant', section: 'quality', form, columns: names, values, importance: 0.4, source: 'profile.columns' }];
}

function empties({ profile, say }: Material): Fact[] {
  const names = profile.columns.filter(({ count }) => count === 0 && profile.rowCount > 0).map(({ name }) => name);
  if (names.length === 0) return [];
  const form = names.length === 1 ? 'empty=one' : 'empty=many';
  const values = { empties: say.names(names) };
  return [{ id: 'empty', section: 'quality', form, columns: names, values, importance: 0.4, source: 'profile.columns' }];
}

function outliers({ profile, say }: Material): Fact[] {
  const share = ({ outliers, count }: ColumnProfile) => (outliers?.tukey.count ?? 0) / Math.max(1, count);
  const columns = profile.columns
    .filter((column) => share(column) >= heuristics.outlierShareTold)
    .toSorted((one, other) => share(other) - share(one));
  const [worst, ...others] = columns;
  if (worst?.outliers == null) return [];
  const { count, lower, upper } = worst.outliers.tukey;
  const how = count === 1 ? 'single' : others.length === 0 ? 'one' : 'several';
  const names = others.map(({ name }) => name);
  const fact: Fact = {
    id: 'outliers',
    section: 'quality',
    form: `outliers=${how}+side=${sideOf(worst)}`,
    columns: how === 'several' ? [worst.name, ...names] : [worst.name],
    values: {
      odd: say.count(count, 'values'),
      'odd-column': say.name(worst.name),
      'odd-share': say.share(share(worst)),
      low: say.quantity(lower, 'column'),
      high: say.quantity(upper, 'column'),
      'odd-others': say.names(names),
    },
    importance: 0.5,
    source: 'profile.columns',
  };
  return [fact];
}

/** On which side of the fences values lie: a fence that none is beyond is not worth telling. */
function sideOf({ outliers, numeric }: ColumnProfile): 'above' | 'below' | 'outside' {
  if (outliers === null || numeric === null) return 'outside';
  if (numeric.min >= outliers.tukey.lower) return 'above';
  return numeric.max <= outliers.tukey.upper ? 'below' : 'outside';
}

function misfits({ profile, say }: Material): Fact[] {
  return profile.findings
    .filter(({ code }) => code === 'MIXED_TYPES')
    .slice(0, heuristics.maxQuoted)
    .map(({ sentence, columns }, index) => ({
      id: `misfits-${index + 1}`,
      section: 'quality',
      form: 'said',
      columns,
      values: { said: say.words(sentence) },
      importance: 0.6,
      source: 'profile.findings',
    }));
}

function reading({ profile, words, say }: Material): Fact[] {
  // Misfit cells are told by the findings; a file of names only by the size.
  const warnings = profile.source.warnings.filter(({ code }) => code !== 'CELLS_MISFIT' && code !== 'HEADER_ONLY');
  const rest = warnings.length - heuristics.maxQuoted;
  const told = warnings.slice(0, heuristics.maxQuoted).map(({ message }) => message);
  const sentences = rest > 0 ? [...told, `Reading the file gave ${words.count(rest, 'more warning')}.`] : told;
  return sentences.map((sentence, index) => ({
    id: `reading-${index + 1}`,
    section: 'quality',
    form: 'said',
    columns: [],
    values: { said: say.words(sentence) },
    importance: 0.6,
    source: 'profile.source.warnings',
  }));
}
