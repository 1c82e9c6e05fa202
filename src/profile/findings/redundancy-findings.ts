import type { Finding } from '../../schema/types.js';
import { heuristics } from '../heuristics.js';
import type { Association, ColumnProfile } from '../types.js';
import { showMany } from '../../table/wording.js';
import { nameList } from '../wording.js';

interface Group {
  readonly names: string[];
  /** The weakest link that holds the group together, and the strongest. */
  weakest: number;
  strongest: number;
}

/** Groups of columns that say nearly the same, the target aside; strongest first, the last of many joined into one finding. */
export function findRedundant(
  pairs: readonly Association[],
  columns: readonly ColumnProfile[],
  target: string | null,
): Finding[] {
  const profiles = new Map(columns.map((column) => [column.name, column]));
  const groups = groupColumns(
    pairs.filter((pair) => {
      const [one, other] = pair.columns.map((name) => profiles.get(name));
      if (one === undefined || other === undefined || one.name === target || other.name === target) return false;
      return isRedundant(pair, one, other);
    }),
  );
  const named = groups.slice(0, heuristics.maxRedundantGroups).map(describeGroup);
  const rest = groups.slice(heuristics.maxRedundantGroups);
  if (rest.length === 0) return named;
  const others = rest.flatMap(({ names }) => names);
  const sentence = `${showMany(rest.length, 'more group')} of columns say nearly the same among themselves: ${nameList(others)}.`;
  return [...named, { ...describeGroup(rest[0]!), columns: others, sentence }];
}

/**
 * Numbers that rise and fall together, and categories each of which tells the other. One that tells another and is not
 * told by it (a city its country, each product its price) makes neither needless.
 */
function isRedundant(pair: Association, one: ColumnProfile, other: ColumnProfile): boolean {
  const { measure, value, spearman, mutualInformation } = pair;
  const isStrong = (strength: number | null): boolean => Math.abs(strength ?? 0) >= heuristics.redundantFrom;
  // Where most cells have one value, ranks agree already when those cells do.
  if (measure === 'pearson') return isStrong(value) || (isStrong(spearman) && one.outliers !== null && other.outliers !== null);
  const larger = Math.max(entropyOf(one), entropyOf(other));
  return measure === 'cramers-v' && isStrong(value) && (mutualInformation ?? 0) >= heuristics.redundantInformation * larger;
}

function strengthOf({ value, spearman }: Association): number {
  return Math.max(Math.abs(value ?? 0), Math.abs(spearman ?? 0));
}

/** Shannon entropy of a category in nats. */
function entropyOf({ balance, distinct }: ColumnProfile): number {
  return balance === null ? Infinity : balance * Math.log(Math.max(1, distinct));
}

function groupColumns(pairs: readonly Association[]): Group[] {
  const groupOf = new Map<string, Group>();
  for (const pair of pairs) {
    const { columns } = pair;
    const strength = strengthOf(pair);
    const known = columns.map((name) => groupOf.get(name));
    const group = known[0] ?? known[1] ?? { names: [], weakest: strength, strongest: strength };
    const other = known[0] === group ? known[1] : undefined;
    const joined = other === undefined || other === group ? [] : other.names;
    const added = [...columns, ...joined].filter((name) => !group.names.includes(name));
    group.weakest = Math.min(group.weakest, strength, other?.weakest ?? 1);
    for (const name of new Set(added)) {
      group.names.push(name);
      groupOf.set(name, group);
    }
  }
  return [...new Set(groupOf.values())];
}

function describeGroup({ names, weakest, strongest }: Group): Finding {
  return {
    code: 'REDUNDANT',
    severity: 'low',
    columns: names,
    numbers: { weakest, strongest },
    sentence: `${nameList(names)} say nearly the same (strength ${strongest.toFixed(2)} of 1).`,
    suggestion: 'One of them, the most detailed, is enough: the others add little and make explanations harder to read.',
  };
}
