import { NEAR_SCORES } from '../heuristics.js';
import type { ExplainedScores } from '../types.js';

/*
 * DeepLIFT's rescale rule (Shrikumar, Greenside and Kundaje 2017; Lundberg and Lee 2017 as "Deep SHAP"): where a score goes
 * through a function, each contribution to the score is multiplied by the change of the function's value over the change of the
 * score, both from the base to the row. What comes out adds up to the change of the value exactly, and is exact Shapley values
 * where the function is a straight line.
 */

/** From log-odds to probability. */
export function rescaleLogOdds(explained: ExplainedScores, width: number): ExplainedScores {
  return rescale(explained, width, (base, score) => {
    const change = score - base;
    const value = logistic(base);
    if (Math.abs(change) < NEAR_SCORES) {
      const middle = logistic((base + score) / 2);
      return { value, factor: middle * (1 - middle) };
    }
    return { value, factor: (logistic(score) - value) / change };
  });
}

/** From the logarithm of a number to the number; `answers` are the numbers, whatever the learner held them within. */
export function rescaleLogTarget(explained: ExplainedScores, width: number, answers: Float64Array): ExplainedScores {
  return rescale(explained, width, (base, score, row) => {
    const change = score - base;
    const answer = answers[row]!;
    if (Math.abs(change) < NEAR_SCORES) {
      const factor = Math.exp((base + score) / 2);
      return { value: answer - factor * change, factor };
    }
    const value = Math.exp(base);
    return { value, factor: (answer - value) / change };
  });
}

type Through = (base: number, score: number, row: number) => { readonly value: number; readonly factor: number };

function rescale({ bases, contributions, unit }: ExplainedScores, width: number, through: Through): ExplainedScores {
  const values = new Float64Array(bases.length);
  const scaled = new Float64Array(contributions.length);
  bases.forEach((base, row) => {
    let score = base;
    for (let at = row * width; at < (row + 1) * width; at++) score += contributions[at]!;
    const { value, factor } = through(base, score, row);
    values[row] = value;
    for (let at = row * width; at < (row + 1) * width; at++) scaled[at] = factor * contributions[at]!;
  });
  const rescaledUnit = unit === 'log-target' ? 'target' : 'probability';
  return { exact: false, method: 'rescaled', unit: rescaledUnit, bases: values, contributions: scaled };
}

function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score));
}
