import type { ProgressEvent } from '../run-options.js';
import { CANDIDATES_FRACTION } from './heuristics.js';

/** How much of a training job is done after an event, 0 to 1; never less than `before`. */
export function fractionAfter(event: ProgressEvent, before: number): number {
  if (event.type !== 'candidate-start' && event.type !== 'candidate-fold' && event.type !== 'candidate-end') return before;
  const ofThis = event.type === 'candidate-fold' ? event.fold / event.folds : Number(event.type === 'candidate-end');
  const done = event.index + ofThis;
  return Math.max(before, (CANDIDATES_FRACTION * done) / Math.max(1, event.total));
}
