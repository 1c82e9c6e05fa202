import { throwIfAborted, yieldToEventLoop } from '../../run-options.js';
import type { Finding, Task } from '../../schema/types.js';
import type { ColumnView } from '../column-view.js';
import { examineForClasses } from './examine-for-classes.js';
import { examineForNumbers } from './examine-for-numbers.js';
import { findSums } from './find-sums.js';

/**
 * Finds the columns that give the target away: copies, recodings, rescalings, near copies, columns that are filled in
 * for one outcome only, and pairs that add up to the target. At most one finding per column, the strongest. The
 * evidence must be near perfect and rest on enough rows, so a good honest predictor is never called a leak:
 * see `leakageHeuristics`.
 */
export async function findLeakage(
  views: readonly ColumnView[],
  target: ColumnView,
  task: Task,
  signal: AbortSignal | undefined,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const view of views) {
    if (view === target) continue;
    throwIfAborted(signal);
    const finding = task === 'classification' ? examineForClasses(view, target) : examineForNumbers(view, target);
    if (finding !== null) findings.push(finding);
    await yieldToEventLoop();
  }
  if (task === 'classification') return findings;
  const single = new Set(findings.flatMap(({ columns }) => columns));
  const others = views.filter((view) => view !== target && !single.has(view.name));
  return [...findings, ...(await findSums(others, target, signal))];
}
