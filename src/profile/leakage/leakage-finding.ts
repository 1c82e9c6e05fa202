import type { Finding, Severity } from '../../schema/types.js';

export type LeakageCode =
  'LEAKAGE_COPY' | 'LEAKAGE_RECODE' | 'LEAKAGE_AFFINE' | 'LEAKAGE_MISSING' | 'LEAKAGE_NEAR_COPY' | 'LEAKAGE_SUM';

/** Makes a finding about columns that give the target away; its `columns` are those to leave out, so never the target. */
export function leakageFinding(
  code: LeakageCode,
  severity: Severity,
  about: { columns: readonly string[]; target: string; numbers: Finding['numbers']; sentence: string },
): Finding {
  const { columns, target, numbers, sentence } = about;
  const them = columns.length === 1 ? 'it' : 'them';
  const suggestion =
    severity === 'high'
      ? `Leave ${them} out of training, unless the value is really known before "${target}" is.`
      : `Check when the value is recorded: if that is after "${target}" is known, leave ${them} out of training.`;
  return { code, severity, columns, numbers, sentence, suggestion };
}
