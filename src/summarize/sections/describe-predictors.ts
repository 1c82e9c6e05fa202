import type { DroppedColumn } from '../../model/types.js';
import type { Facts } from '../facts.js';
import { targetOf, toldRelations } from '../facts.js';
import { heuristics } from '../heuristics.js';
import { joinWords, quoteName, quoteNames } from '../quote-name.js';

/** The columns that predict most: by the model's importance, or without a model by how they go together with the target. */
export function describePredictors(facts: Facts): string[] {
  return facts.model === null ? describeLikely(facts) : [...describeImportance(facts), ...describeUnused(facts)];
}

function describeLikely(facts: Facts): string[] {
  const target = targetOf(facts);
  const names = toldRelations(facts)
    .slice(0, heuristics.maxPredictors)
    .map(({ column }) => quoteName(column));
  if (target === null || names.length === 0) return [];
  const are = names.length === 1 ? 'The likeliest predictor' : 'The likeliest predictors';
  const is = names.length === 1 ? 'is' : 'are';
  return [`${are} of ${quoteName(target.column)}, judged one column at a time, ${is} ${joinWords(names)}.`];
}

function describeImportance({ model, words }: Facts): string[] {
  if (model === null) return [];
  const useful = model.report.importance.filter(({ increase }) => increase > 0);
  const total = useful.reduce((sum, { increase }) => sum + increase, 0);
  const [first, ...others] = useful.slice(0, heuristics.maxPredictors);
  if (first === undefined)
    return ['No single column matters much to the model: its predictions get no worse without any one of them.'];
  const name = quoteName(model.target.column);
  if (useful.length === 1)
    return [`What tells most about ${name} is ${quoteName(first.column)}; no other column helps the model.`];
  const next = joinWords(others.map(({ column }) => quoteName(column)));
  const shown = [first, ...others].reduce((sum, { increase }) => sum + increase, 0);
  const together =
    useful.length > others.length + 1
      ? [
          `These ${words.whole(others.length + 1)} carry ${words.percent(shown / total)} of what the model gets from all its columns.`,
        ]
      : [];
  return [`What tells the model most about ${name} is ${quoteName(first.column)}, followed by ${next}.`, ...together];
}

const unusedWords: Partial<Record<DroppedColumn['code'], readonly [one: string, several: string]>> = {
  IDENTIFIER: ['only tells the rows apart', 'only tell the rows apart'],
  CONSTANT: ['never changes', 'never change'],
  ALL_MISSING: ['is empty', 'are empty'],
  TEXT: ['is free text', 'are free text'],
  TOO_MANY_COLUMNS: ['tells less than the others', 'tell less than the others'],
  TOO_MANY_LEVELS: ['has too many different values', 'have too many different values'],
};

/** Columns that the model doesn't use, by reason; leaks are told with the model's figures. */
function describeUnused({ model }: Facts): string[] {
  const groups = new Map<DroppedColumn['code'], string[]>();
  for (const { code, column } of model?.dropped ?? []) groups.set(code, [...(groups.get(code) ?? []), column]);
  const reasons = [...groups].flatMap(([code, names]) => {
    const words = unusedWords[code];
    return words === undefined ? [] : [`${quoteNames(names)}, which ${words[names.length === 1 ? 0 : 1]}`];
  });
  return reasons.length === 0 ? [] : [`The model does not use ${reasons.join(', nor ')}.`];
}
