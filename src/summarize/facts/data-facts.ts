import type { ColumnType } from '../../schema/types.js';
import { heuristics } from '../heuristics.js';
import type { Fact } from './types.js';
import { identifiersOf, strengthWord, targetOf } from './material.js';
import type { Material } from './material.js';
import { joinWords, quoteName } from './quote-name.js';

const typeOrder: readonly ColumnType[] = ['numerical', 'categorical', 'boolean', 'datetime', 'text'];

/** How many rows and columns there are, of which types, which only number the rows, which time they cover, which kinds of rows there are, and what goes together. */
export function dataFacts(material: Material): Fact[] {
  return [size(material), ...identifiers(material), ...period(material), ...groups(material), ...pair(material)];
}

function size({ profile, words, say }: Material): Fact {
  const { source, rowCount, columnCount, columns } = profile;
  const types = typeOrder
    .map((type) => ({ type, count: columns.filter((column) => column.type === type).length }))
    .filter(({ count }) => count > 0);
  const [only] = types;
  return {
    id: 'size',
    section: 'data',
    form: sizeForm(rowCount, columnCount, types.length),
    columns: [],
    values: {
      table: { value: source.name ?? '', unit: 'name', text: source.name === null ? 'the table' : quoteName(source.name) },
      rows: say.count(rowCount, 'rows'),
      columns: say.count(columnCount, 'columns'),
      type: say.words(only?.type ?? 'empty'),
      types: say.words(joinWords(types.map(({ type, count }) => `${words.whole(count)} ${type}`))),
    },
    importance: 1,
    source: 'profile.rowCount',
  };
}

function sizeForm(rows: number, columns: number, types: number): string {
  if (rows === 0) return 'size=none';
  if (columns === 1) return 'size=column';
  const { smallTable, largeTable } = heuristics;
  const size = rows < smallTable ? 'small' : rows < largeTable ? 'medium' : 'large';
  return `size=${size}+types=${types === 1 ? 'one' : 'mixed'}`;
}

function identifiers(material: Material): Fact[] {
  const names = identifiersOf(material);
  if (names.length === 0) return [];
  const form = names.length === 1 ? 'ids=one' : 'ids=many';
  const values = { ids: material.say.names(names) };
  return [{ id: 'ids', section: 'data', form, columns: names, values, importance: 0.5, source: 'profile.schema.columns' }];
}

function period({ profile, say }: Material): Fact[] {
  const column = profile.columns.find(({ datetime }) => datetime !== null);
  if (column?.datetime == null) return [];
  const values = { date: say.name(column.name), first: say.day(column.datetime.first), last: say.day(column.datetime.last) };
  const form = values.first.text === values.last.text ? 'period=point' : 'period=span';
  return [{ id: 'period', section: 'data', form, columns: [column.name], values, importance: 0.5, source: 'profile.columns' }];
}

function groups({ profile: { clusters }, say }: Material): Fact[] {
  const [largest] = clusters?.clusters ?? [];
  if (clusters === null || largest === undefined || clusters.silhouette < heuristics.clearGroups) return [];
  const values = {
    groups: say.count(clusters.clusters.length, 'groups'),
    'group-share': say.share(largest.share),
    silhouette: say.quantity(clusters.silhouette, 'score'),
  };
  const { columns } = clusters;
  return [{ id: 'groups', section: 'data', form: 'groups=yes', columns, values, importance: 0.2, source: 'profile.clusters' }];
}

/** The two columns, neither of them the target nor an identifier, that go together most. */
function pair(material: Material): Fact[] {
  const { profile, say } = material;
  const left = new Set([...identifiersOf(material), targetOf(material)?.column]);
  const strongest = profile.associations.pairs.find(
    ({ columns, value }) => value !== null && columns.every((name) => !left.has(name)),
  );
  const strength = Math.abs(strongest?.value ?? 0);
  if (strongest === undefined || strength < heuristics.relation.strong) return [];
  const [one, other] = strongest.columns;
  const values = {
    'pair-1': say.name(one),
    'pair-2': say.name(other),
    'pair-how': say.words(strengthWord(strength)),
    'pair-strength': say.quantity(strength, 'score'),
  };
  const columns = [one, other];
  return [{ id: 'pair', section: 'data', form: 'pair=yes', columns, values, importance: 0.2, source: 'profile.associations' }];
}
