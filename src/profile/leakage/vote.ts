import { leakageHeuristics as limits } from './heuristics.js';

/** How well one thing tells a class: shares of the rows that are told right, without and with it. */
export interface Vote {
  readonly rows: number;
  /** By always naming the most frequent class. */
  readonly baseline: number;
  /** By rows that the answer was not learned from. */
  readonly purity: number;
  /** Share of the baseline's errors that go away. */
  readonly errorsRemoved: number;
}

export function voteOf(rows: number, baseline: number, purity: number): Vote {
  return { rows, baseline, purity, errorsRemoved: baseline < 1 ? 1 - (1 - purity) / (1 - baseline) : 0 };
}

/** What a vote must reach: a share of the rows, and a share of the baseline's errors. */
export interface Standard {
  readonly purity: number;
  readonly errorsRemoved: number;
}

/** How sure a vote is: it tells the class, nearly tells it, or is a good predictor at most. */
export type Grade = 'exact' | 'near' | 'close';

/**
 * Grades a vote; null for what an honest column may reach, and for what chance may reach when so many things are tried
 * (the tail of the binomial distribution by Chernoff's bound, times the number of tries).
 */
export function gradeVote(vote: Vote, tries: number): Grade | null {
  const grade = reaches(vote, limits.recode)
    ? 'exact'
    : reaches(vote, limits.nearCopyHigh)
      ? 'near'
      : reaches(vote, limits.nearCopyMedium)
        ? 'close'
        : null;
  return vote.rows >= limits.minRows && chanceOf(vote) * tries <= limits.chance ? grade : null;
}

/** Whether a vote is as good as that. */
export function reaches(vote: Vote, { purity, errorsRemoved }: Standard): boolean {
  return vote.purity >= purity && vote.errorsRemoved >= errorsRemoved;
}

/** Bound on the probability that guesses as good as the baseline are right this often. */
export function chanceOf({ rows, baseline, purity }: Vote): number {
  if (purity <= baseline) return 1;
  const right = purity * Math.log(purity / baseline);
  const wrong = purity < 1 ? (1 - purity) * Math.log((1 - purity) / (1 - baseline)) : 0;
  return Math.exp(-rows * (right + wrong));
}
