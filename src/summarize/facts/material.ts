import type { Model } from '../../model/types.js';
import type { Association, ColumnProfile, Profile, TargetProfile } from '../../profile/types.js';
import type { Task } from '../../schema/types.js';
import { heuristics } from '../heuristics.js';
import { createNumberWords } from './number-words.js';
import type { NumberWords } from './number-words.js';
import { createValueMaker } from './values.js';
import type { ValueMaker } from './values.js';

/** What facts are gathered from. */
export interface Material {
  readonly profile: Profile;
  /** Null while none has been trained. */
  readonly model: Model | null;
  /** The target as profiled; null when there is none, or when the model predicts another column than the profile looked at. */
  readonly target: TargetProfile | null;
  readonly words: NumberWords;
  readonly say: ValueMaker;
}

/** A column's relation to the target. */
export interface Relation {
  readonly column: string;
  /** 0 to 1. */
  readonly strength: number;
  /** Whether the target rises or falls with it; null where that isn't known. */
  readonly direction: 'rises' | 'falls' | null;
}

/** @throws OPTIONS_INVALID when `locale` is no BCP 47 tag */
export function materialOf(profile: Profile, model: Model | null, locale: string): Material {
  const target = model !== null && profile.target?.column !== model.target.column ? null : profile.target;
  const words = createNumberWords(locale);
  return { profile, model, target, words, say: createValueMaker(words) };
}

/** The target's name and task: the model's, else the profile's. */
export function targetOf({ model, target }: Material): { readonly column: string; readonly task: Task } | null {
  if (model !== null) return { column: model.target.column, task: model.task };
  return target === null ? null : { column: target.column, task: target.task };
}

/** A column's profile by name. */
export function columnOf({ profile }: Material, name: string): ColumnProfile | undefined {
  return profile.columns.find((column) => column.name === name);
}

/** Columns that give the target away for sure: they are told apart from honest relations. */
export function leakingColumns({ profile, model }: Material): ReadonlySet<string> {
  const findings = model?.report.leakage.findings ?? profile.leakage;
  return new Set(findings.filter(({ severity }) => severity === 'high').flatMap(({ columns }) => columns));
}

/** The columns that give the answer away and that the model was told to keep. */
export function keptLeaks({ leakage: { policy, findings } }: Model['report']): string[] {
  if (policy !== 'keep') return [];
  return [...new Set(findings.filter(({ severity }) => severity === 'high').flatMap(({ columns }) => columns))];
}

/** Whether the model's loss on the test rows is below the baseline's. */
export function beatsGuessing({ report: { test, baseline } }: Model): boolean {
  if (test.task === 'classification' && baseline.task === 'classification') return test.logLoss < baseline.logLoss;
  if (test.task === 'regression' && baseline.task === 'regression') return test.rmse < baseline.rmse * (1 - heuristics.gainTold);
  return false;
}

/** Columns whose cells only tell the rows apart. */
export function identifiersOf({ profile }: Material): string[] {
  return profile.schema.columns.filter(({ semantic }) => semantic === 'identifier').map(({ name }) => name);
}

/** Whether any column is left to predict the target from: identifiers, empty and constant columns say nothing. */
export function hasPredictors(material: Material): boolean {
  const identifiers = new Set(identifiersOf(material));
  return material.profile.columns.some(
    ({ name, distinct }) => name !== material.target?.column && distinct > 1 && !identifiers.has(name),
  );
}

/** The relations to the target worth telling, strongest first, without identifiers and leaks. */
export function toldRelations(material: Material): Relation[] {
  const { target } = material;
  if (target === null) return [];
  const left = new Set([...identifiersOf(material), ...leakingColumns(material)]);
  return target.relations
    .flatMap((association) => readRelation(association, target.column))
    .filter(({ column, strength }) => strength >= heuristics.relation.told && !left.has(column));
}

function readRelation({ columns, measure, value }: Association, target: string): Relation[] {
  const column = columns[0] === target ? columns[1] : columns[0];
  if (value === null) return [];
  const direction = measure !== 'pearson' ? null : value > 0 ? 'rises' : 'falls';
  return [{ column, strength: Math.abs(value), direction }];
}

/** "strongly" and its like, for a strength of 0 to 1. */
export function strengthWord(strength: number): string {
  const { moderate, strong, veryStrong } = heuristics.relation;
  if (strength >= veryStrong) return 'very strongly';
  if (strength >= strong) return 'strongly';
  return strength >= moderate ? 'moderately' : 'weakly';
}
