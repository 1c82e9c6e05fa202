import type { Finding, Severity } from '../../schema/types.js';
import type { ColumnView } from '../column-view.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import type { Levels } from '../levels.js';
import { nameList, percent } from '../wording.js';

/** How well one thing tells a class: shares of the rows that are told right, without and with it. */
interface Vote {
  readonly rows: number;
  readonly baseline: number;
  readonly purity: number;
  /** Share of the baseline's errors that go away. */
  readonly errorsRemoved: number;
}

/** Examines one column against classes: first its values, then whether it is filled in at all. */
export function examineForClasses(view: ColumnView, target: ColumnView): Finding | null {
  return examineValues(view, target) ?? examineMissingness(view, target);
}

function examineValues(view: ColumnView, target: ColumnView): Finding | null {
  const present = view.column.evidence.present;
  if (view.schema.distinct < 2 || view.schema.distinct * limits.minRowsPerValue > present) return null;
  const levels = view.levels();
  const classes = target.levels();
  const table = crossTabulate(levels, classes);
  const vote = table === null ? null : leaveOneOutVote(table, classes.counts.length);
  const severity = vote === null ? null : judge(vote);
  if (table === null || vote === null || severity === null) return null;
  const columns = [view.name];
  const about = { columns, target: target.name, numbers: { ...vote, distinct: view.schema.distinct } };
  if (!reaches(vote, limits.recode)) {
    const sentence = `${nameList(columns)} nearly repeats "${target.name}": alone it tells ${told(vote)}.`;
    return leakageFinding('LEAKAGE_NEAR_COPY', severity, { ...about, sentence });
  }
  if (sameTexts(table, levels, classes)) {
    return leakageFinding('LEAKAGE_COPY', 'high', {
      ...about,
      sentence: `${nameList(columns)} holds the same values as "${target.name}".`,
    });
  }
  const every = vote.purity === 1 ? 'Every' : 'Nearly every';
  const sentence = `${every} value of ${nameList(columns)} goes with one value of "${target.name}": alone it tells ${told(vote)}.`;
  return leakageFinding('LEAKAGE_RECODE', 'high', { ...about, sentence });
}

function told({ purity, baseline }: Vote): string {
  return `${percent(purity)} of the rows right, against ${percent(baseline)} by always naming the most frequent class`;
}

function reaches(vote: Vote, { purity, errorsRemoved }: { purity: number; errorsRemoved: number }): boolean {
  return vote.purity >= purity && vote.errorsRemoved >= errorsRemoved;
}

function judge(vote: Vote): Severity | null {
  if (reaches(vote, limits.nearCopyHigh)) return 'high';
  return reaches(vote, limits.nearCopyMedium) ? 'medium' : null;
}

/** Rows by level and class, level by level, over the rows where both are present; null where that takes too much room. */
function crossTabulate(levels: Levels, classes: Levels): Uint32Array | null {
  const width = classes.counts.length;
  if (levels.counts.length * width > limits.maxTableCells) return null;
  const table = new Uint32Array(levels.counts.length * width);
  for (let row = 0; row < levels.codes.length; row++) {
    const level = levels.codes[row]!;
    const label = classes.codes[row]!;
    if (level >= 0 && label >= 0) table[level * width + label]!++;
  }
  return table;
}

/**
 * Tells each row's class by the majority of the *other* rows with its value, so that rare values earn nothing: a
 * value seen once falls back to the most frequent class, and a tie counts as wrong. Null without enough rows or classes.
 */
function leaveOneOutVote(table: Uint32Array, width: number): Vote | null {
  const classTotals = new Float64Array(width);
  for (let cell = 0; cell < table.length; cell++) classTotals[cell % width]! += table[cell]!;
  const [rows, commonest, second] = summarise(classTotals);
  if (rows < limits.minRows || second < limits.minRowsPerPart) return null;
  const frequent = classTotals.indexOf(commonest);
  let right = 0;
  for (let start = 0; start < table.length; start += width) {
    const counts = table.subarray(start, start + width);
    const [total, most, next] = summarise(counts);
    if (total === 1) right += counts[frequent]!;
    else if (most - 1 > next) right += most;
  }
  return voteOf(rows, commonest / rows, right / rows);
}

function voteOf(rows: number, baseline: number, purity: number): Vote {
  return { rows, baseline, purity, errorsRemoved: 1 - (1 - purity) / (1 - baseline) };
}

/** Sum, largest and second largest. */
function summarise(counts: Uint32Array | Float64Array): [number, number, number] {
  let [total, most, next] = [0, 0, 0];
  for (const count of counts) {
    total += count;
    if (count > most) [most, next] = [count, most];
    else if (count > next) next = count;
  }
  return [total, most, next];
}

function sameTexts(table: Uint32Array, levels: Levels, classes: Levels): boolean {
  const width = classes.counts.length;
  return levels.counts.every((count, level) => {
    const counts = table.subarray(level * width, (level + 1) * width);
    const [total, most] = summarise(counts);
    return count === 0 || total === 0 || sameText(levels.text(level), classes.text(counts.indexOf(most)));
  });
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [one.trim().toLowerCase(), other.trim().toLowerCase()];
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b));
}

/** Whether being filled in, or not, tells one class from the rest. */
function examineMissingness(view: ColumnView, target: ColumnView): Finding | null {
  if (view.schema.missing < limits.minRowsPerPart || view.column.evidence.present < limits.minRowsPerPart) return null;
  const { codes, counts } = target.levels();
  const missingByClass = new Uint32Array(counts.length);
  const own = view.levels().codes;
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0 && own[row]! < 0) missingByClass[codes[row]!]!++;
  const [missing] = summarise(missingByClass);
  const [rows] = summarise(counts);
  if (rows < limits.minRows || Math.min(missing, rows - missing) < limits.minRowsPerPart) return null;
  const [label, vote] = bestClass(counts, missingByClass, rows, missing);
  const severity = reaches(vote, limits.recode) ? 'high' : reaches(vote, limits.nearCopyMedium) ? 'medium' : null;
  if (severity === null) return null;
  const often = missingByClass[label]! * 2 > counts[label]! ? 'blank' : 'filled in';
  const extent = severity === 'high' ? 'exactly' : 'almost exactly';
  const value = target.levels().text(label);
  const sentence = `"${view.name}" is ${often} ${extent} where "${target.name}" is "${value}", so a blank alone gives the answer away.`;
  return leakageFinding('LEAKAGE_MISSING', severity, {
    columns: [view.name],
    target: target.name,
    numbers: { ...vote, missing },
    sentence,
  });
}

/** The class that blanks tell best from the others, in either direction. */
function bestClass(counts: Uint32Array, missingByClass: Uint32Array, rows: number, missing: number): [number, Vote] {
  let best = 0;
  let bestVote = voteOf(rows, 1, 0);
  for (let label = 0; label < counts.length; label++) {
    const inClass = counts[label]!;
    if (Math.min(inClass, rows - inClass) < limits.minRowsPerPart) continue;
    const agree = missingByClass[label]! + (rows - inClass) - (missing - missingByClass[label]!);
    const vote = voteOf(rows, Math.max(inClass, rows - inClass) / rows, Math.max(agree, rows - agree) / rows);
    if (vote.purity > bestVote.purity) [best, bestVote] = [label, vote];
  }
  return [best, bestVote];
}
