import type { Model, SplitReport } from '../../model/types.js';
import { weightSentence } from '../model-words.js';
import { showCount, showNumber } from '../show-value.js';
import { blocks, bullets, prose, section, table } from './markdown.js';
import type { Markdown } from './markdown.js';

/** With which rows, seed and budget the model was trained. */
export function trainingSection({ target, report }: Model): Markdown | null {
  const { rows, split, seed, budget } = report;
  const counts = [
    ['to learn from and to compare candidates on', rows.development],
    ['to set the width of intervals', rows.calibration],
    ['to test on', rows.test],
  ] as const;
  const lead = prose`${showCount(rows.usable, 'row')} with a known ${target.column}:`;
  const parts = table(
    ['Rows', 'Number'],
    counts.filter(([, count]) => count > 0).map(([use, count]) => [use, count.toLocaleString('en-US')]),
  );
  const limit = budget.seconds === null ? 'no limit of time' : `a limit of ${showCount(budget.seconds, 'second')}`;
  const without = [...budget.skipped, ...(budget.cut.includes('interval') ? ['intervals by row'] : [])];
  const again =
    without.length > 0
      ? `Time ran out before ${without.join(', ')}: training again may give another model.`
      : 'The same table and seed give the same model again.';
  const facts = [splitSentence(split), weightSentence(report), `Seed ${seed}, ${limit}. ${again}`];
  return section('How it was trained', blocks(lead, parts, bullets(facts.filter((fact) => fact !== null))));
}

/** How the rows were parted, in a sentence. */
function splitSentence(split: SplitReport): string {
  if (split.kind === 'random') return 'The rows to test on were drawn at random.';
  if (split.kind === 'group') {
    const { column, groups, testGroups } = split;
    return `The rows were parted by ${column}, of which there are ${showCount(groups, 'value')}: those to test on have ${testGroups.toLocaleString('en-US')} that no other part has.`;
  }
  const { column, from, withoutTime } = split;
  const point = typeof from === 'number' ? showNumber(from) : from.slice(0, 10);
  const rest = withoutTime === 0 ? '' : ` ${showCount(withoutTime, 'row')} without a time were learned from.`;
  return `The rows to test on are the latest by ${column}, from ${point} on.${rest}`;
}
