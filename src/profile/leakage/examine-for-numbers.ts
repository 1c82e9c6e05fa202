import type { Finding } from '../../schema/types.js';
import { showMany } from '../../table/wording.js';
import { percent } from '../wording.js';
import type { Clue, ValueCodes } from './clue.js';
import { correlate, correlateRanks } from './correlate.js';
import { explainByValues } from './explain-by-values.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { codeFor, gravest, leakageFinding } from './leakage-finding.js';
import { isRising } from './is-rising.js';
import type { NumberOutcome } from './outcome.js';
import { rankNumbers, type RankedNumbers } from '../columns/ranked-numbers.js';
import { splitAlong } from './split-along.js';
import { splitRange, type RangeSplit } from './split-range.js';
import { tellByNumber } from './tell-by-number.js';
import { gradeVote, type Vote } from './vote.js';

/** Examines one clue against a number: as a number, as a set of values, and by whether it is filled in. The gravest finding counts. */
export function examineForNumbers(clue: Clue, target: NumberOutcome, tries: number): Finding | null {
  const found = examineAsNumber(clue, target);
  if (found?.severity === 'high') return found;
  return gravest([
    found,
    examineBorder(clue, target),
    examineAsValues(clue, target) ?? examineMarks(clue, target, tries) ?? examineCut(clue, target, tries),
  ]);
}

function examineAsNumber(clue: Clue, target: NumberOutcome): Finding | null {
  const { numbers, subject } = clue;
  if (numbers === null || numbers.distinct.length < 2) return null;
  const { value, count } = correlate(numbers.values, target.numbers.values);
  if (value === null || count < limits.minRows) return null;
  const about = { columns: clue.columns, target: target.name, numbers: { rows: count, correlation: value } };
  if (isCopy(numbers.values, target.numbers.values)) {
    const sentence = `${subject} holds the same values as "${target.name}".`;
    return leakageFinding(codeFor(clue.origin, 'LEAKAGE_COPY'), 'high', { ...about, sentence });
  }
  if (Math.abs(value) >= limits.affineCorrelation) {
    const sentence = `${subject} is "${target.name}" on another scale: their correlation is ${value.toFixed(5)}.`;
    // A year or a running total may honestly go along with something that only ever grows.
    const grows = Math.abs(value) < limits.exactCorrelation && (clue.temporal || target.trending());
    return leakageFinding(codeFor(clue.origin, 'LEAKAGE_AFFINE'), grows ? 'medium' : 'high', { ...about, sentence });
  }
  const rising = isRising(numbers, target.numbers);
  if (rising !== null) {
    const direction = rising ? 'rises' : 'falls';
    const sentence = `${subject} ${direction} with "${target.name}" without a single exception in ${showMany(count, 'row')}.`;
    const severity = clue.temporal || target.trending() ? 'medium' : 'high';
    return leakageFinding(codeFor(clue.origin, 'LEAKAGE_AFFINE'), severity, { ...about, sentence });
  }
  if (Math.abs(value) < limits.rankedFrom) return null;
  const rankCorrelation = correlateRanks(numbers, target.numbers).value ?? 0;
  const explained = Math.max(value * value, rankCorrelation * rankCorrelation);
  if (explained < limits.nearCopyVariance) return null;
  return leakageFinding(codeFor(clue.origin, 'LEAKAGE_NEAR_COPY'), 'medium', {
    ...about,
    numbers: { ...about.numbers, rankCorrelation },
    sentence: nearCopy(subject, target, explained),
  });
}

/**
 * A sign, a block of codes or a sentinel that parts the target in two. Where the column goes along with the target on either
 * side as well, it is a good predictor that happens to have no exception at one place.
 */
