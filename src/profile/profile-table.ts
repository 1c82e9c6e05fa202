import { rejectOption, resolveOptions, runDefaults, throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { columnFacts } from '../schema/column-facts.js';
import { schemaOf } from '../schema/infer-schema.js';
import type { Finding } from '../schema/types.js';
import { createRandom, sampleRows } from '../table/random.js';
import type { Table } from '../table/types.js';
import { associateColumns } from './associations/associate-columns.js';
import { toVariable } from './associations/variable.js';
import { chooseTarget, type ChosenTarget } from './choose-target.js';
import { viewColumns, type ColumnView } from './columns/column-view.js';
import { profileColumn } from './columns/profile-column.js';
import { collectFindings } from './findings/collect-findings.js';
import { findSpellings } from './findings/spelling-findings.js';
import { heuristics } from './heuristics.js';
import { findLeakage } from './leakage/find-leakage.js';
import { profileTarget } from './profile-target.js';
import { describeRows } from './rows/describe-rows.js';
import { countDuplicateRows, findConflicts } from './rows/equal-rows.js';
import { describeMissingness } from './rows/missingness.js';
import { PROFILE_FORMAT_VERSION, type Profile, type ProfileOptions, type ResolvedProfileOptions } from './types.js';

const profileDefaults: ResolvedProfileOptions = { ...runDefaults, schema: undefined, target: undefined, task: undefined };

/** What a profile is made of, in this order; each is told to `onProgress`. */
const parts = ['schema', 'columns', 'associations', 'missingness', 'equal-rows', 'row-shapes', 'leakage'] as const;

/**
 * Describes a table: each column, how the columns relate to each other and to the target, where values are missing, which
 * rows repeat or stand out and what kinds of rows there are, and findings in plain words, target leakage among them. Exact on
 * all rows, except for the associations (a seeded sample of 20,000 rows where there are more) and the projection, row
 * outliers and clusters (5,000 rows).
 *
 * @throws PROFILE_TARGET_NOT_FOUND when `target` is not a column
 * @throws OPTIONS_INVALID, RUN_ABORTED
 *
 * @example
 * const profile = await profileTable(await readCsv({ path: 'samples/telco-churn.csv' }), { target: 'Churn' });
 * console.log(profile.target?.relations[0], profile.findings.map(({ sentence }) => sentence));
 */
export async function profileTable(table: Table, options?: ProfileOptions): Promise<Profile> {
  const resolved = resolveOptions('profileTable', options, profileDefaults);
  checkOptions(resolved);
  throwIfAborted(resolved.signal);
  resolved.onProgress?.({ type: 'stage-start', stage: 'profile' });
  const profile = await buildProfile(table, resolved);
  resolved.onProgress?.({ type: 'stage-end', stage: 'profile' });
  return profile;
}

function checkOptions({ seed, task }: ResolvedProfileOptions): void {
  if (!Number.isFinite(seed)) rejectOption('profileTable', 'seed', 'a finite number', seed);
  if (task !== undefined && task !== 'classification' && task !== 'regression') {
    rejectOption('profileTable', 'task', '"classification" or "regression"', task);
  }
}

async function buildProfile(table: Table, options: ResolvedProfileOptions): Promise<Profile> {
  const { rowCount, source } = table;
  const { seed, signal } = options;
  const begin = async (part: (typeof parts)[number]): Promise<void> => {
    options.onProgress?.({ type: 'part-start', stage: 'profile', part, index: parts.indexOf(part), total: parts.length });
    await yieldToEventLoop();
    throwIfAborted(signal);
  };

  await begin('schema');
  const facts = await eachYielding(table.columns, columnFacts, signal);
  const schema = options.schema ?? schemaOf(table, facts);
  const chosen = chooseTarget(schema, options);
  const views = viewColumns(table, schema, chosen, facts);
  const targetView = views.find(({ name }) => name === chosen?.column) ?? null;

  await begin('columns');
  const columns = await eachYielding(views, profileColumn, signal);
  await begin('associations');
  const rows =
    rowCount > heuristics.associationRows ? sampleRows(rowCount, heuristics.associationRows, createRandom(seed)) : null;
  const rowsUsed = rows?.length ?? rowCount;
  const variableOf = remember((view: ColumnView) => toVariable(view, rows));
  const { associations, relations } = await associateColumns({ views, target: targetView, variableOf, rowsUsed, signal });
  await begin('missingness');
  const missingness = describeMissingness(views, { rowCount, rows, variableOf });
  await begin('equal-rows');
  const duplicateRows = countDuplicateRows(views, rowCount);
  const conflicts = chosen?.task === 'classification' && targetView !== null ? findConflicts(views, targetView, rowCount) : null;
  await begin('row-shapes');
  const shapes = describeRows(views, targetView, rowCount, seed);
  await begin('leakage');
  const leakage = await examineLeakage(views, targetView, chosen, signal);

  const target = chosen === null || targetView === null ? null : profileTarget(chosen, targetView, relations, conflicts);
  const measured = {
    rowCount,
    columnCount: columns.length,
    duplicateRows,
    target,
    columns,
    associations,
    missingness,
    ...shapes,
  };
  const findings = collectFindings(schema, measured, { leakage, spellings: findSpellings(views) });
  return {
    formatVersion: PROFILE_FORMAT_VERSION,
    source,
    schema,
    ...measured,
    findings,
    leakage: findings.filter(({ code }) => code.startsWith('LEAKAGE_')),
  };
}

async function examineLeakage(
  views: readonly ColumnView[],
  target: ColumnView | null,
  chosen: ChosenTarget | null,
  signal: AbortSignal | undefined,
): Promise<readonly Finding[]> {
  return target === null || chosen === null ? [] : findLeakage(views, target, chosen.task, signal);
}

/** Maps, letting the event loop through and looking at the signal before each item. */
async function eachYielding<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
  signal: AbortSignal | undefined,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    throwIfAborted(signal);
    results.push(map(item));
    await yieldToEventLoop();
  }
  return results;
}

/** A function that computes each result once. */
function remember<Item, Result>(compute: (item: Item) => Result): (item: Item) => Result {
  const known = new Map<Item, Result>();
  return (item) => {
    const result = known.get(item) ?? compute(item);
    known.set(item, result);
    return result;
  };
}
