import type { Finding, Severity } from '../../schema/types.js';
import { percent } from '../wording.js';
import type { Clue, ValueCodes } from './clue.js';
import { examineOneClass } from './examine-one-class.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { isMade } from './is-made.js';
import { codeFor, gravest, leakageFinding } from './leakage-finding.js';
import type { ClassOutcome } from './outcome.js';
import { tellByNumber, type NumberTelling } from './tell-by-number.js';
import { crossTabulate, summarise, tellByValues, type ClassTable } from './tell-by-values.js';
import { gradeVote, voteOf, type Vote } from './vote.js';

/**
 * Examines one clue against classes: whether it is filled in at all, its numbers by a small tree and its values by vote.
 * The gravest finding counts.
 */
export function examineForClasses(clue: Clue, target: ClassOutcome, tries: number): Finding | null {
  const copy = examineCopy(clue, target, tries);
  if (copy !== null) return copy;
  const telling = clue.numbers === null ? null : tellByNumber(clue.numbers, target, limits.nearCopyMedium);
  // Numbers whose classes follow each other in an order are numbers; where they alternate, they are codes.
  const ordered = telling !== null && telling.borders().length <= 2 * (target.counts.length - 1);
  return gravest([
    examineMissingness(clue, target, tries),
    telling === null ? null : examineNumbers(clue, telling, target, tries),
    ordered ? null : examineValues(clue, target, tries),
    examineOneClass(clue, target, tries),
  ]);
}

/** The target's own values under another name, every one of them. */
function examineCopy(clue: Clue, target: ClassOutcome, tries: number): Finding | null {
  const { values, columns } = clue;
  if (values === null || clue.origin !== 'column' || values.counts.length > target.counts.length) return null;
  const table = crossTabulate(values, target);
  const vote = table === null ? null : tellByValues(table);
  if (table === null || vote === null || gradeVote(vote, tries) !== 'exact' || !sameTexts(table, values, target)) return null;
  return leakageFinding('LEAKAGE_COPY', 'high', {
    columns,
    target: target.name,
    numbers: { ...vote, distinct: values.counts.length },
    sentence: `${clue.subject} holds the same values as "${target.name}".`,
  });
}

function sameTexts({ counts, width }: ClassTable, values: ValueCodes, classes: ValueCodes): boolean {
  return values.counts.every((_, value) => {
    const ofValue = counts.subarray(value * width, (value + 1) * width);
    const [total, most] = summarise(ofValue);
    return total === 0 || sameText(values.text(value), classes.text(ofValue.indexOf(most)));
  });
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [one.trim().toLowerCase(), other.trim().toLowerCase()];
  return a === b || (a !== '' && b !== '' && Number(a) === Number(b));
}

function examineNumbers(clue: Clue, { vote, borders }: NumberTelling, target: ClassOutcome, tries: number): Finding | null {
  const grade = gradeVote(vote, tries);
  if (grade === null) return null;
  const severity = grade !== 'close' && isMade(clue, borders()) ? 'high' : 'medium';
  return describe(clue, target, vote, grade === 'exact', clue.numbers!.distinct.length, severity);
}

function examineValues(clue: Clue, target: ClassOutcome, tries: number): Finding | null {
  const { values, numbers } = clue;
  if (values === null || values.counts.length < 2) return null;
  const perValue = values.counts.length * (numbers === null ? limits.minRowsPerValue : limits.minRowsPerPart);
  if (perValue > summarise(values.counts)[0]) return null;
  const table = crossTabulate(values, target);
  const vote = table === null ? null : tellByValues(table);
  const grade = vote === null ? null : gradeVote(vote, tries);
  if (vote === null || grade === null) return null;
  const severity = grade === 'close' || clue.temporal ? 'medium' : 'high';
  if (clue.naming === null) return describe(clue, target, vote, grade === 'exact', values.counts.length, severity);
  return describeNaming(clue, target, vote, clue.naming === 'key' || grade === 'close' ? 'low' : 'medium');
}

function describe(
  { columns, subject, origin }: Clue,
  target: ClassOutcome,
  vote: Vote,
  exact: boolean,
  distinct: number,
  severity: Severity,
): Finding {
  const about = { columns, target: target.name, numbers: { ...vote, distinct } };
  const extent = vote.purity === 1 ? 'can' : exact ? 'can nearly always' : 'can mostly';
  const sentence = `"${target.name}" ${extent} be told from ${subject} alone: ${told(vote)}.`;
  return leakageFinding(codeFor(origin, exact ? 'LEAKAGE_RECODE' : 'LEAKAGE_NEAR_COPY'), severity, { ...about, sentence });
}

/** How much better than guessing a vote is, as the rest of a sentence. */
export function told({ purity, baseline }: Vote): string {
  return `${percent(purity)} of the rows right, against ${percent(baseline)} by always naming the most frequent class`;
}

/** A customer or an order has one value of the target by nature: no leak of the answer, but one between rows. */
function describeNaming({ columns, subject, values }: Clue, target: ClassOutcome, vote: Vote, severity: Severity): Finding {
  return leakageFinding('LEAKAGE_GROUP', severity, {
    columns,
    target: target.name,
    numbers: { ...vote, distinct: values!.counts.length },
    sentence: `Rows with the same ${subject} have the same "${target.name}" (${percent(vote.purity)} of the rows), so they tell each other's answer.`,
    suggestion: `Leave it out of training, and keep rows with the same ${subject} together when a model is tested.`,
  });
}

/** Whether being filled in, or not, tells one class from the rest. */
function examineMissingness({ values, columns, subject, origin }: Clue, target: ClassOutcome, tries: number): Finding | null {
  if (values === null || origin !== 'column') return null;
  const missingByClass = new Uint32Array(target.counts.length);
  for (let row = 0; row < target.codes.length; row++) {
    if (target.codes[row]! >= 0 && values.codes[row]! < 0) missingByClass[target.codes[row]!]!++;
  }
  const [missing] = summarise(missingByClass);
  const [rows] = summarise(target.counts);
  if (Math.min(missing, rows - missing) < limits.minRowsPerPart) return null;
  const best = bestClass(target.counts, missingByClass, rows, missing);
  const grade = best === null ? null : gradeVote(best.vote, tries);
  if (best === null || grade === null) return null;
  const { label, vote } = best;
  const often = missingByClass[label]! * 2 > target.counts[label]! ? 'blank' : 'filled in';
  const extent = grade === 'exact' ? 'exactly' : 'almost exactly';
  return leakageFinding('LEAKAGE_MISSING', grade === 'exact' ? 'high' : 'medium', {
    columns,
    target: target.name,
    numbers: { ...vote, missing },
    sentence: `${subject} is ${often} ${extent} where "${target.name}" is "${target.text(label)}", so a blank alone gives the answer away.`,
  });
}

/** The class that blanks tell best from the others, in either direction. */
function bestClass(
  counts: Uint32Array,
  missingByClass: Uint32Array,
  rows: number,
  missing: number,
): { label: number; vote: Vote } | null {
  let best: { label: number; vote: Vote } | null = null;
  for (let label = 0; label < counts.length; label++) {
    const inClass = counts[label]!;
    if (Math.min(inClass, rows - inClass) < limits.minRowsPerPart) continue;
    const agree = missingByClass[label]! + (rows - inClass) - (missing - missingByClass[label]!);
    const vote = voteOf(rows, Math.max(inClass, rows - inClass) / rows, Math.max(agree, rows - agree) / rows);
    if (best === null || vote.purity > best.vote.purity) best = { label, vote };
  }
  return best;
}