function examineBorder(clue: Clue, target: NumberOutcome): Finding | null {
  if (clue.numbers === null) return null;
  const border = splitAlong(clue.numbers, target.numbers);
  const severity = border === null ? null : judgeShares(border);
  if (border === null || severity === null || goesAlong(clue.numbers, target.numbers, border.from)) return null;
  const { from, rising, ...numbers } = border;
  return leakageFinding(codeFor(clue.origin, 'LEAKAGE_RECODE'), clue.temporal ? 'medium' : severity, {
    columns: clue.columns,
    target: target.name,
    numbers: { ...numbers, from },
    sentence: `"${target.name}" is always ${rising ? 'higher' : 'lower'} where ${clue.subject} is ${Number(from.toPrecision(6))} or more than where it is less.`,
  });
}

function goesAlong(numbers: RankedNumbers, outcome: RankedNumbers, from: number): boolean {
  return [true, false].some((above) => {
    const side = rankNumbers(numbers.values.map((value) => (value >= from === above ? value : NaN)));
    return Math.abs(correlateRanks(side, outcome).value ?? 0) > limits.goesAlong;
  });
}

function nearCopy(subject: string, { name }: NumberOutcome, explained: number): string {
  return `${subject} nearly repeats "${name}": alone it explains ${percent(explained)} of its differences.`;
}

function isCopy(values: Float64Array, outcome: Float64Array): boolean {
  return values.every((value, row) => value === outcome[row] || Number.isNaN(value) || Number.isNaN(outcome[row]!));
}

function examineAsValues(clue: Clue, target: NumberOutcome): Finding | null {
  const { values, subject, columns } = clue;
  if (values === null || values.counts.length < 2) return null;
  const present = values.counts.reduce((sum, count) => sum + count, 0);
  if (values.counts.length * limits.minRowsPerInterval > present) return null;
  const about = { columns, target: target.name };
  const distinct = values.counts.length;
  const split = splitRange(values.codes, distinct, target.numbers);
  // The steps of a good predictor part here and there by chance; those of a rounded copy everywhere.
  const severity = clue.numbers !== null && split.overlaps > 0 ? null : judgeSplit(split);
  if (severity !== null) {
    const sentence = `The values of ${subject} stand for ${showMany(split.pieces, 'separate range')} of "${target.name}" that never overlap.`;
    return leakageFinding(codeFor(clue.origin, 'LEAKAGE_RECODE'), severity, {
      ...about,
      numbers: { ...split, distinct },
      sentence,
    });
  }
  const told = explainByValues(values, target.numbers);
  if (told === null || told.rows < limits.minRows || told.explained < limits.nearCopyVariance) return null;
  const evidence = { ...about, numbers: { ...told, distinct }, sentence: nearCopy(subject, target, told.explained) };
  return clue.naming === null
    ? leakageFinding(codeFor(clue.origin, 'LEAKAGE_NEAR_COPY'), 'medium', evidence)
    : leakageFinding('LEAKAGE_GROUP', 'low', {
        ...evidence,
        sentence: `Rows with the same ${subject} have nearly the same "${target.name}", so they tell each other's answer.`,
        suggestion: `Leave it out of training, and keep rows with the same ${subject} together when a model is tested.`,
      });
}

function judgeSplit(split: RangeSplit): 'high' | 'medium' | null {
  const severity = judgeShares(split);
  // A price list gives each product its price: what is looked up may be known beforehand.
  return severity === 'high' && split.numbersPerPiece < limits.minNumbersPerPiece ? 'medium' : severity;
}

function judgeShares({
  rows,
  largestShare,
  secondRows,
}: Pick<RangeSplit, 'rows' | 'largestShare' | 'secondRows'>): 'high' | 'medium' | null {
  if (rows < limits.minRows || secondRows < limits.minRowsPerPart || largestShare > limits.largestPieceMedium) return null;
  return largestShare <= limits.largestPieceHigh ? 'high' : 'medium';
}

/** Two kinds of rows, by what a column holds there. */
interface Mark {
  /** 1 where it does, 0 where it does not, -1 for neither. */
  readonly codes: Int32Array;
  readonly counts: Uint32Array;
  readonly what: string;
}

