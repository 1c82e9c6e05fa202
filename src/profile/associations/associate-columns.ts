import { throwIfAborted, yieldToEventLoop } from '../../run-options.js';
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
  readonly signal: AbortSignal | undefined;
}

export type VariableOf = (view: ColumnView) => Variable;

/**
 * Relates every column to the target, then the columns to each other within a budget of pairs: pairs of the columns
 * most related to the target come first (without a target: of the columns with the fewest missing values).
 */
export async function associateColumns(options: AssociateOptions): Promise<AllAssociations> {
  const { views, target, variableOf, rowsUsed, signal } = options;
  const usable = views.filter(({ role }) => role !== null);
  const relations = target?.role == null ? [] : await relate(usable, target, variableOf, signal);
  const { pairs, omittedPairs } = await relatePairs(rankColumns(usable, target, relations), variableOf, signal);
  return {
    associations: { pairs: strongestFirst(pairs), omittedPairs, rowsUsed },
    relations: strongestFirst(relations),
  };
}

async function relate(
  usable: readonly ColumnView[],
  target: ColumnView,
  variableOf: VariableOf,
  signal: AbortSignal | undefined,
): Promise<Association[]> {
  const other = variableOf(target);
  const relations: Association[] = [];
  for (const view of usable) {
    if (view === target) continue;
    throwIfAborted(signal);
    relations.push(associate(variableOf(view), other));
    await yieldToEventLoop();
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
  signal: AbortSignal | undefined,
): Promise<{ pairs: Association[]; omittedPairs: number }> {
  const pairs: Association[] = [];
  const earlier: Variable[] = [];
  for (const view of ranked) {
    if (pairs.length === heuristics.maxPairs) break;
    throwIfAborted(signal);
    const variable = variableOf(view);
    for (const other of earlier.slice(0, heuristics.maxPairs - pairs.length)) pairs.push(associate(other, variable));
    earlier.push(variable);
    await yieldToEventLoop();
  }
  return { pairs, omittedPairs: (ranked.length * Math.max(0, ranked.length - 1)) / 2 - pairs.length };
}

function strongestFirst(associations: readonly Association[]): Association[] {
  const strength = ({ value }: Association): number => (value === null ? -1 : Math.abs(value));
  return associations.toSorted((one, other) => strength(other) - strength(one));
}
