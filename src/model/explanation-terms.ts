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
