import type { Pause } from '../../run-options.js';
import { associate } from './associate.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import type { Association, Associations } from '../types.js';
import type { Variable } from './variable.js';

/** What the columns say about each other, and about the target. */
export interface AllAssociations {
  readonly associations: Associations;
  /** Every column that has a role with the target, strongest first; empty without target. */
  readonly relations: readonly Association[];
}

/** What to relate: columns, and what they are as variables over some rows. */
export interface AssociateOptions {
  readonly views: readonly ColumnView[];
  readonly target: ColumnView | null;
  readonly variableOf: VariableOf;
  readonly rowsUsed: number;
  readonly pause: Pause;
}

export type VariableOf = (view: ColumnView) => Variable;

/**
 * Relates every column to the target, then the columns to each other within a budget of pairs: pairs of the columns
 * most related to the target come first (without a target: of the columns with the fewest missing values).
 */
export async function associateColumns(options: AssociateOptions): Promise<AllAssociations> {
  const { views, target, variableOf, rowsUsed, pause } = options;
  const usable = views.filter(({ role }) => role !== null);
  const relations = target?.role == null ? [] : await relate(usable, target, variableOf, pause);
  const { pairs, omittedPairs } = await relatePairs(rankColumns(usable, target, relations), variableOf, pause);
  return {
    associations: { pairs: strongestFirst(pairs), omittedPairs, rowsUsed },
    relations: strongestFirst(relations),
  };
}

async function relate(
  usable: readonly ColumnView[],
  target: ColumnView,
  variableOf: VariableOf,
  pause: Pause,
): Promise<Association[]> {
  const other = variableOf(target);
  const relations: Association[] = [];
  for (const [index, view] of usable.entries()) {
    if (view === target) continue;
    await pause(index / usable.length / 2);
    relations.push(associate(variableOf(view), other));
  }
  return relations;
}

function rankColumns(
  usable: readonly ColumnView[],
  target: ColumnView | null,
  relations: readonly Association[],
): readonly ColumnView[] {
  if (target === null) return usable.toSorted((one, other) => one.schema.missing - other.schema.missing);
  const strengths = new Map(relations.map(({ columns, value }) => [columns[0], value === null ? -1 : Math.abs(value)]));
  const strength = (view: ColumnView): number => (view === target ? Infinity : (strengths.get(view.name) ?? -1));
  const strengthOf = new Map(usable.map((view) => [view, strength(view)]));
  // Infinity minus itself is NaN, so the order is asked with comparisons.
  return usable.toSorted((one, other) => compare(strengthOf.get(other) ?? -1, strengthOf.get(one) ?? -1));
}

function compare(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

async function relatePairs(
  ranked: readonly ColumnView[],
  variableOf: VariableOf,
  pause: Pause,
): Promise<{ pairs: Association[]; omittedPairs: number }> {
  const pairs: Association[] = [];
  const earlier: Variable[] = [];
  const wanted = (ranked.length * Math.max(0, ranked.length - 1)) / 2;
  for (const view of ranked) {
    if (pairs.length === heuristics.maxPairs) break;
    await pause(0.5 + pairs.length / Math.max(1, Math.min(wanted, heuristics.maxPairs)) / 2);
    const variable = variableOf(view);
    for (const other of earlier.slice(0, heuristics.maxPairs - pairs.length)) pairs.push(associate(other, variable));
    earlier.push(variable);
  }
  return { pairs, omittedPairs: wanted - pairs.length };
}

function strongestFirst(associations: readonly Association[]): Association[] {
  const strength = ({ value }: Association): number => (value === null ? -1 : Math.abs(value));
  return associations.toSorted((one, other) => strength(other) - strength(one));
}
