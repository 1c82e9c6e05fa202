import { throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import type { Finding, Task } from '../../schema/types.js';
import type { ColumnView } from '../column-view.js';
import { canonicalRows } from './canonical-rows.js';
import { codeValues, columnClue, type Clue } from './clue.js';
import { dateClues } from './date-clues.js';
import { examineForClasses, type ClassOutcome } from './examine-for-classes.js';
import { examineForNumbers, type NumberOutcome } from './examine-for-numbers.js';
import { findComparisons } from './find-comparisons.js';
import { findFlags } from './find-flags.js';
import { findFormulas } from './find-formulas.js';
import { findGroupMeans, type GroupOutcome } from './find-group-means.js';
import { findNames } from './find-names.js';
import { findOrderLeaks } from './find-order-leaks.js';
import { findTellingWords } from './find-telling-words.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { gravest } from './leakage-finding.js';
import { measurePower } from './measure-power.js';
import { isRising } from './is-rising.js';
import { rankNumbers } from './ranked-numbers.js';
import { textClues } from './text-clues.js';

/** The target on the rows examined. */
export type Outcome = ({ readonly task: 'classification' } & ClassOutcome) | ({ readonly task: 'regression' } & NumberOutcome);

/**
 * Finds the columns that give the target away: copies, recodings, rescalings and near copies; columns that are filled in
 * for one outcome only; words and parts of codes; times between dates; columns that are compared, added, multiplied or
 * averaged to give the target or were made from it; later rows' values; and names that sound like it. At most one
 * finding per column by itself, the gravest.
 *
 * Evidence must be near perfect, rest on enough rows and be beyond chance for as many things as are tried, so a good honest
 * predictor is never called a leak: see `leakageHeuristics`. Up to 20,000 rows are examined (fewer of very wide tables): the
 * same ones, in the same order, whatever the order of the table.
 */
export async function findLeakage(
  views: readonly ColumnView[],
  target: ColumnView,
  task: Task,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const limit = Math.max(limits.fewestSampledRows, Math.min(limits.sampledRows, Math.floor(limits.sampledCells / views.length)));
  const rows = canonicalRows(
    views.map(({ column }) => column),
    target.column,
    limit,
  );
  if (rows.length < limits.minRows) return [];
  const others = views.filter((view) => view !== target && view.schema.distinct > 0);
  const outcome = takeOutcome(target, task, rows, views);
  const tries = others.length * limits.triesPerColumn;
  const findings: Finding[] = [];
  let clues: Clue[] = [];
  const textRows = Math.max(limits.fewestTextRows, Math.min(limits.textRows, Math.floor(limits.textCells / views.length)));
  const fewRows = rows.subarray(0, textRows);
  const fewOutcome = takeOutcome(target, task, fewRows, views);
  for (const view of others) {
    throwIfAborted(signal);
    const clue = columnClue(view, rows);
    const whole = examine(clue, outcome, tries);
    const finding =
      whole?.severity === 'high' ? whole : gravest([whole, ...examineTexts(columnClue(view, fewRows), fewOutcome, tries)]);
    if (finding !== null) findings.push(finding);
    clues.push(clue);
    await yieldToEventLoop();
  }
  const add = (found: readonly Finding[]): void => {
    const known = new Set(findings.filter(({ severity }) => severity !== 'low').flatMap(({ columns }) => columns));
    for (const finding of found) if (!finding.columns.some((name) => known.has(name))) findings.push(finding);
    const told = new Set(findings.flatMap(({ columns }) => columns));
    clues = clues.filter(({ columns }) => !columns.some((name) => told.has(name)));
  };
  add([]);
  const checks: (() => Finding[])[] = [
    () => dateClues(others, target, rows).flatMap((clue) => examine(clue, outcome, tries) ?? []),
    () => findGroupMeans(views, clues, rows, groupOutcomes(target, outcome)),
    () => findOrderLeaks(others, target),
    () => (outcome.task === 'classification' ? findFlags(clues, outcome, tries) : []),
    () =>
      target.values === null
        ? []
        : findFormulas(clues, { name: target.name, values: Float64Array.from(rows, (row) => target.values![row]!) }),
    () => (outcome.task === 'classification' ? findComparisons(clues, outcome, tries) : []),
    () => findNames(clues, target.name, (clue) => measurePower(clue, outcome, tries)),
  ];
  for (const check of checks) {
    throwIfAborted(signal);
    add(check());
    await yieldToEventLoop();
  }
  return findings;
}

function takeOutcome(target: ColumnView, task: Task, rows: Uint32Array, views: readonly ColumnView[]): Outcome {
  const { name, numbers } = target;
  if (task === 'classification' || numbers === null) return { task: 'classification', name, ...codeValues(target.column, rows) };
  const ranked = rankNumbers(Float64Array.from(rows, (row) => numbers[row]!));
  const trending = (): boolean => {
    const along = [
      Float64Array.from(rows),
      ...views
        .filter(({ schema }) => schema.type === 'datetime')
        .flatMap(({ values }) => (values === null ? [] : [Float64Array.from(rows, (row) => values[row]!)])),
    ];
    return along.some((values) => isRising(rankNumbers(values), ranked) !== null);
  };
  return { task: 'regression', name, numbers: ranked, trending };
}

function examine(clue: Clue, outcome: Outcome, tries: number): Finding | null {
  return outcome.task === 'classification' ? examineForClasses(clue, outcome, tries) : examineForNumbers(clue, outcome, tries);
}

function examineTexts(clue: Clue, outcome: Outcome, tries: number): (Finding | null)[] {
  const words = outcome.task === 'classification' && clue.numbers === null ? findTellingWords(clue, outcome, tries) : null;
  return words?.severity === 'high' ? [words] : [words, ...textClues(clue).map((part) => examine(part, outcome, tries))];
}

/** What group means may be means of: the number, or each class's share. */
function groupOutcomes(target: ColumnView, outcome: Outcome): GroupOutcome[] {
  const { name, numbers, levels } = target;
  if (numbers !== null) return [{ name, values: numbers, mean: `the mean of "${name}"` }];
  if (outcome.task !== 'classification' || outcome.counts.length > limits.maxGroupClasses) return [];
  const { codes, counts, text } = levels();
  return Array.from(counts.keys())
    .filter((label) => counts[label]! > 0)
    .map((label) => ({
      name,
      values: Float64Array.from(codes, (code) => (code < 0 ? NaN : code === label ? 1 : 0)),
      mean: `the share of "${text(label)}" in "${name}"`,
    }));
}
