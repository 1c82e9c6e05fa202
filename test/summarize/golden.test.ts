import { expect, it } from 'vitest';
import { summarize, transformerWriter } from 'tabulyst';
import type { SummarizeOptions, SummaryInput } from 'tabulyst';
import { wrapText } from '../../adapters/cli/wrap-text.js';
import { grammarFaults } from './grammar-faults.mjs';
import { samples, toldSample } from './told-samples.js';

const kinds: readonly (readonly [string, SummarizeOptions])[] = [
  ['plain', {}],
  ['plain, short', { length: 'short' }],
  ['executive', { style: 'executive' }],
  ['technical, long', { style: 'technical', length: 'long' }],
];

/** The texts that readers get, to be read in full when they change: `vitest -u` writes them anew. */
it.each(samples)('%s is told as before', async (sample) => {
  const { profile, model } = await toldSample(sample);
  const writer = transformerWriter();
  const texts: string[] = [];
  const inputs: readonly (readonly [string, SummaryInput])[] = [
    ['without a model', { profile }],
    ['with a model', { profile, model }],
  ];
  for (const [having, input] of inputs) {
    for (const [kind, options] of [...kinds, ['plain, by the language model', { writer }]] as const) {
      const { text } = await summarize(input, options);
      for (const paragraph of text.split('\n\n')) expect(grammarFaults(paragraph)).toEqual([]);
      texts.push(`=== ${kind}, ${having} ===\n\n${wrapText(text)}\n`);
    }
  }
  await writer.dispose();
  await expect(texts.join('\n')).toMatchFileSnapshot(`golden/${sample}.txt`);
});
