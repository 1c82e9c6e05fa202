import { rejectOption, resolveOptions, runDefaults, throwIfAborted, yieldToEventLoop } from '../run-options.js';
import { inferSchema } from '../schema/infer-schema.js';
import type { Table } from '../table/types.js';
import { associateColumns } from './associate-columns.js';
import { chooseTarget } from './choose-target.js';
import { collectFindings } from './collect-findings.js';
import { viewColumns, type ColumnView } from './column-view.js';
import { countDuplicateRows } from './duplicate-rows.js';
import { findLeakage } from './leakage/find-leakage.js';
import { profileColumn } from './profile-column.js';
import { profileTarget } from './profile-target.js';
import { projectRows } from './project.js';
import type { ColumnProfile, Profile, ProfileOptions, ResolvedProfileOptions } from './types.js';

const profileDefaults: ResolvedProfileOptions = { ...runDefaults, schema: undefined, target: undefined, task: undefined };

/**
 * Describes a table: each column, how the columns relate to each other and to the target, a projection for a scatter
 * plot, and findings in plain words, target leakage among them. Exact on all rows, except for the associations (a seeded
 * sample of 50,000 rows where there are more) and the projection (5,000 rows).
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
  const schema = options.schema ?? inferSchema(table);
  const chosen = chooseTarget(schema, options);
  const views = viewColumns(table, schema, chosen);
  const targetView = views.find(({ name }) => name === chosen?.column) ?? null;

  const columns = await profileColumns(views, options.signal);
  const { associations, relations } = await associateColumns(views, targetView, rowCount, options);
  const target = chosen === null || targetView === null ? null : profileTarget(chosen, targetView, relations);
  const leakage = target === null || targetView === null ? [] : await findLeakage(views, targetView, target.task, options.signal);
  throwIfAborted(options.signal);
  const projection = projectRows(views, targetView, rowCount, options.seed);
  const duplicateRows = countDuplicateRows(table);

  const measured = { rowCount, columnCount: columns.length, duplicateRows, target, columns, associations, projection };
  const findings = collectFindings(schema, measured, leakage);
  return {
    formatVersion: 1,
    source,
    schema,
    ...measured,
    findings,
    leakage: findings.filter(({ code }) => code.startsWith('LEAKAGE_')),
  };
}

async function profileColumns(views: readonly ColumnView[], signal: AbortSignal | undefined): Promise<ColumnProfile[]> {
  const columns: ColumnProfile[] = [];
  for (const view of views) {
    throwIfAborted(signal);
    columns.push(profileColumn(view));
    await yieldToEventLoop();
  }
  return columns;
}
