import type { Model } from '../model/types.js';
import type { TrainResult } from './messages.js';

/** The file of a model, and what lists of models show of it. */
export function describeModel(model: Model): TrainResult {
  const { report, target } = model;
  return {
    file: new TextEncoder().encode(JSON.stringify(model)),
    summary: {
      target: target.column,
      task: model.task,
      algorithm: report.algorithm,
      classes: target.classes,
      inputs: model.inputs.map(({ name, type, example }) => ({ name, type, example })),
      test: report.test,
      baseline: report.baseline,
      threshold: model.threshold,
      split: report.split,
      evidentSplits: report.evidentSplits,
      weight: report.weight,
      metric: report.metric,
      chosenBy: report.chosenBy,
      leaderboard: report.leaderboard,
      uncertainty: report.uncertainty,
      curves: report.curves,
      learningCurve: report.learningCurve,
      importance: report.importance,
      shap: report.shap,
      effects: report.effects,
      weakSegments: report.weakSegments,
      overfit: report.overfit,
      budget: report.budget,
      dropped: model.dropped,
      warnings: report.warnings,
    },
  };
}
