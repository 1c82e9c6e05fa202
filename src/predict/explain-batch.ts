import type { CellSource } from '../model/cell-values.js';
import type { ExplainedScores, LearnerKind, Model } from '../model/types.js';
import type { ColumnContribution, Explanation, Prediction } from './types.js';
import { explainLearner } from '../model/explain/explain-learner.js';
import { featureBlocks } from '../model/feature-blocks.js';
import { valueTexts } from './value-texts.js';

/** Rows that have been predicted. */
export interface PredictedRows {
  readonly source: CellSource;
  /** The rows as the model's encoder has them, row after row. */
  readonly features: Float64Array;
  readonly predictions: readonly Prediction[];
}

/** Why each row was predicted as it was: the contributions of a column's features together. Null where the learner can't tell. */
export function explainBatch(
  model: Model,
  { source, features, predictions }: PredictedRows,
  learners: readonly LearnerKind[],
): readonly Explanation[] | null[] {
  const labels = model.target.classes;
  const classes = Int32Array.from(predictions, ({ prediction }) => labels?.indexOf(String(prediction)) ?? 0);
  const rowCount = predictions.length;
  const explained = explainLearner(model.learner, { features, rowCount, classes }, learners);
  if (explained === null) return predictions.map(() => null);
  const columns = columnsOf(model, source);
  return predictions.map((_, row) => describeRow(explained, row, columns, labels?.[classes[row]!] ?? null));
}

interface ExplainedColumn {
  readonly column: string;
  /** Which numbers of the feature vector are the column's. */
  readonly block: readonly number[];
  readonly values: readonly (string | null)[];
}

function columnsOf({ encoder, inputs }: Model, source: CellSource): readonly ExplainedColumn[] {
  const blocks = featureBlocks(encoder, inputs);
  return inputs.flatMap((input) => {
    const block = blocks.get(input.name) ?? [];
    return block.length === 0 ? [] : [{ column: input.name, block, values: valueTexts(input, source.cells(input)) }];
  });
}

function describeRow(
  { exact, method, unit, bases, contributions }: ExplainedScores,
  row: number,
  columns: readonly ExplainedColumn[],
  label: string | null,
): Explanation {
  const begin = row * (contributions.length / bases.length);
  const parts: ColumnContribution[] = [];
  let score = bases[row]!;
  for (const { column, block, values } of columns) {
    let contribution = 0;
    for (const index of block) contribution += contributions[begin + index]!;
    score += contribution;
    if (contribution !== 0) parts.push({ column, value: values[row] ?? null, contribution });
  }
  parts.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
  return { exact, method, unit, label, base: bases[row]!, score, columns: parts };
}
