import type { Finding } from '../schema/types.js';
import { heuristics } from './heuristics.js';
import type { Association } from './types.js';
import { showMany } from '../table/wording.js';
import { nameList } from './wording.js';

interface Group {
  readonly names: string[];
  /** The weakest link that holds the group together, and the strongest. */
  weakest: number;
  strongest: number;
}

/** Groups of columns that say nearly the same, the target aside; strongest first, the last of many joined into one finding. */
export function findRedundant(pairs: readonly Association[], target: string | null): Finding[] {
  const groups = groupColumns(pairs.filter((pair) => isRedundant(pair) && !pair.columns.some((name) => name === target)));
  const named = groups.slice(0, heuristics.maxRedundantGroups).map(describeGroup);
  const rest = groups.slice(heuristics.maxRedundantGroups);
  if (rest.length === 0) return named;
  const columns = rest.flatMap(({ names }) => names);
  const sentence = `${showMany(rest.length, 'more group')} of columns say nearly the same among themselves: ${nameList(columns)}.`;
  return [...named, { ...describeGroup(rest[0]!), columns, sentence }];
}

/** A category that tells a number (each product its price) makes neither needless, so the correlation ratio doesn't count. */
function isRedundant({ measure, value }: Association): boolean {
  return measure !== 'correlation-ratio' && value !== null && Math.abs(value) >= heuristics.redundantFrom;
}

function groupColumns(pairs: readonly Association[]): Group[] {
  const groupOf = new Map<string, Group>();
  for (const { columns, value } of pairs) {
    const strength = Math.abs(value ?? 0);
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
