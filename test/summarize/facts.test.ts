import { describe, expect, it } from 'vitest';
import { facts } from 'tabulyst';
import type { Fact, Model, Profile } from 'tabulyst';
import { allTemplatesOf } from '../../src/summarize/phrase.js';
import { churnModel, profileOf } from './fixtures.js';
import { samples, toldSample } from './told-samples.js';

function valueAt(path: string, roots: { profile: Profile; model: Model | null }): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], roots);
}

function check(list: readonly Fact[], roots: { profile: Profile; model: Model | null }): void {
  expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  const names = new Set([
    ...roots.profile.columns.map(({ name }) => name),
    ...(roots.model?.inputs ?? []).map(({ name }) => name),
  ]);
  for (const fact of list) {
    expect(fact.importance).toBeGreaterThanOrEqual(0);
    expect(fact.importance).toBeLessThanOrEqual(1);
    expect(valueAt(fact.source, roots), fact.source).not.toBeUndefined();
    for (const column of fact.columns) expect(names).toContain(column);
    const slots = allTemplatesOf(fact).flatMap((template) =>
      [...template.matchAll(/<([a-z0-9-]+)>/g)].map(([, slot = '']) => slot),
    );
    for (const slot of slots) expect(fact.values, `${fact.form} <${slot}>`).toHaveProperty([slot]);
  }
  expect(JSON.parse(JSON.stringify(list))).toEqual(list);
}

describe('facts', () => {
  it.each(samples)('of %s have a place, a source, and a value for every slot', async (sample) => {
    const { profile, model } = await toldSample(sample);
    check(facts({ profile }), { profile, model: null });
    check(facts({ profile, model }), { profile, model });
  });

  it('carry numbers unrounded, with their unit, and as they are said', async () => {
    const profile = await profileOf({ sample: 'telco-churn.csv' }, { target: 'Churn' });
    const byId = new Map(facts({ profile, model: churnModel() }).map((fact) => [fact.id, fact]));
    expect(byId.get('missing')).toMatchObject({
      section: 'quality',
      form: 'missing=few+where=one',
      columns: ['TotalCharges'],
      values: {
        missing: { value: 11, unit: 'cells', text: '11' },
        cells: { value: 147_903, unit: 'cells', text: '147,903 cells' },
        'missing-share': { value: 11 / 147_903, unit: 'share', text: 'less than 0.1%' },
      },
    });
    expect(byId.get('accuracy')?.values.right).toEqual({ value: 1155 / 1409, unit: 'share', text: 'about 82 times in 100' });
    expect(byId.get('size')?.values.rows?.value).toBe(7043);
  });

  it('say that rows did not all count the same', async () => {
    const profile = await profileOf({ sample: 'telco-churn.csv' }, { target: 'Churn' });
    const weighted = facts({ profile, model: churnModel({ weight: 'tenure' }) }).find(({ id }) => id === 'weighted');
    expect(weighted).toMatchObject({ form: 'weighted=yes', columns: ['tenure'], values: { weight: { text: '"tenure"' } } });
    expect(facts({ profile, model: churnModel() }).map(({ id }) => id)).not.toContain('weighted');
  });

  it('are said in the locale asked for', async () => {
    const profile = await profileOf({ sample: 'telco-churn.csv' }, { target: 'Churn' });
    expect(facts({ profile }, { locale: 'de-DE' })[0]?.values.rows?.text).toBe('7.043 rows');
    expect(() => facts({ profile }, { locale: 'no such tag' })).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID' }));
  });
});
