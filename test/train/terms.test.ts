import { describe, expect, it } from 'vitest';
import { predict, trainModel } from 'tabulyst';
import { asTexts, tableSource } from '../../src/model/cell-values.js';
import { encode } from '../../src/model/encode.js';
import { createRandom } from '../../src/table/random.js';
import { termsOf } from '../../src/model/text-terms.js';
import { fitTerms } from '../../src/train/fit-terms.js';
import { tableOf } from './make-table.js';

describe('the terms of a text', () => {
  it('are its words in small letters and each two in a row', () => {
    expect([...termsOf('The PUMP leaks, the pump!')]).toEqual(['the', 'pump', 'the pump', 'leaks', 'pump leaks', 'leaks the']);
    expect([...termsOf('Größe 42 – Ω a')]).toEqual(['größe', '42', 'größe 42']);
    expect([...termsOf(' \u0000 - ')]).toEqual([]);
    expect(termsOf('word '.repeat(100_000)).size).toBe(2);
    expect([...termsOf('__proto__ constructor')]).toEqual(['proto', 'constructor', 'proto constructor']);
  });
});

/** 200 remarks: 80 of them ask for a refund, of which four in five have the target 1, as one in ten of the others. */
async function remarks() {
  const random = createRandom(3);
  const nouns = ['pump', 'valve', 'wheel', 'belt', 'motor'];
  const rows = Array.from({ length: 200 }, (_, row) => {
    const angry = (row * 7) % 5 < 2;
    const noun = nouns[Math.floor(random() * 5)] ?? '';
    const text = `Ticket ${row}: the ${noun} ${angry ? 'broke, I want a refund' : 'works as it should'}`;
    return [text, random() < (angry ? 0.8 : 0.1) ? 'yes' : 'no'];
  });
  const table = await tableOf(['remark', 'returned'], rows);
  const target = Float64Array.from(rows, ([, answer]) => Number(answer === 'yes'));
  const input = { name: 'remark', format: table.columns[0]!.format };
  return { rows, table, target, source: tableSource(table, Uint32Array.from(rows.keys())), input };
}

describe('a text column', () => {
  it('gives the terms that go most with the target, weighted by inverse document frequency, as vectors of length 1', async () => {
    const { source, target, input } = await remarks();
    const [feature] = fitTerms('remark', asTexts(source.cells(input)), target, 20);
    if (feature?.kind !== 'terms') throw new Error('no terms');
    // Each word of the request stands in 80 of the 200 rows: 1 + ln(200 / 80).
    expect(feature.terms.every((term) => /broke|want|refund|works|as|it|should/.test(term))).toBe(true);
    const asked = feature.terms.findIndex((term) => /broke|want|refund/.test(term));
    expect(feature.weights[asked]).toBeCloseTo(1 + Math.log(200 / 80), 12);
    expect(feature.terms).not.toContain('ticket');
    const inputs = [{ ...input, type: 'text', example: '' }] as const;
    const features = encode({ features: [feature] }, inputs, source);
    const width = feature.terms.length;
    for (let row = 0; row < 200; row++) {
      const vector = features.subarray(row * width, (row + 1) * width);
      const length = Math.hypot(...vector);
      expect(length === 0 || Math.abs(length - 1) < 1e-12).toBe(true);
    }
  });

  it('is learned from by its words, and answers for texts never seen', async () => {
    const { table } = await remarks();
    const model = await trainModel(table, { target: 'returned', algorithm: 'linear' });
    expect(model.inputs.map(({ name }) => name)).toEqual(['remark']);
    const answers = predict(model, [
      { remark: 'Now I want a refund for my lamp' },
      { remark: 'It works as it should' },
      { remark: '' },
    ]);
    expect(answers.slice(0, 2).map(({ prediction }) => prediction)).toEqual(['yes', 'no']);
    expect(answers.every(({ confidence }) => Number.isFinite(confidence))).toBe(true);
  });

  it('gives nothing where no word stands in five rows', () => {
    const texts = Array.from({ length: 80 }, (_, text) => `first${text} second${text}`);
    const codes = Int32Array.from({ length: 240 }, (_, row) => row % 80);
    expect(fitTerms('note', { form: 'text', codes, texts, problems: [] }, new Float64Array(240), 60)).toEqual([]);
    const more = Int32Array.from({ length: 480 }, (_, row) => row % 80);
    const [feature] = fitTerms('note', { form: 'text', codes: more, texts, problems: [] }, new Float64Array(480), 60);
    expect(feature).toMatchObject({ kind: 'terms', column: 'note' });
  });

  it('is left out where it holds addresses', async () => {
    const random = createRandom(5);
    const rows = Array.from({ length: 240 }, (_, row) => [
      `person${row % 200}@example.com`,
      String(row % 7),
      random() < 0.5 ? 'a' : 'b',
    ]);
    const model = await trainModel(await tableOf(['mail', 'x', 'y'], rows), { target: 'y', algorithm: 'linear' });
    expect(model.dropped).toContainEqual({
      column: 'mail',
      code: 'TEXT',
      reason: 'It holds e-mail addresses, which say little about new rows.',
    });
  });
});
