import type { ExplanationMethod, ExplanationUnit } from './types.js';

/** Every {@link ExplanationUnit}. */
export const explanationUnits = [
  'log-odds',
  'score',
  'probability',
  'target',
  'log-target',
] as const satisfies readonly ExplanationUnit[];

/** Every {@link ExplanationMethod}. */
export const explanationMethods = [
  'tree-shap',
  'linear',
  'additive',
  'constant',
  'weighted-sum',
  'rescaled',
] as const satisfies readonly ExplanationMethod[];

/** What a sum is counted in that a link turns into the answer. */
export const unitOfLink = {
  identity: 'target',
  log: 'log-target',
  logistic: 'log-odds',
  softmax: 'score',
} as const satisfies Readonly<Record<string, ExplanationUnit>>;
