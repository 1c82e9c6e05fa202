import { pauseFor, rejectOption, resolveOptions, runDefaults, throwIfAborted, type Pause } from '../run-options.js';
import { columnFacts } from '../schema/column-facts.js';
import { schemaOf } from '../schema/infer-schema.js';
import { createRandom, sampleRows } from '../table/random.js';
import type { Table } from '../table/types.js';
import { associateColumns } from './associations/associate-columns.js';
import { toVariable } from './associations/variable.js';
import { chooseTarget } from './choose-target.js';
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

/** What a profile is made of, in this order. */
const parts = ['schema', 'columns', 'associations', 'missingness', 'equal-rows', 'row-outliers', 'clusters', 'leakage'] as const;

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
  const { seed } = options;
  const during = pausesOf(options);

  const facts = await eachWithPause(table.columns, columnFacts, during('schema'));
  const schema = options.schema ?? schemaOf(table, facts);
  const chosen = chooseTarget(schema, options);
  const views = viewColumns(table, schema, chosen, facts);
  const targetView = views.find(({ name }) => name === chosen?.column) ?? null;
  const columns = await eachWithPause(views, profileColumn, during('columns'));

  const rows =
    rowCount > heuristics.associationRows ? sampleRows(rowCount, heuristics.associationRows, createRandom(seed)) : null;
  const variableOf = remember((view: ColumnView) => toVariable(view, rows));
  const { associations, relations } = await associateColumns({
    views,
    target: targetView,
    variableOf,
    rowsUsed: rows?.length ?? rowCount,
    pause: during('associations'),
  });
  await during('missingness')(0);
  const missingness = describeMissingness(views, { rowCount, rows, variableOf });
  await during('equal-rows')(0);
  const duplicateRows = countDuplicateRows(views, rowCount);
  const conflicts = chosen?.task === 'classification' && targetView !== null ? findConflicts(views, targetView, rowCount) : null;
  const shapes = await describeRows(views, targetView, { rowCount, seed, during });
  const target = chosen === null || targetView === null ? null : profileTarget(chosen, targetView, relations, conflicts);
  const leakage =
    target === null || targetView === null ? [] : await findLeakage(views, targetView, target.task, during('leakage'));

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

/** For each part, a pause that tells `onProgress` how far the profile is whenever another hundredth is done. */
function pausesOf({ signal, onProgress }: ResolvedProfileOptions): (part: (typeof parts)[number]) => Pause {
  const pause = pauseFor(signal);
  let told = -1;
  return (part) => async (share) => {
    const hundredths = Math.floor((100 * (parts.indexOf(part) + share)) / parts.length);
    if (hundredths > told) {
      told = hundredths;
      onProgress?.({ type: 'part-progress', stage: 'profile', part, fraction: hundredths / 100 });
    }
    await pause(share);
  };
}

/** Maps, with a pause before each item. */
async function eachWithPause<Item, Result>(items: readonly Item[], map: (item: Item) => Result, pause: Pause): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    await pause(results.length / items.length);
    results.push(map(item));
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
