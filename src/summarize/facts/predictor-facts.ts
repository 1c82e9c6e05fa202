import type { DroppedColumn } from '../../model/types.js';
import { heuristics } from '../heuristics.js';
import type { Fact, FactValue } from './types.js';
import { beatsGuessing, columnOf, targetOf, toldRelations } from './material.js';
import type { Material } from './material.js';
import { quoteNames } from './quote-name.js';

const numerals = ['one', 'two', 'three'];

/** The columns that predict most: by the model's importance, or without a model by how they go together with the target. */
export function predictorFacts(material: Material): Fact[] {
  return material.model === null ? likely(material) : [...top(material), ...effect(material), ...unused(material)];
}

function likely(material: Material): Fact[] {
  const target = targetOf(material);
  const names = toldRelations(material)
    .slice(0, heuristics.maxPredictors)
    .map(({ column }) => column);
  if (target === null || names.length === 0) return [];
  const form = `likely=${numerals[names.length - 1] ?? ''}`;
  const values = { target: material.say.name(target.column), ...numbered('likely', names, material) };
  return [
    { id: 'likely', section: 'predictors', form, columns: names, values, importance: 0.5, source: 'profile.target.relations' },
  ];
}

function numbered(slot: string, names: readonly string[], { say }: Material): Record<string, FactValue> {
  return Object.fromEntries(names.map((name, index) => [`${slot}-${index + 1}`, say.name(name)]));
}

function top(material: Material): Fact[] {
  const { model, say } = material;
  if (model === null) return [];
  const useful = model.report.importance.filter(({ increase }) => increase > 0);
  const total = useful.reduce((sum, { increase }) => sum + increase, 0);
  const shown = useful.slice(0, heuristics.maxPredictors);
  const names = shown.map(({ column }) => column);
  const base = { section: 'predictors', columns: names, source: 'model.report.importance' } as const;
  const count = names.length === 0 ? 'none' : names.length === 1 ? 'only' : (numerals[names.length - 1] ?? '');
  const values = { target: say.name(model.target.column), ...numbered('top', names, material) };
  const fact: Fact = { ...base, id: 'top', form: `top=${count}`, values, importance: 1 };
  if (useful.length === shown.length) return [fact];
  const share = shown.reduce((sum, { increase }) => sum + increase, 0) / total;
  const carried = { 'top-share': say.share(share) };
  return [fact, { ...base, id: 'carry', form: `carry=${count}`, values: carried, importance: 0.4 }];
}

/** How the answer goes with the column that tells most. */
function effect(material: Material): Fact[] {
  const { model, say } = material;
  const told = model?.report.effects.find(({ column }) => column === model.report.importance[0]?.column);
  if (model === null || told === undefined || !beatsGuessing(model)) return [];
  const { column, type, label, points, direction, low, high } = told;
  const [least, most] = [points[low], points[high]];
  // A time is neither high nor low, and missing cells have no value to name.
  if (type === 'datetime' || least?.value == null || most?.value == null || least.answer === most.answer) return [];
  if (label === null && !isInRange(material, least.answer, most.answer)) return [];
  const place = (value: number | string) => (typeof value === 'number' ? say.quantity(value, 'column') : say.name(value));
  const answer = (value: number) => (label === null ? say.quantity(value, 'target') : say.share(value));
  const values: Record<string, FactValue> = {
    target: say.name(model.target.column),
    effect: say.name(column),
    low: place(least.value),
    high: place(most.value),
    'answer-low': answer(least.answer),
    'answer-high': answer(most.answer),
    ...(label === null ? {} : { class: say.name(label) }),
  };
  const form = `effect=${direction ?? 'levels'}+answer=${label === null ? 'number' : 'share'}`;
  return [
    { id: 'effect', section: 'predictors', form, columns: [column], values, importance: 0.4, source: 'model.report.effects' },
  ];
}

/**
 * Whether answers lie within the target's own range: where a column can't move without others, its partial dependence may
 * lead to rows that there are not, and to answers that nobody would believe.
 */
function isInRange(material: Material, least: number, most: number): boolean {
  const { target } = material;
  const range = target === null ? null : (columnOf(material, target.column)?.numeric ?? null);
  return range === null || (least >= range.min && most <= range.max);
}

const unusedWords: Partial<Record<DroppedColumn['code'], readonly [one: string, several: string]>> = {
  IDENTIFIER: ['only tells the rows apart', 'only tell the rows apart'],
  CONSTANT: ['never changes', 'never change'],
  ALL_MISSING: ['is empty', 'are empty'],
  TEXT: ['holds no words to learn from', 'hold no words to learn from'],
  TOO_MANY_COLUMNS: ['tells less than the others', 'tell less than the others'],
  TOO_MANY_LEVELS: ['has too many different values', 'have too many different values'],
};

/** Columns that the model doesn't use, by reason; leaks are told with the model's figures. */
function unused({ model, say }: Material): Fact[] {
  const groups = new Map<DroppedColumn['code'], string[]>();
  for (const { code, column } of model?.dropped ?? []) groups.set(code, [...(groups.get(code) ?? []), column]);
  const told = [...groups].filter(([code]) => unusedWords[code] !== undefined);
  if (told.length === 0) return [];
  const reasons = told.map(([code, names]) => `${quoteNames(names)}, which ${unusedWords[code]![names.length === 1 ? 0 : 1]}`);
  const columns = told.flatMap(([, names]) => names);
  const values = { unused: say.words(reasons.join(', nor ')) };
  return [{ id: 'unused', section: 'predictors', form: 'unused=yes', columns, values, importance: 0.4, source: 'model.dropped' }];
}
