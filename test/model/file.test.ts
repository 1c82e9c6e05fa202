import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel, saveModel } from '../../src/model/file.js';
import { parseModel } from '../../src/model/parse-model.js';
import type { FittedLearner, LearnerKind, Model } from '../../src/model/types.js';
import { predict } from '../../src/predict/predict.js';
import { trainModel } from '../../src/train/train-model.js';
import { sampleTable } from '../train/make-table.js';
import { classModel, numberModel, rowIntervalModel } from './make-model.js';

let folder = '';
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'tabulyst-model-'))));
afterAll(() => rm(folder, { recursive: true }));

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const rejectsWith = (run: Promise<unknown>, code: string, message: RegExp) =>
  expect(run).rejects.toMatchObject({ code, message: expect.stringMatching(message) as unknown });

describe('saveModel and loadModel', () => {
  it.each(['linear', 'additive', 'naive-bayes', 'random-forest', 'baseline'])(
    'bring a model back to the bit: %s',
    async (algorithm) => {
      const table = await sampleTable(90, 'three');
      const model = await trainModel(table, { target: 'answer', algorithm });
      expect(model.report.algorithm).toBe(algorithm);
      const path = join(folder, `${algorithm}.json`);
      await saveModel(model, path);
      const loaded = await loadModel(path);
      expect(loaded).toEqual(model);
      expect(JSON.stringify(loaded)).toBe(JSON.stringify(model));
      expect(predict(loaded, table)).toEqual(predict(model, table));
      expect(await loadModel(await readFile(path))).toEqual(model);
    },
  );

  it('bring a log-linear regression back to the bit', async () => {
    const model = await trainModel(await sampleTable(90, 'number'), { target: 'answer', task: 'regression' });
    expect(parseModel(JSON.stringify(model))).toEqual(model);
  });

  it('leave nothing but the file, and replace an older one', async () => {
    const path = join(folder, 'again.json');
    await saveModel(numberModel(), path);
    await saveModel(classModel(['a', 'b'], [0.5, 0.5]), path);
    expect((await loadModel(path)).task).toBe('classification');
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('say why a model can’t be written', async () => {
    await rejectsWith(
      saveModel(numberModel(), join(folder, 'no', 'such', 'folder.json')),
      'STORAGE_FAILED',
      /could not be written/,
    );
  });

  it('say that there is no such file, and that a folder is none', async () => {
    await rejectsWith(loadModel(join(folder, 'nothing.json')), 'MODEL_FILE_NOT_FOUND', /no such file/);
    await rejectsWith(loadModel(folder), 'MODEL_FILE_NOT_FOUND', /folder/);
  });
});

describe('a file that is no model', () => {
  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['a cut off file', JSON.stringify(numberModel()).slice(0, -20)],
    ['a list', '[]'],
    ['other JSON', '{"name":"x"}'],
    ['null', 'null'],
  ])('is refused: %s', async (name, text) => {
    const path = join(folder, `bad ${name}.json`);
    await writeFile(path, text);
    await rejectsWith(loadModel(path), 'MODEL_INVALID', /model/);
  });

  it('is refused when it isn’t UTF-8', async () => {
    await rejectsWith(loadModel(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff])), 'MODEL_INVALID', /JSON/);
  });

  it('is told apart when another release wrote it', async () => {
    await rejectsWith(loadModel(bytes({ ...numberModel(), formatVersion: 5 })), 'MODEL_TOO_NEW', /Update/);
    await rejectsWith(loadModel(bytes({ ...numberModel(), formatVersion: 3 })), 'MODEL_TOO_OLD', /Train the model again/);
  });

  it('is refused for an option that does not exist', async () => {
    await rejectsWith(loadModel(bytes(numberModel()), { learner: [] } as never), 'OPTIONS_INVALID', /learners/);
  });
});

