import type { Finding, Severity } from '../../schema/types.js';
import type { Clue } from './clue.js';

/**
 * COPY: the same values. RECODE: other values that stand for the target's. AFFINE: the target on another scale. NEAR_COPY: nearly
 * one of these. MISSING: blank or filled in by the outcome. TEXT: words or parts of a code. DATES: the time between two dates.
 * COMPARISON: which of two columns is larger, or whether they agree. FLAGS: marks that only one class has. SUM and FORMULA: computed
 * from several columns. GROUP: rows that share a key share the answer. GROUP_MEAN: an average over rows, this one included. FUTURE:
 * a later row's value. TOTAL: a running total or average with this row in it. NAME: only the name says so.
 */
export type LeakageCode = `LEAKAGE_${
  | 'COPY'
  | 'RECODE'
  | 'AFFINE'
  | 'NEAR_COPY'
  | 'MISSING'
  | 'TEXT'
  | 'DATES'
  | 'COMPARISON'
  | 'FLAGS'
  | 'SUM'
  | 'FORMULA'
  | 'GROUP'
  | 'GROUP_MEAN'
  | 'FUTURE'
  | 'TOTAL'
  | 'NAME'}`;

/** The code for a column itself, or that for where a clue was taken from. */
export function codeFor(origin: Clue['origin'], ofColumn: LeakageCode): LeakageCode {
  if (origin === 'text') return 'LEAKAGE_TEXT';
  if (origin === 'dates') return 'LEAKAGE_DATES';
  return origin === 'comparison' ? 'LEAKAGE_COMPARISON' : ofColumn;
}

/** What a finding about leakage is made of; `columns` are those to leave out, so never the target. */
export interface LeakageEvidence {
  readonly columns: readonly string[];
  readonly target: string;
  readonly numbers: Finding['numbers'];
  readonly sentence: string;
  /** Where the usual advice does not do. */
  readonly suggestion?: string;
}

/** Makes a finding about columns that give the target away. */
export function leakageFinding(code: LeakageCode, severity: Severity, evidence: LeakageEvidence): Finding {
  const { columns, target, numbers, sentence } = evidence;
  const them = columns.length === 1 ? 'it' : 'them';
  const suggestion =
    severity === 'high'
      ? `Leave ${them} out of training, unless the value is really known before "${target}" is.`
      : `Check when the value is recorded: if that is after "${target}" is known, leave ${them} out of training.`;
  return {
    code,
    severity,
    columns,
    numbers,
    sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1),
    suggestion: evidence.suggestion ?? suggestion,
  };
}

const severities: readonly Severity[] = ['low', 'medium', 'high'];

/** Whether one finding is graver than another. */
export function isGraver(one: Finding, other: Finding): boolean {
  return severities.indexOf(one.severity) > severities.indexOf(other.severity);
}

/** The finding of the highest severity, the first of several. */
export function gravest(findings: readonly (Finding | null)[]): Finding | null {
  return findings.reduce(
    (most, finding) => (most === null || (finding !== null && isGraver(finding, most)) ? finding : most),
    null,
  );
}
