import type { Model } from '../../model/types.js';
import type { Facts } from '../facts.js';
import { beatsGuessing, hasPredictors, keptLeaks, targetOf } from '../facts.js';
import { heuristics } from '../heuristics.js';
import { plainText, quoteName, quoteNames } from '../quote-name.js';

/** What to do next and what to be careful with, most important first. */
export function giveAdvice(facts: Facts): string[] {
  const { profile, model } = facts;
  if (profile.rowCount === 0) return ['Add rows to the file and read it again.'];
  const cautions = model === null ? [] : cautionAbout(facts, model);
  const advice = [...cautions, ...adviseData(facts), ...adviseRows(facts)];
  return [...new Set([nextStep(facts), ...advice])];
}

function nextStep(facts: Facts): string {
  const { model } = facts;
  const target = targetOf(facts);
  if (target === null)
    return 'Name the column that matters to you as the target, to see what goes together with it and to train a model.';
  const name = quoteName(target.column);
  if (model === null && !hasPredictors(facts)) return `Add columns that may say something about ${name}.`;
  if (model === null) return `Train a model next, to see how well ${name} can be predicted.`;
  if (beatsGuessing(model) && keptLeaks(model.report).length > 0)
    return `Don't rely on this model before the columns that give ${name} away are left out, or are sure to be known when it is asked.`;
  if (beatsGuessing(model))
    return `The model is ready to predict ${name} for new rows; compare its answers with what really happens before relying on them.`;
  return `Don't rely on this model yet: look for columns that say more about ${name}.`;
}

function cautionAbout({ words }: Facts, { report }: Model): string[] {
  const chosen = report.leaderboard.find(({ algorithm }) => algorithm === report.algorithm)?.score ?? null;
  const tested = report.test.task === 'classification' ? report.test.logLoss : report.test.rmse;
  const overfit = chosen !== null && chosen > 0 && tested > chosen * heuristics.overfitRatio;
  // Leaks and what was done about them are told beside the scores.
  const leaks = report.leakage.findings.flatMap(({ columns }) => columns).map((name) => `"${name}"`);
  const warnings = report.warnings.filter((warning) => !leaks.some((leak) => warning.includes(leak)));
  return [
    ...(overfit
      ? [
          `Be careful: on the test rows its error was ${words.percent(tested / chosen - 1)} larger than while it was chosen, so it may do worse still on new data.`,
        ]
      : []),
    ...warnings.slice(0, heuristics.maxQuoted).map(plainText),
  ];
}

/** What the findings of weight suggest, with the columns they are about. */
function adviseData({ profile, model }: Facts): string[] {
  const handled = new Set(model?.report.leakage.excluded ?? []);
  return profile.findings
    .filter(({ severity, columns }) => severity !== 'low' && !(columns.length > 0 && columns.every((name) => handled.has(name))))
    .slice(0, heuristics.maxQuoted)
    .map(({ code, columns, sentence, suggestion }) => {
      const advice = plainText(suggestion);
      if (columns.length === 0) return advice;
      // What is wrong with the target is told nowhere else; the rest has been told before.
      return code.startsWith('TARGET_')
        ? `${plainText(sentence)} ${advice}`
        : `About ${quoteNames(columns)}: ${lowerFirst(advice)}`;
    });
}

/** Lower-cases a sentence's first letter, unless its first word is an acronym or the like. */
function lowerFirst(sentence: string): string {
  return /^\p{Lu}\p{Ll}/u.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

function adviseRows({ profile, model, words }: Facts): string[] {
  const rows = model?.report.rows.usable ?? profile.rowCount;
  if (rows >= heuristics.fewRows) return [];
  return [`With ${words.count(rows, 'row')} there is little to learn from; more rows would make every figure here firmer.`];
}
