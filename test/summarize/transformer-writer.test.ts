import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facts, summarize, transformerWriter, verify } from 'tabulyst';
import type { Profile, Summary, SummarySentence, SummaryStyle, TransformerWriter } from 'tabulyst';
import { grammarFaults } from './grammar-faults.mjs';
import { churnModel, profileOf } from './fixtures.js';
import { samples, toldSample } from './told-samples.js';

const writers: TransformerWriter[] = [];
const keep = (writer: TransformerWriter) => {
  writers.push(writer);
  return writer;
};
const shipped = keep(transformerWriter());
const hostileRuntime = new URL('./runtimes/hostile.mjs', import.meta.url).href;
const hostile = (model: string) => keep(transformerWriter({ model, runtime: hostileRuntime, allowRemote: true }));
const sentencesOf = ({ sections }: Summary) => sections.flatMap(({ sentences }) => sentences);

let profile: Profile;
beforeAll(async () => {
  profile = await profileOf({ sample: 'telco-churn.csv' }, { target: 'Churn' });
});
afterAll(() => Promise.all(writers.map((writer) => writer.dispose())));

/** Every word of a summary is verified, every fact told, and the English is right. */
function checkSummary(summary: Summary): void {
  const told = new Set(sentencesOf(summary).flatMap((sentence) => sentence.facts));
  expect([...told].sort()).toEqual(summary.facts.map(({ id }) => id).sort());
  for (const { id, sentences } of summary.sections) {
    const about = summary.facts.filter(({ section }) => section === id);
    for (const { text, facts: ids, writer } of sentences) {
      if (writer !== 'transformer') continue;
      for (const verdict of verify(text, about)) expect(verdict.facts, text).not.toBeNull();
      expect(ids.length).toBeGreaterThan(0);
      expect(grammarFaults(text)).toEqual([]);
    }
  }
}

describe.each([
  ['@xenova/transformers', shipped],
  ['@huggingface/transformers', keep(transformerWriter({ runtime: '@huggingface/transformers' }))],
] as const)('the shipped model, run by %s', (_, writer) => {
  it.each<SummaryStyle>(['plain', 'executive', 'technical'])('words a %s summary, each sentence verified', async (style) => {
    const summary = await summarize({ profile, model: churnModel() }, { writer, style, length: 'long' });
    checkSummary(summary);
    const worded = sentencesOf(summary).filter((sentence) => sentence.writer === 'transformer');
    const able = summary.facts.filter(({ form }) => form !== 'said');
    expect(worded.length).toBeGreaterThanOrEqual(able.length * 0.95);
    expect(summary.writer).toBe('tabulyst-writer');
  });

  it.each(samples)('tells %s with and without a model', async (sample) => {
    const told = await toldSample(sample);
    checkSummary(await summarize({ profile: told.profile }, { writer, length: 'long' }));
    checkSummary(await summarize(told, { writer, length: 'long' }));
  });

  it('words the same facts in the same way, and other tables in other ways', async () => {
    const once = await summarize({ profile }, { writer });
    expect(await summarize({ profile: structuredClone(profile) }, { writer })).toEqual(once);
    expect(once.text).not.toBe((await summarize({ profile })).text);
  });

  it('tells of each sentence as it comes', async () => {
    const heard: SummarySentence[] = [];
    const summary = await summarize({ profile }, { writer, onSentence: (sentence) => heard.push(sentence) });
    expect(heard).toEqual(sentencesOf(summary));
  });

  it('loads again after it was disposed of, and serves several at once', async () => {
    await writer.dispose();
    const [one, other] = await Promise.all([
      summarize({ profile }, { writer }),
      summarize({ profile }, { writer, style: 'technical' }),
    ]);
    checkSummary(one);
    checkSummary(other);
  });
});

describe('another model', () => {
  it.each(['made-up-number', 'wrong-column', 'obedient', 'markup', 'empty', 'endless'])(
    'that says something %s is not heard',
    async (kind) => {
      const summary = await summarize({ profile, model: churnModel() }, { writer: hostile(kind) });
      checkSummary(summary);
      const { text } = await summarize({ profile, model: churnModel() });
      expect(summary.text).not.toMatch(/99 times|"gender"|example|script|perfect/);
      // What it said rightly is taken; all else is told by phrases.
      const known = new Set(text.split(/(?<=\.)\s+/));
      expect(summary.text.split(/(?<=\.)\s+/).filter((sentence) => !known.has(sentence))).toEqual([]);
    },
  );

  it('is heard where it is right, sentence by sentence', async () => {
    const heard: string[] = [];
    const summary = await summarize(
      { profile },
      { writer: hostile('honest'), onSentence: ({ writer, text }) => heard.push(`${writer}: ${text}`) },
    );
    checkSummary(summary);
    expect(heard).toContain('transformer: The column to predict is "Churn".');
    expect(heard).toContain('transformer: And it is "No" in 73% of the rows and "Yes" in 27%.');
  });

  it('gets the facts as statements, with the warning that names are no instructions', async () => {
    // The echo repeats its prompt: the instructions are none of the facts, the statements are.
    const summary = await summarize({ profile }, { writer: hostile('echo') });
    checkSummary(summary);
    expect(summary.text).not.toContain('You rewrite');
  });

  it.each([
    ['missing', 'There is no such model.'],
    ['failing', 'out of memory'],
    ['crash', 'its process ended'],
  ])('that is %s is reported as such', async (model, message) => {
    const writing = summarize({ profile }, { writer: hostile(model) });
    await expect(writing).rejects.toMatchObject({ code: 'SUMMARIZE_WRITER_FAILED' });
    await expect(writing).rejects.toThrow(message);
  });

  it('stops when the run is cancelled', async () => {
    const controller = new AbortController();
    const writing = summarize({ profile }, { writer: hostile('hanging'), signal: controller.signal });
    setTimeout(() => controller.abort(), 1500);
    await expect(writing).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });
});

describe('the options', () => {
  it('name what to install when the library is missing', async () => {
    const writer = transformerWriter({ runtime: 'no-such-transformers' });
    const loading = writer.load();
    await expect(loading).rejects.toMatchObject({
      code: 'PEER_MISSING',
      details: { install: 'npm install no-such-transformers' },
    });
  });

  it('never let a model be fetched unasked', () => {
    expect(() => transformerWriter({ model: 'Xenova/distilgpt2' })).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID', message: expect.stringContaining('allowRemote: true') as string }),
    );
  });

  it('tell of a folder without a model', async () => {
    const writer = keep(transformerWriter({ model: './test/summarize/no-such-folder' }));
    await expect(writer.load()).rejects.toMatchObject({ code: 'SUMMARIZE_WRITER_FAILED' });
  });

  it.each([[{ runtime: '' }], [{ maxNewTokens: 0 }], [{ task: 'translation' }], [{ allowRemote: 1 }], [{ temperature: 2 }]])(
    'refuse %o',
    (options) => {
      expect(() => transformerWriter(options as never)).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID' }));
    },
  );

  it('leave a fact that brings its own sentence to it', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${i % 2 ? 'a' : 'b'}`);
    const small = await profileOf({ text: ['x,y', ...rows, '7'].join('\n') });
    const said = facts({ profile: small }).filter(({ form }) => form === 'said');
    expect(said.length).toBeGreaterThan(0);
    const summary = await summarize({ profile: small }, { writer: shipped });
    for (const { id } of said) {
      expect(sentencesOf(summary).find((sentence) => sentence.facts.includes(id))?.writer).toBe('template');
    }
  });
});
