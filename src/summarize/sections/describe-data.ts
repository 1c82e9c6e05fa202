import type { ColumnType } from '../../schema/types.js';
import type { Facts } from '../facts.js';
import { joinWords, quoteName, quoteNames } from '../quote-name.js';

const typeOrder: readonly ColumnType[] = ['numerical', 'categorical', 'boolean', 'datetime', 'text'];

/** How many rows and columns there are, of which types, which only number the rows, and which time they cover. */
export function describeData(facts: Facts): string[] {
  return [describeSize(facts), describeIdentifiers(facts), describeTime(facts)].filter((sentence) => sentence !== '');
}

function describeSize({ profile, words }: Facts): string {
  const { source, rowCount, columnCount, columns } = profile;
  const table = source.name === null ? 'The table' : quoteName(source.name);
  if (rowCount === 0)
    return `${table} has ${words.count(columnCount, 'column')} but no rows: only the names of the columns are known.`;
  const types = typeOrder
    .map((type) => ({ type, count: columns.filter((column) => column.type === type).length }))
    .filter(({ count }) => count > 0);
  const size = `${table} holds ${words.count(rowCount, 'row')} and ${words.count(columnCount, 'column')}`;
  const [only, ...others] = types;
  if (only === undefined) return `${size}.`;
  if (others.length === 0) return `${size}${columnCount === 1 ? `, which is ${only.type}` : `, all ${only.type}`}.`;
  return `${size}: ${joinWords(types.map(({ type, count }) => `${words.whole(count)} ${type}`))}.`;
}

function describeIdentifiers({ profile }: Facts): string {
  const names = profile.schema.columns.filter(({ semantic }) => semantic === 'identifier').map(({ name }) => name);
  if (names.length === 0) return '';
  return names.length === 1
    ? `${quoteNames(names)} only tells the rows apart, so nothing can be learned from it.`
    : `${quoteNames(names)} only tell the rows apart, so nothing can be learned from them.`;
}

function describeTime({ profile, words }: Facts): string {
  const column = profile.columns.find(({ datetime }) => datetime !== null);
  if (column?.datetime == null) return '';
  const first = words.day(column.datetime.first);
  const last = words.day(column.datetime.last);
  return first === last
    ? `${quoteName(column.name)} is ${first} throughout.`
    : `${quoteName(column.name)} runs from ${first} to ${last}.`;
}
