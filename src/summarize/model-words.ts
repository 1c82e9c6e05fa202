import type { ColumnEffect, EffectPoint, EvidentSplit, Metrics, Model, TrainingReport, WeakSegment } from '../model/types.js';
import { isLoss, type MetricName } from '../model/metric-names.js';
import { numberFormat, showCount, showNumber, showShare } from './show-value.js';

/** One headline measure of a model beside the baseline's, as text. */
export interface Headline {
  readonly label: string;
  readonly model: string;
  /** Where it may lie by chance: "80% to 84%"; empty where that is unknown. */
  readonly within: string;
  readonly baseline: string;
}

/** The measures that a person asks for first, the model's beside those of the baseline. */
export function headlines({ test, baseline, uncertainty }: TrainingReport): Headline[] {
  const row = <Own extends Metrics>(own: Own, other: Own, label: string, key: keyof Own & string, show: ShowNumber): Headline => {
    const interval = uncertainty?.intervals[key];
    return {
      label,
      model: orDash(own[key], show),
      within: interval === undefined ? '' : interval.map(show).join(' to '),
      baseline: orDash(other[key], show),
    };
  };
  if (test.task === 'classification' && baseline.task === 'classification') {
    return [
      row(test, baseline, 'Right answers', 'accuracy', showShare),
      row(test, baseline, 'Mean recall of the classes', 'balancedAccuracy', showShare),
      row(test, baseline, 'ROC AUC', 'rocAuc', showScore),
      row(test, baseline, 'Log loss', 'logLoss', showScore),
    ];
  }
  if (test.task === 'regression' && baseline.task === 'regression') {
    return [
      row(test, baseline, 'Mean absolute error', 'mae', showNumber),
      row(test, baseline, 'Root mean squared error', 'rmse', showNumber),
      row(test, baseline, 'R²', 'r2', showScore),
      row(test, baseline, 'True value in the interval', 'coverage', showShare),
      { label: 'Median width of the interval', model: orDash(test.intervalWidth?.median, showNumber), within: '', baseline: '–' },
    ];
  }
  return [];
}

/** What errors are measured in, in a sentence. */
export const lossWords = { logLoss: 'log loss', rmse: 'root mean squared error' } as const;

/** Which rows the scores are of, behind "scored on 1,409 rows ". */
export function testedWords({ split }: TrainingReport): string {
  if (split.kind === 'random') return 'that it never saw';
  if (split.kind === 'group') return `of ${showCount(split.testGroups, 'value')} of ${split.column} that it never saw`;
  return `from ${typeof split.from === 'number' ? showNumber(split.from) : split.from.slice(0, 10)} on by ${split.column}, later than all that it saw`;
}

/** That rows did not all count the same, in a sentence; null where they did. */
export function weightSentence({ weight }: TrainingReport): string | null {
  return weight === null ? null : `Rows count by ${weight}, in learning and in the overall scores.`;
}

/** How the model does by a split that the rows suggest, in a sentence. */
export function evidentSentence({ split, reason, scores }: EvidentSplit, { test, metric }: TrainingReport): string {
  const loss = (metrics: Metrics) => showNumber(rounded(metrics.task === 'classification' ? metrics.logLoss : metrics.rmse, 3));
  const which = split.kind === 'time' ? 'On the latest rows by it' : 'On rows of values that it never saw';
  const how =
    scores === null
      ? 'There was no time to see how the model does by it.'
      : `${which} the ${lossWords[metric]} is ${loss(scores.test)}, against ${loss(test)} on rows drawn at random.`;
  return `${reason} ${how}`;
}

/** From which probability on a row is given which class, in a sentence; null for the more probable one. */
export function thresholdSentence({ threshold, target }: Pick<Model, 'threshold' | 'target'>): string | null {
  if (threshold === null) return null;
  return `${target.column} is answered with ${threshold.label} from a probability of ${showShare(threshold.value)} on.`;
}

/** Whether more rows would help, in a sentence; null where that is unknown. */
export function learningSentence({ learningCurve, metric }: TrainingReport): string | null {
  const [half, whole] = learningCurve?.points.slice(-2) ?? [];
  if (half === undefined || whole === undefined) return null;
  const show = (loss: number) => showNumber(rounded(loss, 3));
  const hope = learningCurve?.wouldMoreHelp === true ? 'more rows would probably help' : 'more rows like these would help little';
  return `Learned from ${showCount(half.rows, 'row')} instead of ${showCount(whole.rows, 'row')}, the ${lossWords[metric]} is ${show(half.loss)} instead of ${show(whole.loss)}: ${hope}.`;
}

