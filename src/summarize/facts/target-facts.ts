import { heuristics } from '../heuristics.js';
import type { Fact, FactValue } from './types.js';
import { columnOf, leakingColumns, strengthWord, toldRelations } from './material.js';
import type { Material, Relation } from './material.js';

/** Which column is to be predicted, how its values are spread, and how the other columns go together with it. */
export function targetFacts(material: Material): Fact[] {
  const { profile, model, target, say } = material;
  const base = { id: 'target', section: 'target', importance: 0.6 } as const;
  if (target === null && model !== null) {
    const { column } = model.target;
    return [{ ...base, form: 'target=other', columns: [column], values: { target: say.name(column) }, source: 'model.target' }];
  }
  if (target === null) {
    if (profile.rowCount === 0) return [];
    const values = { said: say.words(profile.schema.target.reason) };
    return [{ ...base, form: 'said', columns: [], values, source: 'profile.schema.target' }];
  }
  const values: Record<string, FactValue> = target.inferred
    ? { said: say.words(target.reason) }
    : { target: say.name(target.column) };
  const form = target.inferred ? 'said' : 'target=given';
  return [
    { ...base, form, columns: [target.column], values, source: 'profile.target' },
    ...(target.task === 'classification' ? classes(material) : range(material)),
    ...gaps(material),
    ...relations(material),
    ...hints(material),
  ];
}

function classes(material: Material): Fact[] {
  const { target, say, words } = material;
  const listed = target?.classes ?? [];
  const [largest] = listed;
  if (target === null || largest === undefined) return [];
  const distinct = Math.max(columnOf(material, target.column)?.distinct ?? 0, listed.length);
  const number = distinct === 1 ? 'one' : distinct === 2 ? 'two' : distinct === 3 ? 'three' : 'more';
  const equal = distinct === listed.length && listed.every(({ count }) => count === largest.count);
  const balance = equal ? 'equal' : largest.share >= heuristics.unevenShare ? 'uneven' : 'mixed';
  const each = listed.slice(0, 3).flatMap(({ value, share }, index) => [
    [`class-${index + 1}`, say.name(value)],
    [`share-${index + 1}`, say.share(share)],
  ]);
  const fact: Fact = {
    id: 'classes',
    section: 'target',
    form: number === 'one' ? 'classes=one' : `classes=${number}+balance=${balance}`,
    columns: [target.column],
    values: {
      ...(Object.fromEntries(each) as Record<string, FactValue>),
      classes: { value: distinct, unit: 'values', text: words.count(distinct, 'value') },
      base: say.words(target.missing > 0 ? 'that have one' : ''),
    },
    importance: balance === 'uneven' ? 0.8 : 0.5,
    source: 'profile.target.classes',
  };
  return [fact];
}

function range(material: Material): Fact[] {
  const { target, say } = material;
  const numeric = target === null ? null : (columnOf(material, target.column)?.numeric ?? null);
  if (target === null || numeric === null) return [];
  const { min, max, mean, standardDeviation, quantiles } = numeric;
  const base = { section: 'target', columns: [target.column], source: 'profile.columns' } as const;
  const spread: Fact = {
    ...base,
    id: 'range',
    form: min === max ? 'range=constant' : 'range=yes',
    values: {
      min: say.quantity(min, 'target'),
      max: say.quantity(max, 'target'),
      mean: say.quantity(mean, 'target'),
      quarter: say.quantity(quantiles.p25, 'target'),
      'three-quarters': say.quantity(quantiles.p75, 'target'),
    },
    importance: 0.5,
  };
  const skew = standardDeviation === null || standardDeviation === 0 ? 0 : (mean - quantiles.p50) / standardDeviation;
  if (min === max || Math.abs(skew) < heuristics.skewTold) return [spread];
  const values = { median: say.quantity(quantiles.p50, 'target') };
  return [spread, { ...base, id: 'skew', form: skew > 0 ? 'skew=high' : 'skew=low', values, importance: 0.3 }];
}

function gaps({ target, profile, say }: Material): Fact[] {
  if (target === null || target.missing === 0) return [];
  const values = { 'gap-rows': say.count(target.missing, 'rows'), 'gap-share': say.share(target.missing / profile.rowCount) };
  const { column } = target;
  return [
    { id: 'gaps', section: 'target', form: 'gaps=yes', columns: [column], values, importance: 0.5, source: 'profile.target' },
  ];
}

function relations(material: Material): Fact[] {
  const { target, profile, say } = material;
  if (target === null || profile.rowCount === 0 || profile.columnCount < 2) return [];
  const told = toldRelations(material).slice(0, heuristics.maxPredictors);
  const none = leakingColumns(material).size > 0 ? 'relations=apart' : 'relations=none';
  const each = told.flatMap((relation, index) => [
    [`related-${index + 1}`, say.name(relation.column)],
    [`how-${index + 1}`, say.words(detail(relation))],
    [`strength-${index + 1}`, say.quantity(relation.strength, 'score')],
  ]);
  const fact: Fact = {
    id: 'relations',
    section: 'target',
    form: told.length === 0 ? none : `relations=${['one', 'two', 'three'][told.length - 1] ?? 'three'}`,
    columns: told.map(({ column }) => column),
    values: { target: say.name(target.column), ...(Object.fromEntries(each) as Record<string, FactValue>) },
    importance: 1,
    source: 'profile.target.relations',
  };
  return [fact];
}

function detail({ strength, direction }: Relation): string {
  const how = strengthWord(strength);
  if (direction === null) return how;
  return direction === 'rises' ? `${how}, rising with it` : `${how}, falling as it rises`;
}

function hints(material: Material): Fact[] {
  const { target, model, say } = material;
  const names = [...leakingColumns(material)];
  // With a model, its section says what was done about them.
  if (names.length === 0 || target === null || model !== null) return [];
  const form = names.length === 1 ? 'hints=one' : 'hints=many';
  const values = { hints: say.names(names) };
  return [{ id: 'hints', section: 'target', form, columns: names, values, importance: 1, source: 'profile.leakage' }];
}
