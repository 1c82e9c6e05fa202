import type { Pause } from '../../run-options.js';
import type { Finding, Task } from '../../schema/types.js';
import type { ColumnView } from '../columns/column-view.js';
import { canonicalRows } from './canonical-rows.js';
import { columnClue, type Clue } from './clue.js';
import { correlateRanks } from './correlate.js';
import { examineClue } from './examine-clue.js';
import { findTellingWords } from './find-telling-words.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { jointChecks } from './joint-checks.js';
import { gravest, isGraver } from './leakage-finding.js';
import { takeOutcome } from './outcome.js';
import { hasParts, textClues } from './text-clues.js';

/** What is examined, and on which rows. */
export interface Examination {
  /** All columns but the target. */
  readonly views: readonly ColumnView[];
  readonly target: ColumnView;
  readonly task: Task;
  /** Rows with a target, in canonical order. */
  readonly rows: Uint32Array;
  /** How many things are tried, for chance's sake. */
  readonly tries: number;
}

/**
 * Finds the columns that give the target away: copies, recodings, rescalings and near copies; columns that are filled in
 * for one outcome only; words and parts of codes; times between dates; columns that are compared, added, multiplied or
 * averaged to give the target or were made from it; later rows' values; and names that sound like it. At most one
 * finding per column by itself, the gravest; then what several columns tell together.
 *
 * Evidence must be near perfect, rest on enough rows and be beyond chance for as many things as are tried, so a good honest
 * predictor is never called a leak: see `leakageHeuristics`. Up to 20,000 rows are examined (fewer of very wide tables): the
 * same ones, in the same order, whatever the order of the table.
 */
export async function findLeakage(
  views: readonly ColumnView[],
  target: ColumnView,
  task: Task,
  pause: Pause,
): Promise<Finding[]> {
  const columns = views.map(({ column }) => column);
  const rows = canonicalRows(columns, target.column, sampleSize(views.length, limits.columnSample));
  if (rows.length < limits.minRows) return [];
  const others = views.filter((view) => view !== target && view.schema.distinct > 0);
  const examination: Examination = { views: others, target, task, rows, tries: others.length * limits.triesPerColumn };

  const { findings, clues } = await examineColumns(examination, pause);
  const checks = jointChecks(examination);
  for (const [index, check] of checks.entries()) {
    await pause((1 + index / checks.length) / 2);
    const condemned = new Set(findings.filter(({ severity }) => severity === 'high').flatMap(({ columns: names }) => names));
    const open = clues.filter((clue) => !clue.columns.some((name) => condemned.has(name)));
    for (const finding of check(open)) addGraver(findings, finding);
  }
  return findings;
}

/** Adds a finding unless one as grave is known about a column of it, and takes out what it makes needless. */
function addGraver(findings: Finding[], added: Finding): void {
  const related = findings.filter(({ columns }) => columns.some((name) => added.columns.includes(name)));
  if (related.some((known) => !isGraver(added, known))) return;
  const needless = related.filter(({ columns }) => columns.every((name) => added.columns.includes(name)));
  findings.splice(0, findings.length, ...findings.filter((known) => !needless.includes(known)), added);
}

interface SampleLimits {
  readonly rows: number;
  readonly cells: number;
  readonly fewest: number;
}

function sampleSize(columns: number, { rows, cells, fewest }: SampleLimits): number {
  return Math.max(fewest, Math.min(rows, Math.floor(cells / columns)));
}

/** Examines every column by itself, as it is and taken apart, and gives the clues that they are. */
async function examineColumns(
  { views, target, task, rows, tries }: Examination,
  pause: Pause,
): Promise<{ findings: Finding[]; clues: Clue[] }> {
  const outcome = takeOutcome(target, task, rows, views);
  const fewer = rows.subarray(0, sampleSize(views.length, limits.textSample));
  const outcomeOfFewer = takeOutcome(target, task, fewer, views);
  const clocks = views.filter(({ schema }) => schema.type === 'datetime').map((view) => columnClue(view, rows));
  const findings: Finding[] = [];
  const clues: Clue[] = [];
  for (const [index, view] of views.entries()) {
    await pause(index / views.length / 2);
    const clue = columnClue(view, rows);
    clues.push(clue);
    let finding = examineClue(clue, outcome, tries);
    // A number that goes along with a date, as running numbers do, says when.
    if (finding?.severity === 'high' && clocks.some((clock) => runsWith(clue, clock))) {
      finding = examineClue({ ...clue, temporal: true }, outcome, tries);
    }
    if (finding?.severity !== 'high' && hasParts(view, rows.length)) {
      const text = columnClue(view, fewer);
      const parts = textClues(text).map((part) => examineClue(part, outcomeOfFewer, tries));
      finding = gravest([finding, findTellingWords(text, outcomeOfFewer, tries), ...parts]);
    }
    if (finding !== null) findings.push(finding);
  }
  return { findings, clues };
}

function runsWith({ numbers, columns }: Clue, clock: Clue): boolean {
  if (numbers === null || clock.numbers === null || columns[0] === clock.columns[0]) return false;
  return Math.abs(correlateRanks(numbers, clock.numbers).value ?? 0) >= limits.runsWith;
}
