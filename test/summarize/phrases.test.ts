import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allTemplatesOf } from '../../src/summarize/phrase.js';
import type { Fact } from 'tabulyst';
import { grammarFaults } from './grammar-faults.mjs';

type Phrases = Record<string, Record<string, Record<string, string[]>>>;
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../src/summarize/${path}`, import.meta.url), 'utf8'));
const phrases = read('phrases.json') as Phrases;

const forms = Object.entries(phrases).flatMap(([section, byForm]) =>
  Object.entries(byForm).map(([form, styles]) => ({ section, form, styles })),
);
const factOf = (section: string, form: string): Fact =>
  ({ id: form, section, form, columns: [], values: {}, importance: 1, source: '' }) as unknown as Fact;
const templates = forms.flatMap(({ section, form }) => allTemplatesOf(factOf(section, form)));

describe('the phrases', () => {
  it('tell each fact in each style', () => {
    for (const { section, form, styles } of forms) {
      expect(Object.keys(styles), `${section} ${form}`).toEqual(['plain', 'executive', 'technical']);
      for (const list of Object.values(styles)) expect(list.length, `${section} ${form}`).toBeGreaterThan(0);
    }
  });

  it('hold no number of their own, and end as sentences do', () => {
    for (const template of templates) {
      expect(template.replaceAll(/<[a-z0-9-]+>/g, '')).not.toMatch(/\d|[{}|]|%/);
      expect(template).toMatch(/^[A-Z<].* \.$/);
    }
  });

  it('are good English, with values in their places', () => {
    const told = templates.map((template) =>
      template
        .replaceAll(/<[a-z0-9-]+>/g, '"x"')
        .replaceAll(/ ([,.;:)])/g, '$1')
        .replaceAll('( ', '('),
    );
    expect(told.flatMap(grammarFaults)).toEqual([]);
  });

  it('are all in the vocabulary of the shipped model, which was trained on them', () => {
    const { model } = read('transformer/tabulyst-writer/tokenizer.json') as { model: { vocab: Record<string, number> } };
    const words = new Set([
      ...templates.flatMap((template) => template.split(' ')),
      ...forms.flatMap(({ form }) => form.split('+')),
    ]);
    expect([...words].filter((word) => !Object.hasOwn(model.vocab, word))).toEqual([]);
  });
});
