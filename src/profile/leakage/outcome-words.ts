import { words } from '../../table/name-words.js';
import { leakageHeuristics as limits } from './heuristics.js';

/** What is known only afterwards. */
const outcomeWords = words(
  'outcome result final actual predicted prediction pred predict forecast closed closing resolved resolution settled settlement cancelled canceled ' +
    'cancellation termination terminated discharge discharged death refund refunded chargeback recovered recovery writeoff after post ' +
    'ergebnis endgültig storniert gekündigt résultat résilié resultado cancelado risultato wynik результат',
);
/** Whether a word says that something is over and known. */
export function isOutcomeWord(word: string): boolean {
  return outcomeWords.has(word);
}

/** "canceled" and "cancellation": words of some length that begin alike. */
export function sameStem(one: string, other: string): boolean {
  const shared = Math.max(limits.stemLength, Math.min(one.length, other.length) - 3);
  return one === other || (Math.min(one.length, other.length) >= shared && one.slice(0, shared) === other.slice(0, shared));
}