/** Every value inside a JSON value, with the way to it. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => places(item, [...path, key]))].filter(
    ({ length }) => length > 0,
  );
}

function changed(
  model: Model,
  path: readonly (string | number)[],
  change: (parent: Record<string, unknown>, key: string) => void,
): unknown {
  const copy = structuredClone(model) as unknown as Record<string, unknown>;
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
  change(parent, String(path.at(-1)));
  return copy;
}

const withInterval = (change: object): unknown => {
  const model = rowIntervalModel();
  return { ...model, interval: { ...model.interval, ...change } };
};
const withReport = (model: Model, report: object) => ({ ...model, report: { ...model.report, ...report } });

describe('a model file that was changed', () => {
  const models = [numberModel(), rowIntervalModel(), classModel(['a', 'b'], [0.25, 0.75])];

  it('is refused wherever a field is missing', () => {
    for (const model of models) {
      for (const path of places(model)) {
        const without = changed(model, path, (parent, key) => {
          if (Array.isArray(parent)) (parent as unknown[])[Number(key)] = undefined;
          else delete parent[key];
        });
        // What a loader has no use for may be missing.
        if (['learner.ceiling', 'learner.kind'].includes(path.join('.'))) continue;
        if (model.task === 'classification' && path[0] === 'interval') continue;
        // An end of a range that is null is an open one.
        if (path.at(-2) === 'range') continue;
        if (model.task === 'regression' && path.join('.') === 'target.classes') continue;
        expect(() => parseModel(JSON.stringify(without)), path.join('.')).toThrow(/not a usable model/);
      }
    }
  });

  it('is refused wherever a field is of another kind', () => {
    for (const model of models) {
      for (const path of places(model)) {
        if (path.join('.') === 'learner.ceiling' || path.join('.') === 'learner.kind' || path.join('.') === 'target.classes')
          continue;
        const other = changed(model, path, (parent, key) => (parent[key] = { surprise: true }));
        expect(() => parseModel(JSON.stringify(other)), path.join('.')).toThrow(/not a usable model/);
      }
    }
  });

  it.each([
    [
      'a learner of another width',
      (model: Model) => ({ ...model, learner: { ...model.learner, width: 3, coefficients: [[1, 2, 3]] } }),
    ],
    ['labels that repeat', () => classModel(['a', 'a'], [0.5, 0.5])],
    ['a single label', () => classModel(['a'], [1])],
    ['a learner for three labels where there are two', () => classModel(['a', 'b'], [0.5, 0.25, 0.25])],
    ['a feature of no input', (model: Model) => ({ ...model, inputs: model.inputs.slice(1) })],
    [
      'a scale of 0',
      (model: Model) => ({
        ...model,
        encoder: { features: [{ ...model.encoder.features[0], scale: 0 }, model.encoder.features[1]] },
      }),
    ],
    [
      'numbers of a text column',
      (model: Model) => ({ ...model, encoder: { features: [{ ...model.encoder.features[0], column: 'color' }] } }),
    ],
    ['curves of another task', (model: Model) => withReport(model, { curves: classModel(['a', 'b'], [0.5, 0.5]).report.curves })],
    [
      'an effect whose highest point does not exist',
      (model: Model) => withReport(model, { effects: model.report.effects.map((effect) => ({ ...effect, high: 2 })) }),
    ],
    [
      'an interval that ends before it begins',
      (model: Model) =>
        withReport(model, { uncertainty: { ...model.report.uncertainty, intervals: { rmse: [2, 1], mae: [1, 2] } } }),
    ],
    ['an interval of negative width', (model: Model) => ({ ...model, interval: { ...model.interval, halfWidth: -1 } })],
    ['an interval of classes', (model: Model) => ({ ...classModel(['a', 'b'], [0.5, 0.5]), interval: model.interval })],
    ['an interval of a kind unknown', (model: Model) => ({ ...model, interval: { ...model.interval, kind: 'wide' } })],
    ['errors that go nowhere', () => withInterval({ least: 0 })],
    ['a factor below 0', () => withInterval({ factor: -1 })],
    ['a reach without the answer among its features', () => withInterval({ encoder: { features: [] } })],
    ['a reach by a column that is no input', () => withInterval({ encoder: { features: [{ kind: 'value', column: 'z' }] } })],
    ['a reach for classes', () => withInterval({ below: classModel(['a', 'b'], [0.5, 0.5]).learner })],
    [
      'a histogram with an edge too few',
      (model: Model) =>
        withReport(model, { curves: { ...model.report.curves, residualHistogram: { edges: [0, 1], counts: [1, 2] } } }),
    ],
    [
      'a loss that is no number',
      (model: Model) => withReport(model, { overfit: { developmentLoss: 1, testLoss: Infinity, ratio: 1 } }),
    ],
    ['a cut of something unknown', (model: Model) => withReport(model, { budget: { ...model.report.budget, cut: ['rounds'] } })],
  ])('is refused: %s', (_name, change) => {
    expect(() => parseModel(JSON.stringify(change(numberModel())))).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
  });

  /** Lists as long as `feature`, for a tree of either kind. */
  const tree = (feature: number[], left: number[], right: number[], leaves: number[] = [1]) => ({
    feature,
    threshold: feature.map(() => 0),
    missingLeft: feature.map(() => false),
    left,
    right,
    leaves,
    cover: leaves.map(() => 3),
  });
  const leaf = tree([-1], [0], [0]);
  const forestOf = (one: unknown) => ({ kind: 'forest', width: 4, outputs: 1, trees: [one] });
  const treesOf = (one: unknown) => ({ kind: 'trees', width: 4, link: 'identity', base: [0], trees: [one] });
  const blendOf = (one: unknown, change: object = {}) => ({
    kind: 'blend',
    width: 4,
    classCount: null,
    temperature: 1,
    members: [{ weight: 1, offset: 0, width: 4, learner: treesOf(one), ...change }],
  });
  const parseWith = (learner: unknown) => parseModel(JSON.stringify({ ...numberModel(), learner }));

  it.each([
    ['a child before its parent', tree([0, -1], [0, 0], [1, 0])],
    ['a child beyond the end', tree([0, -1], [1, 0], [2, 0])],
    ['a feature beyond the vector', tree([4, -1, -1], [1, 0, 0], [2, 0, 0])],
    ['no node', tree([], [], [])],
  ])('is refused for a tree with %s', (_name, broken) => {
    for (const learnerOf of [forestOf, treesOf, blendOf]) {
      expect(() => parseWith(learnerOf(broken))).toThrow(/nodes point forward/);
      expect(parseWith(learnerOf(leaf)).learner).toEqual(expect.objectContaining({ width: 4 }));
    }
  });

  it.each([
    ['a node of two parents', tree([0, 0, -1], [1, 2, 0], [2, 2, 0])],
    ['a child on both sides', tree([0, -1], [1, 0], [1, 0])],
    ['a node of no parent', tree([0, -1, -1, -1], [1, 0, 0, 0], [2, 0, 0, 0])],
  ])('is refused for a tree with %s', (_name, broken) => {
    for (const learnerOf of [forestOf, treesOf, blendOf]) {
      expect(() => parseWith(learnerOf(broken))).toThrow(/one parent each/);
    }
  });

  it.each([
    ['none', undefined, /cover should be a list/],
    ['too few', [], /cover should be a list of 1/],
    ['too many', [3, 3], /cover should be a list of 1/],
    ['0', [0], /cover\[0\] should be a whole number of at least 1/],
    ['a negative one', [-4], /cover\[0\] should be/],
    ['a fraction', [0.5], /cover\[0\] should be/],
    ['no number', ['3'], /cover\[0\] should be/],
    ['one beyond whole numbers', [1e300], /cover\[0\] should be/],
  ])('is refused for a cover of %s', (_name, cover, message) => {
    for (const learnerOf of [forestOf, treesOf, blendOf]) expect(() => parseWith(learnerOf({ ...leaf, cover }))).toThrow(message);
  });

  it('is refused for a leaf without an answer, and for trees whose directions are no yes or no', () => {
    expect(() => parseWith(forestOf(tree([-1], [1], [0])))).toThrow(/nodes point forward/);
    expect(() => parseWith(treesOf({ ...leaf, missingLeft: [1] }))).toThrow(/missingLeft\[0\] should be true or false/);
    expect(() => parseWith(treesOf({ ...leaf, leaves: [] }))).toThrow(/nodes point forward/);
    expect(() => parseWith(treesOf({ ...leaf, leaves: ['1'] }))).toThrow(/leaves\[0\] should be a finite number/);
  });

  it.each([
    ['a weight of 0', { weight: 0 }, /weight should be above 0/],
    ['a part beyond the vector', { offset: 2 }, /width should be within the feature vector/],
    ['a learner of another width', { learner: { ...treesOf(leaf), width: 3 } }, /learner.width should be 4/],
    ['a learner of no known kind', { learner: { kind: 'oracle' } }, /not known here/],
    ['a blend within the blend', { learner: blendOf(leaf) }, /not known here/],
  ])('is refused for a blend with %s', (_name, change, message) => {
    expect(() => parseWith(blendOf(leaf, change))).toThrow(message);
  });
});

