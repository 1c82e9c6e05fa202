import { showProgress } from './show-progress.mjs';

/** Runs every contender this many times, one at a time and in opposite order every other time. Resolves to the results of each. */
export async function takeTurns(contenders, { repetitions, name }, run) {
  const runs = new Map(contenders.map((contender) => [contender, []]));
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const order = repetition % 2 === 0 ? contenders : [...contenders].reverse();
    for (const contender of order) {
      showProgress(`${name}: ${repetition + 1} of ${repetitions}, ${contender}`);
      runs.get(contender).push(await run(contender));
    }
  }
  showProgress('');
  return runs;
}