/** Blank, below 0 or at its most frequent value for one end of the target only. */
function examineMarks(clue: Clue, target: NumberOutcome, tries: number): Finding | null {
  for (const { codes, counts, what } of marksOf(clue)) {
    if (Math.min(...counts) < limits.minRowsPerPart) continue;
    const split = splitRange(codes, 2, target.numbers);
    const cut = judgeSplit(split) === null ? cutOut({ codes, counts, text: String }, target, tries) : null;
    const severity = judgeSplit(split) ?? cut?.severity ?? null;
    if (severity === null) continue;
    const blank = what === 'blank';
    return leakageFinding(codeFor(clue.origin, blank ? 'LEAKAGE_MISSING' : 'LEAKAGE_RECODE'), severity, {
      columns: clue.columns,
      target: target.name,
      numbers: { ...(cut === null ? split : cut.vote), marked: counts[1]! },
      sentence: `${clue.subject} is ${what} for one end of "${target.name}" and ${blank ? 'filled in' : 'something else'} for the other, so that alone gives the answer away.`,
    });
  }
  return null;
}

function marksOf({ values, numbers, origin }: Clue): Mark[] {
  const marks: Mark[] = [];
  const add = (what: string, codes: Int32Array): void => {
    const counts = new Uint32Array(2);
    for (const code of codes) if (code >= 0) counts[code]!++;
    marks.push({ what, codes, counts });
  };
  if (values !== null && origin === 'column')
    add(
      'blank',
      values.codes.map((code) => (code < 0 ? 1 : 0)),
    );
  if (numbers === null) return marks;
  if (numbers.distinct[0]! < 0 && numbers.distinct.at(-1)! > 0) {
    add(
      'below 0',
      Int32Array.from(numbers.values, (value) => (value < 0 ? 1 : value >= 0 ? 0 : -1)),
    );
  }
  if (values === null || origin !== 'column') return marks;
  const frequent = values.counts.reduce((most, count, code) => (count > (values.counts[most] ?? 0) ? code : most), -1);
  if ((values.counts[frequent] ?? 0) >= values.codes.length * limits.minPointShare)
    add(
      values.text(frequent),
      values.codes.map((code) => (code < 0 ? -1 : code === frequent ? 1 : 0)),
    );
  return marks;
}

/** The column's few values as ranges cut out of the target, with some exceptions. */
function examineCut(clue: Clue, target: NumberOutcome, tries: number): Finding | null {
  const { values, columns, subject } = clue;
  if (values === null || values.counts.length < 2 || values.counts.length > limits.maxCutValues) return null;
  const cut = cutOut(values, target, tries);
  if (cut === null) return null;
  const { rows, purity } = cut.vote;
  const exceptions = Math.round(rows * (1 - purity));
  return leakageFinding(codeFor(clue.origin, cut.severity === 'high' ? 'LEAKAGE_RECODE' : 'LEAKAGE_NEAR_COPY'), cut.severity, {
    columns,
    target: target.name,
    numbers: { ...cut.vote, distinct: values.counts.length },
    sentence: `The values of ${subject} stand for ranges of "${target.name}" with ${showMany(exceptions, 'exception')} in ${showMany(rows, 'row')}.`,
  });
}

/** Whether the target tells the values, and they were cut out of it rather than found in clusters. */
function cutOut(values: ValueCodes, target: NumberOutcome, tries: number): { severity: 'high' | 'medium'; vote: Vote } | null {
  const telling = tellByNumber(target.numbers, values, limits.nearCopyMedium);
  const grade = telling === null ? null : gradeVote(telling.vote, tries);
  if (telling === null || grade === null || telling.borders().includes('valley')) return null;
  return { severity: grade === 'exact' ? 'high' : 'medium', vote: telling.vote };
}
