import type { Model } from '../model/types.js';
import type { Association, ColumnProfile, Profile, TargetProfile } from '../profile/types.js';
import type { Task } from '../schema/types.js';
import { heuristics } from './heuristics.js';
import type { NumberWords } from './number-words.js';

/** What every section is written from. */
export interface Facts {
  readonly profile: Profile;
  /** Null while none has been trained. */
  readonly model: Model | null;
  /** The target as profiled; null when there is none, or when the model predicts another column than the profile looked at. */
  readonly target: TargetProfile | null;
  readonly words: NumberWords;
}

/** A column's relation to the target. */
export interface Relation {
  readonly column: string;
  /** 0 to 1. */
  readonly strength: number;
  /** Whether the target rises or falls with it; null where that isn't known. */
  readonly direction: 'rises' | 'falls' | null;
}

/** Gathers the facts of a profile and, when there is one, a model. */
export function gatherFacts(profile: Profile, model: Model | null, words: NumberWords): Facts {
  const target = model !== null && profile.target?.column !== model.target.column ? null : profile.target;
  return { profile, model, target, words };
}

/** The target's name and task: the model's, else the profile's. */
export function targetOf({ model, target }: Facts): { readonly column: string; readonly task: Task } | null {
  if (model !== null) return { column: model.target.column, task: model.task };
  return target === null ? null : { column: target.column, task: target.task };
}

/** A column's profile by name. */
export function columnOf({ profile }: Facts, name: string): ColumnProfile | undefined {
  return profile.columns.find((column) => column.name === name);
}

/** Columns that give the target away for sure: they are told apart from honest relations. */
export function leakingColumns({ profile, model }: Facts): ReadonlySet<string> {
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

/** Whether any column is left to predict the target from: identifiers, empty and constant columns say nothing. */
export function hasPredictors({ profile, target }: Facts): boolean {
  const identifiers = new Set(profile.schema.columns.filter(({ semantic }) => semantic === 'identifier').map(({ name }) => name));
  return profile.columns.some(({ name, distinct }) => name !== target?.column && distinct > 1 && !identifiers.has(name));
}

/** The relations to the target worth telling, strongest first, without identifiers and leaks. */
export function toldRelations(facts: Facts): Relation[] {
  const { target, profile } = facts;
  if (target === null) return [];
  const identifiers = profile.schema.columns.filter(({ semantic }) => semantic === 'identifier').map(({ name }) => name);
  const left = new Set([...identifiers, ...leakingColumns(facts)]);
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
