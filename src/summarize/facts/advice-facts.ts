import type { Model, WeakSegment } from '../../model/types.js';
import type { NumberWords } from './number-words.js';
import { overfits } from '../../model/overfits.js';
import { heuristics } from '../heuristics.js';
import type { Fact } from './types.js';
import { beatsGuessing, hasPredictors, keptLeaks, targetOf } from './material.js';
import type { Material } from './material.js';
import { plainText, quoteName, quoteNames } from './quote-name.js';

/** What to do next and what to be careful with, most important first. */
export function adviceFacts(material: Material): Fact[] {
  const { profile, model } = material;
  const next = nextStep(material);
  if (profile.rowCount === 0) return [next];
  const cautions =
    model === null ? [] : [...overfit(material, model), ...weakSegment(material, model), ...warnings(material, model)];
  return [next, ...cautions, ...suggestions(material), ...fewRows(material)];
}

function nextStep(material: Material): Fact {
  const { model, profile, say } = material;
  const target = targetOf(material);
  const base = {
    id: 'next',
    section: 'advice',
    columns: [],
    importance: 1,
    source: model === null ? 'profile.target' : 'model.report',
  } as const;
  if (profile.rowCount === 0) return { ...base, form: 'next=rows', values: {} };
  if (target === null) return { ...base, form: 'next=name', values: {} };
  const values = { target: say.name(target.column) };
  if (model === null) return { ...base, form: hasPredictors(material) ? 'next=train' : 'next=columns', values };
  if (!beatsGuessing(model)) return { ...base, form: 'next=unready', values };
  return { ...base, form: keptLeaks(model.report).length > 0 ? 'next=leaks' : 'next=use', values };
}

function overfit({ say }: Material, { report }: Model): Fact[] {
  if (report.overfit === null || !overfits(report)) return [];
  const values = { growth: say.share(report.overfit.ratio - 1) };
  const fact = { id: 'overfit', form: 'overfit=yes', columns: [], values, importance: 0.8, source: 'model.report.overfit' };
  return [{ ...fact, section: 'advice' }];
}

/** The part of the rows that the model is most clearly worse on. */
function weakSegment({ say, words }: Material, model: Model): Fact[] {
  const [segment] = model.report.weakSegments;
  if (segment === undefined || !beatsGuessing(model)) return [];
  const { column, loss, overall } = segment;
  const values = { weak: say.words(whereIs(segment, words)), 'weak-growth': say.share(loss / overall - 1) };
  const fact = { id: 'weak', form: 'weak=yes', columns: [column], values, importance: 0.4, source: 'model.report.weakSegments' };
  return [{ ...fact, section: 'advice' }];
}

function whereIs({ column, range, value }: WeakSegment, words: NumberWords): string {
  const name = quoteName(column);
  if (range === null) return value === null ? `${name} is missing` : `${name} is ${quoteName(value)}`;
  const show = (end: number | string) => (typeof end === 'number' ? words.quantity(end) : words.day(end));
  const [from, to] = range;
  if (from === null) return to === null ? `${name} is known` : `${name} is below ${show(to)}`;
  return to === null ? `${name} is at least ${show(from)}` : `${name} lies between ${show(from)} and ${show(to)}`;
}

function warnings({ say }: Material, { report }: Model): Fact[] {
  // Told as facts of their own: leaks, a model that is no better than guessing, one that overfits.
  const toldAlready = ['The model is no better', 'On the test rows the error'];
  const leaks = report.leakage.findings.flatMap(({ columns }) => columns).map((name) => `"${name}"`);
  return report.warnings
    .filter((warning) => !leaks.some((leak) => warning.includes(leak)))
    .filter((warning) => !toldAlready.some((beginning) => warning.startsWith(beginning)))
    .slice(0, heuristics.maxQuoted)
    .map((warning, index) => ({
      id: `warning-${index + 1}`,
      section: 'advice',
      form: 'said',
      columns: [],
      values: { said: say.words(warning) },
      importance: 0.6,
      source: 'model.report.warnings',
    }));
}

/** What the findings of weight suggest, with the columns they are about. */
function suggestions({ profile, model, say }: Material): Fact[] {
  const handled = new Set(model?.report.leakage.excluded ?? []);
  return profile.findings
    .filter(({ severity, columns }) => severity !== 'low' && !(columns.length > 0 && columns.every((name) => handled.has(name))))
    .slice(0, heuristics.maxQuoted)
    .map(({ code, columns, sentence, suggestion, severity }, index) => {
      const advice = plainText(suggestion);
      // What is wrong with the target, and what may stand for a missing value, is told nowhere else.
      const whole = code.startsWith('TARGET_') || code === 'SUSPICIOUS_SENTINEL';
      const told = whole ? `${sentence} ${advice}` : `About ${quoteNames(columns)}: ${lowerFirst(advice)}`;
      return {
        id: `suggestion-${index + 1}`,
        section: 'advice' as const,
        form: 'said',
        columns,
        values: { said: say.words(columns.length === 0 ? advice : told) },
        importance: severity === 'high' ? 0.7 : 0.5,
        source: 'profile.findings',
      };
    })
    .filter(({ values }, index, all) => all.findIndex((other) => other.values.said.text === values.said.text) === index);
}

/** Lower-cases a sentence's first letter, unless its first word is an acronym or the like. */
function lowerFirst(sentence: string): string {
  return /^\p{Lu}\p{Ll}/u.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}

function fewRows({ profile, model, say }: Material): Fact[] {
  const rows = model?.report.rows.usable ?? profile.rowCount;
  if (rows >= heuristics.fewRows) return [];
  const values = { 'few-rows': say.count(rows, 'rows') };
  return [
    {
      id: 'few',
      section: 'advice',
      form: 'few=yes',
      columns: [],
      values,
      importance: 0.7,
      source: model === null ? 'profile.rowCount' : 'model.report.rows',
    },
  ];
}
