import csvParser from 'csv-parser';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { predictStream } from '../../src/predict/predict-stream.js';
import { predict } from '../../src/predict/predict.js';
import { predictionColumns, predictionsToCsv } from '../../src/predict/predictions-to-csv.js';
import { classModel, numberModel } from '../model/make-model.js';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ x: index % 20, color: index % 2 === 0 ? 'red' : 'pink' }));

describe('predictStream', () => {
  it.each([0, 1, 511, 512, 513, 1500])('answers %i rows as predict does', async (count) => {
    const rows = rowsOf(count);
    expect(await collect(predictStream(numberModel(), rows))).toEqual(predict(numberModel(), rows));
    expect(await collect(predictStream(numberModel(), Readable.from(rows)))).toEqual(predict(numberModel(), rows));
  });

  it('reads no further ahead than a batch', async () => {
    let given = 0;
    function* endless() {
      for (;;) {
        given++;
        yield { x: 1, color: 'red' };
      }
    }
    let taken = 0;
    for await (const { prediction } of predictStream(numberModel(), endless())) {
      expect(prediction).toBe(9);
      if (++taken === 1000) break;
    }
    expect(given).toBeLessThanOrEqual(1024);
  });

  it('refuses a row that is none, with its number, and passes the source’s own errors on', async () => {
    await expect(collect(predictStream(numberModel(), [{ x: 1 }, 'row'] as never))).rejects.toMatchObject({
      code: 'PREDICT_INPUT_INVALID',
      message: expect.stringContaining('Row 2') as unknown,
    });
    function* broken() {
      yield { x: 1 };
      throw new Error('the disk is gone');
    }
    await expect(collect(predictStream(numberModel(), broken()))).rejects.toThrow('the disk is gone');
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const run = async () => {
      for await (const prediction of predictStream(numberModel(), rowsOf(2000), { signal: controller.signal })) {
        expect(prediction.task).toBe('regression');
        controller.abort();
      }
    };
    await expect(run()).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });

  it('refuses options that do not exist', async () => {
    await expect(collect(predictStream(numberModel(), [], { batch: 1 } as never))).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
    });
  });
});

describe('predictionsToCsv', () => {
  it('writes numbers with their bounds, and empty cells where there are none', async () => {
    const rows = [{ x: 7, color: 'red' }];
    expect((await collect(predictionsToCsv(numberModel(), predict(numberModel(), rows)))).join('')).toBe(
      'prediction,lower,upper\n15,11,19\n',
    );
    const bare = { ...numberModel(), interval: null };
    expect((await collect(predictionsToCsv(bare, predict(bare, rows)))).join('')).toBe('prediction,lower,upper\n15,,\n');
  });

  it('writes the header alone where there are no rows', async () => {
    const model = classModel(['no', 'yes'], [0.5, 0.5]);
    expect(await collect(predictionsToCsv(model, []))).toEqual(['prediction,probability_no,probability_yes\n']);
    expect(predictionColumns(model)).toEqual(['prediction', 'probability_no', 'probability_yes']);
  });

  it('comes in pieces, in step with its reader', async () => {
    const pieces = await collect(predictionsToCsv(numberModel(), predictStream(numberModel(), rowsOf(1500))));
    expect(pieces.length).toBe(3);
    expect(pieces.join('').split('\n').length).toBe(1502);
  });

  it('can be read again by another parser, whatever the labels are', async () => {
    const label = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).filter((text) => !text.includes('\uFEFF'));
    const labels = fc.uniqueArray(fc.oneof(label, fc.constantFrom('__proto__', 'a,b', '"', 'x\r\ny', ' pad ', '😀')), {
      minLength: 2,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(labels, async (names) => {
        const model = classModel(
          names,
          names.map((_, index) => (index === 1 ? 0.6 : 0.4 / (names.length - 1))),
        );
        const text = (await collect(predictionsToCsv(model, predict(model, [{ x: 1 }, { x: 2 }])))).join('');
        const parser = Readable.from([Buffer.from(text)]).pipe(csvParser({ headers: false }));
        const [header, first] = (await collect(parser)) as Record<string, string>[];
        expect(Object.values(header ?? {})).toEqual(predictionColumns(model));
        expect(first?.['0']).toBe(names[1]);
        expect(Number(first?.['2'])).toBeCloseTo(0.6, 9);
      }),
      { numRuns: 50 },
    );
  });
});
