import { PROBABILITY_FLOOR } from './heuristics.js';

/** Makes class probabilities, row after row, at least the floor and each row's sum 1; in place. */
export function normaliseRows(answers: Float64Array, classCount: number): void {
  for (let start = 0; start < answers.length; start += classCount) {
    let sum = 0;
    for (let index = start; index < start + classCount; index++) {
      sum += answers[index] = Math.max(answers[index] as number, PROBABILITY_FLOOR);
    }
    for (let index = start; index < start + classCount; index++) answers[index] = (answers[index] as number) / sum;
  }
}