describe('kinds of learners', () => {
  const half: LearnerKind = {
    kind: 'half',
    predict: (_learner: FittedLearner, _features, rowCount) => new Float64Array(rowCount).fill(0.5),
    load: () => ({ kind: 'half' }),
  };
  const text = JSON.stringify({ ...numberModel(), learner: { kind: 'half' } });

  it('beyond the built-in ones are brought by the caller', () => {
    expect(() => parseModel(text)).toThrow(expect.objectContaining({ code: 'MODEL_KIND_UNKNOWN' }));
    expect(() => parseModel(text)).toThrow(/"half".*prior, linear, naive-bayes, forest/);
    const model = parseModel(text, { learners: [half] });
    expect(predict(model, { x: 1 }, { learners: [half] })).toMatchObject({ prediction: 0.5, lower: -3.5 });
  });

  it('can’t replace a built-in one, nor each other', () => {
    for (const learners of [[{ ...half, kind: 'linear' }], [half, half]]) {
      expect(() => parseModel(text, { learners })).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID' }));
    }
  });

  it('must answer what the task needs', () => {
    for (const answer of [() => new Float64Array(0), () => new Float64Array([NaN])]) {
      expect(() => parseModel(text, { learners: [{ ...half, predict: answer }] })).toThrow(
        expect.objectContaining({ code: 'MODEL_INVALID' }),
      );
    }
  });
});
