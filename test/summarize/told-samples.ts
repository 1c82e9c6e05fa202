import { readCsv, trainModel } from 'tabulyst';
import type { Model, Profile } from 'tabulyst';
import { profileOf } from './fixtures.js';

export const samples = ['telco-churn', 'diamonds', 'iris', 'online-retail'] as const;

const targets: Readonly<Record<(typeof samples)[number], string>> = {
  'telco-churn': 'Churn',
  diamonds: 'price',
  iris: 'species',
  'online-retail': 'Quantity',
};

/** A sample's profile, and a quickly trained model of it. */
export async function toldSample(sample: (typeof samples)[number]): Promise<{ profile: Profile; model: Model }> {
  const file = `${sample}.csv`;
  const target = targets[sample];
  const table = await readCsv({ path: new URL(`../../samples/${file}`, import.meta.url).pathname });
  const model = await trainModel(table, { target, algorithm: 'linear' });
  return { profile: await profileOf({ sample: file }, { target }), model };
}
