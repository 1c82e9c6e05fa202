import type { Finding } from '../../schema/types.js';
import { nameList, percent } from '../wording.js';
import type { Clue, ValueCodes } from './clue.js';
import type { ClassOutcome } from './outcome.js';
import { leakageHeuristics as limits } from './heuristics.js';
import { leakageFinding } from './leakage-finding.js';
import { summarise } from './tell-by-values.js';

/** One of two values of a column that nearly only one class has. */
interface Flag {
  readonly column: string;
  /** "is "yes"", "is filled in". */
  readonly says: string;
  readonly label: number;
  /** Rows that have it, and the share of its class that they are. */
  readonly rows: Uint32Array;
  readonly coverage: number;
  readonly exceptions: number;
}

/**
 * Finds marks that only one class has: a flag, a column that is filled in or a number that is not 0 for part of one class
 * and never for the others. Several that share a class out among themselves give it away together, as indicator columns
 * made from the target do.
 */
export function findFlags(clues: readonly Clue[], target: ClassOutcome, tries: number): Finding[] {
  if (target.counts.length > limits.maxTreeClasses) return [];
  const flags = clues.flatMap((clue) => flagsOf(clue, target, tries));
  const covers = Array.from(target.counts.keys(), (label) =>
    coverClass(
      flags.filter((flag) => flag.label === label),
      label,
      target,
    ),
  );
  const covered = covers.filter((cover) => cover !== null);
  const columns = [...new Set(covered.flat().map(({ column }) => column))];
  // Who has none of the marks must be of one class as well.
  const unmarked = target.counts.filter((_, label) => covers[label] === null);
  const [unmarkedRows, largest] = summarise(unmarked);
  const findings: Finding[] = [];
  if (columns.length > 1 && unmarkedRows - largest <= target.codes.length * (1 - limits.flagsCover)) {
    findings.push(
      leakageFinding('LEAKAGE_FLAGS', 'high', {
        columns,
        target: target.name,
        numbers: { rows: target.codes.length, columns: columns.length, classesTold: covered.length },
        sentence: `${nameList(columns)} share the classes of "${target.name}" out among themselves, so together they give it away.`,
      }),
    );
  }
  const alone = flags.filter(({ column, coverage, label }) => {
    const share = target.counts[label]! / target.codes.length;
    return !columns.includes(column) && coverage >= limits.minFlagCoverage && share <= limits.maxFlagClassShare;
  });
  return [...findings, ...alone.map((flag) => describeFlag(flag, target))];
}

function describeFlag({ column, says, label, rows, coverage, exceptions }: Flag, target: ClassOutcome): Finding {
  const never = exceptions === 0 ? 'never' : 'nearly never';
  return leakageFinding('LEAKAGE_FLAGS', 'medium', {
    columns: [column],
    target: target.name,
    numbers: { rows: rows.length, coverage, exceptions },
    sentence: `"${column}" ${says} for ${percent(coverage)} of the rows where "${target.name}" is "${target.text(label)}", and ${never} elsewhere.`,
  });
}

/** The two-valued views of a column: its own two values, filled in or not, at its most frequent number or not. */
function flagsOf({ columns, values, numbers, naming }: Clue, target: ClassOutcome, tries: number): Flag[] {
  if (values === null || naming === 'key') return [];
  const { codes, counts, text } = values;
  const present = counts.reduce((sum, count) => sum + count, 0);
  const marks: { says: string; has: (code: number) => boolean }[] = [];
  if (present < codes.length) marks.push({ says: 'is filled in', has: (code) => code >= 0 });
  if (counts.length === 2) [0, 1].forEach((own) => marks.push({ says: `is "${text(own)}"`, has: (code) => code === own }));
  const frequent = counts.reduce((most, count, code) => (count > (counts[most] ?? 0) ? code : most), -1);
  if (numbers !== null && counts.length > 2 && counts[frequent]! >= codes.length * limits.minPointShare) {
    marks.push({ says: `is not ${text(frequent)}`, has: (code) => code >= 0 && code !== frequent });
  }
  return marks.flatMap(({ says, has }) => flagOf(columns[0]!, says, has, values, target, tries) ?? []);
}

function flagOf(
  column: string,
  says: string,
  has: (code: number) => boolean,
  { codes }: ValueCodes,
  target: ClassOutcome,
  tries: number,
): Flag | null {
  const byClass = new Uint32Array(target.counts.length);
  let marked = 0;
  for (let row = 0; row < codes.length; row++) {
    if (!has(codes[row]!)) continue;
    marked++;
    byClass[target.codes[row]!]!++;
  }
  const label = byClass.indexOf(Math.max(...byClass));
  const exceptions = marked - byClass[label]!;
  const share = target.counts[label]! / target.codes.length;
  if (marked < limits.minRowsPerPart || exceptions > marked * limits.maxFlagExceptions) return null;
  // The chance that rows drawn at random all have this class.
  if (share ** (marked - exceptions) * tries > limits.chance) return null;
  const rows = Uint32Array.from(codes.keys()).filter((row) => has(codes[row]!));
  return { column, says, label, rows, coverage: byClass[label]! / target.counts[label]!, exceptions };
}

/** The flags that cover a class between them, the largest first; null when they do not. */
function coverClass(flags: readonly Flag[], label: number, target: ClassOutcome): Flag[] | null {
  const uncovered = target.codes.map((code) => (code === label ? 1 : 0));
  let left = target.counts[label]!;
  if (left < limits.minRowsPerPart) return null;
  const allowed = left * (1 - limits.flagsCover);
  const taken: Flag[] = [];
  for (const flag of flags.toSorted((one, other) => other.coverage - one.coverage)) {
    if (left <= allowed) break;
    const gained = flag.rows.reduce((sum, row) => sum + uncovered[row]!, 0);
    if (gained < limits.minRowsPerPart) continue;
    taken.push(flag);
    left -= gained;
    flag.rows.forEach((row) => (uncovered[row] = 0));
  }
  return left <= allowed ? taken : null;
}
