import type { Table } from '../../table/types.js';
import type { ResolvedTarget } from '../resolve-target.js';
import { isKeyName } from '../../schema/name-words.js';
import { nameWords, words } from '../../table/name-words.js';
import { numberRange } from '../../table/number-range.js';
import { showMany } from '../../table/wording.js';
import { MAX_EVIDENT_GROUP_ROWS, MAX_UNTIMED_SHARE, MIN_EVIDENT_GROUP_ROWS, MIN_EVIDENT_VALUES } from '../heuristics.js';
import { groupOrder, timeOrder, type RowOrder } from '../row-order.js';

/** Who or what several rows can be about, of which a model will meet new ones. */
const subjects = words(
  'customer client user member person patient passenger student pupil employee worker subject account household order invoice receipt transaction session ' +
    'visit case claim policy booking trip device kunde kunden patienten rechnung bestellung auftrag cliente usuario paciente pedido factura commande facture',
);

/** An order that rows evidently have, and why that is thought. */
export interface EvidentOrder {
  readonly order: Exclude<RowOrder, { kind: 'random' }>;
  readonly reason: string;
}

/** Orders that a random split passes over: a file in order of time, and several rows of one customer, order or the like. */
export function findEvidentOrders(table: Table, { column: target, usable }: ResolvedTarget): EvidentOrder[] {
  const orders: EvidentOrder[] = [];
  for (const column of table.columns) {
    if (column.name === target) continue;
    if (column.form === 'datetime' && isInOrder(column.values)) {
      orders.push({ order: timeOrder(column), reason: `The rows are in the order of "${column.name}".` });
    }
    if (!namesSubject(column.name)) continue;
    const order = groupOrder(column, table.rowCount);
    const groups = new Set(Array.from(usable, (row) => order.groups[row])).size;
    const each = usable.length / groups;
    if (groups >= MIN_EVIDENT_VALUES && each >= MIN_EVIDENT_GROUP_ROWS && each <= MAX_EVIDENT_GROUP_ROWS) {
      const shares = `${showMany(groups, 'value')} for ${showMany(usable.length, 'row')}`;
      orders.push({ order, reason: `"${column.name}" names whom or what rows are about, and has ${shares}.` });
    }
  }
  // One of each kind is enough to know how far the scores depend on it.
  return (['time', 'group'] as const).flatMap((kind) => orders.filter(({ order }) => order.kind === kind).slice(0, 1));
}

function isInOrder(values: Float64Array): boolean {
  const { present, rises, falls } = numberRange(values);
  const isOneWay = Math.min(rises, falls) === 0 && Math.max(rises, falls) >= MIN_EVIDENT_VALUES - 1;
  return isOneWay && present >= values.length * (1 - MAX_UNTIMED_SHARE);
}

function namesSubject(name: string): boolean {
  const parts = nameWords(name);
  const isJoined = [...subjects].some((subject) => parts.at(-1) === `${subject}id` || parts.at(-1) === `${subject}no`);
  return isJoined || (parts.some((word) => subjects.has(word)) && (isKeyName(name) || parts.length === 1));
}