const metricWords: Readonly<Record<MetricName, string>> = {
  logLoss: 'Log loss',
  brier: 'Brier score',
  accuracy: 'Accuracy',
  balancedAccuracy: 'Balanced accuracy',
  f1: 'F1',
  rocAuc: 'ROC AUC',
  prAuc: 'Average precision',
  rmse: 'RMSE',
  mae: 'Mean absolute error',
  r2: 'R²',
};

/** What candidates were compared by, and which way is better. */
export function comparedBy({ chosenBy }: TrainingReport): string {
  return `${metricWords[chosenBy]}, cross-validated (${isLoss(chosenBy) ? 'lower' : 'higher'} is better)`;
}

type ShowNumber = (value: number) => string;

// Rounded first: what rounds to 0 has no sign.
const showScore: ShowNumber = (value) => Number(value.toFixed(3)).toFixed(3);

function orDash(value: unknown, show: ShowNumber): string {
  return typeof value === 'number' ? show(value) : '–';
}

/** How far a column moves a single answer on average, beside its name; empty where that is unknown. */
export function movesOf({ shap }: TrainingReport): (column: string) => string {
  const moves = new Map((shap?.columns ?? []).map(({ column, meanAbsolute }) => [column, meanAbsolute]));
  const factor = shap?.unit === 'probability' ? 100 : 1;
  const show: ShowNumber = (value) =>
    shap?.unit === 'log-target' ? `× ${showNumber(rounded(Math.exp(value), 3))}` : showNumber(rounded(factor * value, 2));
  return (column) => {
    const moved = moves.get(column);
    return moved === undefined || moved === 0 ? '' : show(moved);
  };
}

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));

const unitWords = {
  probability: 'percentage points',
  'log-odds': 'log-odds',
  score: 'its score',
  target: 'units of the target',
  'log-target': 'times the target',
} as const;

/** What {@link movesOf} counts in, in words; null where it tells nothing. */
export function movesUnit({ shap }: TrainingReport): string | null {
  return shap === null || shap.method === 'constant' ? null : unitWords[shap.unit];
}

/** How to write the answers of an effect: probabilities as shares. */
export function answerFormat({ label }: ColumnEffect): ShowNumber {
  return label === null ? showNumber : showShare;
}

/** How a point of an effect is called: a number, a day, a level or "missing". */
export function pointName({ type, points }: ColumnEffect): (point: EffectPoint) => string {
  const numbers = points.map(({ value }) => value).filter((value) => typeof value === 'number');
  const show = numberFormat(numbers.length === 0 ? null : { min: Math.min(...numbers), max: Math.max(...numbers) });
  return ({ value }) => {
    if (value === null) return 'missing';
    if (typeof value === 'number') return show(value);
    return type === 'datetime' ? value.slice(0, 10) : value;
  };
}

/** How the answer goes with a column, in a sentence. */
export function effectSentence(effect: ColumnEffect, target: string): string {
  const { label, points, direction } = effect;
  const [show, name] = [answerFormat(effect), pointName(effect)];
  const what = label === null ? `the predicted ${target}` : `the probability that ${target} is ${label}`;
  const [first, last, low, high] = [points[0], points.at(-1), points[effect.low], points[effect.high]];
  if (first === undefined || last === undefined || low === undefined || high === undefined) return '';
  if (direction === 'rises' || direction === 'falls') {
    return `With ${effect.column} ${what} ${direction}: ${show(first.answer)} at ${name(first)}, ${show(last.answer)} at ${name(last)}.`;
  }
  const extremes = `highest at ${name(high)} (${show(high.answer)}) and lowest at ${name(low)} (${show(low.answer)})`;
  return `By ${effect.column} ${what} is ${extremes}.`;
}

/** Which rows a model is clearly worse on, in a sentence. */
export function segmentSentence(
  { column, range, value, rows, loss, overall }: WeakSegment,
  metric: TrainingReport['metric'],
): string {
  const edge = (one: number | string | null) => (typeof one === 'number' ? showNumber(one) : (one?.slice(0, 10) ?? null));
  const [low, high] = [edge(range?.[0] ?? null), edge(range?.[1] ?? null)];
  const within = low === null ? `below ${high}` : high === null ? `${low} or more` : `from ${low} to below ${high}`;
  const where = range === null ? `${column} is ${value ?? 'missing'}` : `${column} is ${within}`;
  return `Where ${where} (${showCount(rows, 'row')}), the ${lossWords[metric]} is ${showNumber(loss)}, against ${showNumber(overall)} over all.`;
}
