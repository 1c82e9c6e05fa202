import { columnOf, leakingColumns, strengthWord, toldRelations } from '../facts.js';
import type { Facts, Relation } from '../facts.js';
import { heuristics } from '../heuristics.js';
import { joinWords, plainText, quoteName, quoteNames } from '../quote-name.js';

/** Which column is to be predicted, how its values are spread, and how the other columns go together with it. */
export function describeTarget(facts: Facts): string[] {
  const { profile, model, target } = facts;
  if (target === null) {
    if (model !== null) return [`The model predicts ${quoteName(model.target.column)}.`];
    return profile.rowCount === 0 ? [] : [plainText(profile.schema.target.reason)];
  }
  const spread = target.task === 'classification' ? describeClasses(facts) : describeRange(facts);
  return [describeChoice(facts), ...spread, describeMissing(facts), describeRelations(facts), describeLeaks(facts)].filter(
    (sentence) => sentence !== '',
  );
}

function describeChoice({ target }: Facts): string {
  if (target === null) return '';
  return target.inferred ? plainText(target.reason) : `The column to predict is ${quoteName(target.column)}.`;
}

function describeClasses(facts: Facts): string[] {
  const { target, words } = facts;
  const classes = target?.classes ?? [];
  const [largest] = classes;
  if (target === null || largest === undefined) return [];
  const distinct = Math.max(columnOf(facts, target.column)?.distinct ?? 0, classes.length);
  const base = target.missing > 0 ? ' of the rows that have one' : ' of the rows';
  const share = ({ value, count, share }: (typeof classes)[number], index: number) =>
    `${quoteName(value)} in ${words.percent(share)}${index === 0 ? base : ''} (${words.whole(count)})`;
  if (distinct === 1) return [`It has only one value, ${quoteName(largest.value)}, so there is nothing to tell apart.`];
  if (distinct === classes.length && classes.every(({ count }) => count === largest.count)) {
    const names = quoteNames(classes.map(({ value }) => value));
    return [`It has ${words.whole(distinct)} values, ${names}, with ${words.count(largest.count, 'row')} each.`];
  }
  const shown = classes.slice(0, distinct <= heuristics.maxPredictors ? distinct : heuristics.maxPredictors).map(share);
  const among = distinct > shown.length ? `, most often ${joinWords(shown)}` : `: ${joinWords(shown)}`;
  const uneven =
    largest.share >= heuristics.unevenShare ? ['The values are uneven, so being right often is easier than it sounds.'] : [];
  return [`It has ${words.whole(distinct)} values${among}.`, ...uneven];
}

function describeRange(facts: Facts): string[] {
  const { target, words } = facts;
  const numeric = target === null ? null : (columnOf(facts, target.column)?.numeric ?? null);
  if (numeric === null) return [];
  const { min, max, mean, standardDeviation, quantiles } = numeric;
  if (min === max) return [`It is ${words.quantity(min)} in every row, so there is nothing to tell apart.`];
  const range = `It ranges from ${words.quantity(min)} to ${words.quantity(max)}, ${words.quantity(mean)} on average`;
  const middle = `half of the values lie between ${words.quantity(quantiles.p25)} and ${words.quantity(quantiles.p75)}`;
  const skew = standardDeviation === null || standardDeviation === 0 ? 0 : (mean - quantiles.p50) / standardDeviation;
  const far = skew > 0 ? 'high' : 'low';
  const pulled = `A few very ${far} values pull the average ${skew > 0 ? 'above' : 'below'} the middle value, ${words.quantity(quantiles.p50)}.`;
  return [`${range}; ${middle}.`, ...(Math.abs(skew) >= heuristics.skewTold ? [pulled] : [])];
}

function describeMissing({ target, profile, words }: Facts): string {
  if (target === null || target.missing === 0) return '';
  const { missing } = target;
  const share = words.percent(missing / profile.rowCount);
  return `It is missing in ${words.count(missing, 'row')} (${share}), which can't be learned from.`;
}

function describeRelations(facts: Facts): string {
  const { target, profile } = facts;
  if (target === null || profile.rowCount === 0 || profile.columnCount < 2) return '';
  const relations = toldRelations(facts).slice(0, heuristics.maxPredictors);
  const name = quoteName(target.column);
  const [first, ...others] = relations;
  if (first === undefined) {
    const apart = leakingColumns(facts).size > 0 ? 'Apart from what gives the answer away, no' : 'No';
    return `${apart} single column goes together with ${name} to a notable degree.`;
  }
  const rest = others.map((relation) => `${quoteName(relation.column)} (${detail(relation)})`);
  const next = rest.length === 0 ? '' : `, followed by ${joinWords(rest)}`;
  return `Of the single columns, ${quoteName(first.column)} goes together with ${name} most (${detail(first)})${next}.`;
}

function detail({ strength, direction }: Relation): string {
  const how = strengthWord(strength);
  if (direction === null) return how;
  return direction === 'rises' ? `${how}, rising with it` : `${how}, falling as it rises`;
}

function describeLeaks(facts: Facts): string {
  const names = [...leakingColumns(facts)];
  // With a model, its section says what was done about them.
  if (names.length === 0 || facts.target === null || facts.model !== null) return '';
  const give = names.length === 1 ? 'gives' : 'give';
  return `${quoteNames(names)} ${give} the answer away and should not be used to predict it.`;
}
