import type { Finding, Semantic } from '../../schema/types.js';
import { showMany } from '../../table/wording.js';
import type { ColumnView } from '../columns/column-view.js';
import { heuristics } from '../heuristics.js';
import { nameList } from '../wording.js';
import { findAlikeEntries } from './alike-entries.js';

/** Meanings whose texts are no names of things, so that no two of them are one thing written in two ways. */
const unlikeNames: ReadonlySet<Semantic | null> = new Set<Semantic>([
  'identifier',
  'email',
  'url',
  'phone',
  'postal-code',
  'list',
  'free-text',
]);

/** Texts that are probably one value, most frequent first. */
interface Spellings {
  readonly texts: readonly string[];
  readonly cells: number;
}

/** Columns with values that differ only in case, blanks, accents or punctuation: "NY", "ny " and "N.Y.". */
export function findSpellings(views: readonly ColumnView[]): Finding[] {
  return views.flatMap((view) => {
    const { type, semantic, distinct } = view.schema;
    const isExamined = type === 'categorical' || type === 'text';
    if (!isExamined || unlikeNames.has(semantic) || distinct < 2 || distinct > heuristics.maxSpellings) return [];
    const groups = groupSpellings(view);
    const [worst] = groups;
    return worst === undefined ? [] : [describeSpellings(view.name, groups, worst)];
  });
}

function groupSpellings({ column, levels }: ColumnView): Spellings[] {
  const { counts, text } = levels();
  const alike = column.form === 'dictionary' ? findAlikeEntries(column.dictionary) : null;
  const groups = new Map<string, number[]>();
  counts.forEach((count, level) => {
    if (count === 0 || alike?.[level] === 0) return;
    const key = spellingKey(text(level));
    if (key === '') return;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [level]);
    else known.push(level);
  });
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((one, other) => counts[other]! - counts[one]!))
    .map((group) => ({ texts: group.map(text), cells: group.slice(1).reduce((sum, level) => sum + counts[level]!, 0) }))
    .toSorted((one, other) => other.cells - one.cells);
}

/** What two ways of writing one name have in common. In texts with digits, which may be codes, nothing but case and blanks is overlooked. */
export function spellingKey(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (/\p{N}/u.test(plain)) return plain;
  // Most texts have none of what is overlooked.
  if (/^[a-z]*$/.test(plain)) return plain;
  return plain
    .normalize('NFD')
    .replace(/[\p{M}.,'’`"]/gu, '')
    .replace(/(?<=\p{L})[\s_/-]+(?=\p{L})/gu, '');
}

function describeSpellings(name: string, groups: readonly Spellings[], worst: Spellings): Finding {
  const cells = groups.reduce((sum, group) => sum + group.cells, 0);
  const others = groups.length - 1;
  const more = others === 0 ? '' : `, and ${showMany(others, 'other value')} likewise`;
  return {
    code: 'INCONSISTENT_SPELLING',
    severity: 'low',
    columns: [name],
    numbers: { values: groups.length, cells },
    sentence: `"${name}" writes what seems to be one value in several ways: ${nameList(worst.texts.map(shorten))}${more}.`,
    suggestion: 'Write each value in one way: as it is, they count as different ones.',
  };
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
