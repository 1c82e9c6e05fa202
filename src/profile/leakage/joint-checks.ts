import type { Finding } from '../../schema/types.js';
import type { Clue } from './clue.js';
import { dateClues } from './date-clues.js';
import { examineClue } from './examine-clue.js';
import { findComparisons } from './find-comparisons.js';
import { findFlags } from './find-flags.js';
import { findFormulas } from './find-formulas.js';
import { findGroupMeans } from './find-group-means.js';
import type { Examination } from './find-leakage.js';
import { findMeansOfOthers } from './find-means-of-others.js';
import { findNames } from './find-names.js';
import { findOrderLeaks } from './find-order-leaks.js';
import { measurePower } from './measure-power.js';
import { takeOutcome, takeRows } from './outcome.js';

/** Looks at columns together, at those that nothing was found on so far. */
export type JointCheck = (open: readonly Clue[]) => Finding[];

/** What takes more than one column, row or kind of evidence to see, the surest first. */
export function jointChecks({ views, target, task, rows, tries }: Examination): JointCheck[] {
  const outcome = takeOutcome(target, task, rows, views);
  const between: JointCheck = () => dateClues(views, rows).flatMap((clue) => examineClue(clue, outcome, tries) ?? []);
  const means: JointCheck = (open) => findGroupMeans(open, views, target, outcome, rows);
  const meansOfOthers: JointCheck = (open) => findMeansOfOthers(open, views, target, outcome, rows);
  const names: JointCheck = (open) => findNames(open, target.name, (clue) => measurePower(clue, outcome, tries));
  const formulas: JointCheck = (open) =>
    target.values === null ? [] : findFormulas(open, { name: target.name, values: takeRows(target.values, rows) });
  return outcome.task === 'regression'
    ? [between, means, meansOfOthers, () => findOrderLeaks(views, target), formulas, names]
    : [
        between,
        means,
        meansOfOthers,
        (open) => findFlags(open, outcome, tries),
        formulas,
        (open) => findComparisons(open, outcome, tries),
        names,
      ];
}
