import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelCard, trainModel } from 'tabulyst';
import type { Model } from 'tabulyst';
import { classModel, numberModel } from '../model/make-model.js';
import { sampleTable } from '../train/make-table.js';
import { churnModel, leakOf } from './fixtures.js';

/** What stands below a heading, up to the next one. */
function sectionOf(card: string, title: string): string {
  const [, body] = card.split(`\n## ${title}\n\n`);
  return body?.split('\n## ')[0] ?? '';
}

const titlesOf = (card: string) => [...card.matchAll(/^## (.+)$/gm)].map(([, title]) => title);

describe('the card of a trained classifier', async () => {
  const model = await trainModel(await sampleTable(600, 'two'), { target: 'answer', seconds: 0, seed: 3, metric: 'f1' });
  const card = modelCard(model);
  const { report } = model;

  it('goes from what it predicts to how it is used', () => {
    expect(card).toMatch(/^# Model card: answer\n\n## What it predicts\n/);
    expect(titlesOf(card).filter((title) => title !== 'Where it does worse')).toEqual([
      'What it predicts',
      'What it looks at',
      'How it works',
      'How it was trained',
      'How good it is',
      'Class by class',
      'Whether probabilities hold',
      'What it relies on',
      'Limits',
      'How to use it',
    ]);
    expect(card).not.toMatch(/NaN|Infinity|undefined|null|\[object/);
  });

  it('says what is predicted from which columns, and how a class is decided on', () => {
    expect(card).toContain('one of 2 classes (no, yes), with a probability for each');
    expect(sectionOf(card, 'What it looks at')).toContain('3 columns of a row.');
    for (const line of ['| a | numerical |', '| b | numerical |', '| color | categorical |']) expect(card).toContain(line);
    expect(model.threshold).not.toBeNull();
    expect(card).toMatch(/\*\*Decision:\*\* answer is answered with \w+ from a probability of \d+% on\./);
  });

  it('tells every candidate with its score, and the shares of the blend', () => {
    const method = sectionOf(card, 'How it works');
    expect(method).toContain('F1, cross-validated (higher is better)');
    for (const { algorithm } of report.leaderboard)
      expect(method).toMatch(new RegExp(`^\\| (\\*\\*)?${algorithm}(\\*\\*)? \\|`, 'm'));
    expect(method.match(/\d%/g)).toHaveLength(report.leaderboard.filter(({ share }) => share > 0).length);
  });

  it('tells rows, seed and budget', () => {
    const training = sectionOf(card, 'How it was trained');
    expect(training).toContain('600 rows with a known answer:');
    expect(training).toContain(`| to test on | ${report.rows.test} |`);
    expect(training).not.toContain('intervals');
    expect(training).toContain('Seed 3, no limit of time. The same table and seed give the same model again.');
  });

  it('has each score with its interval beside the baseline', () => {
    const scores = sectionOf(card, 'How good it is');
    if (report.test.task !== 'classification') throw new Error('not a classifier');
    const [low, high] = report.uncertainty?.intervals.logLoss ?? [0, 0];
    expect(scores).toContain(`| ${report.test.logLoss.toFixed(3)} | ${low.toFixed(3)} to ${high.toFixed(3)} |`);
    expect(scores).toContain('| Measure | What it says | Model | 95% interval | Baseline |');
    expect(sectionOf(card, 'Class by class')).toContain(`| no | ${report.test.confusion.matrix[0]!.join(' | ')} |`);
    expect(sectionOf(card, 'Whether probabilities hold')).toContain('expected calibration error');
  });
});

describe('the card of a trained regression', async () => {
  const model = await trainModel(await sampleTable(400, 'number'), { target: 'answer', algorithm: 'linear', seed: 3 });
  const card = modelCard(model);

  it('tells how far answers are off, and whether intervals hold', () => {
    const errors = sectionOf(card, 'How far answers are off');
    expect(errors).toMatch(/Half of the answers are off by [\d.]+ or less\./);
    expect(errors).toMatch(/Intervals, made to hold the true value in 90% of cases, did in \d+% of the 60 test rows\./);
    expect(card).toContain('a number, with an interval made to hold the true value in 90% of cases');
    expect(titlesOf(card)).not.toContain('Class by class');
    expect(card).not.toContain('-0.000');
  });

  it('says that the model is a single one', () => {
    expect(sectionOf(card, 'How it works')).toContain('The model is a linear regression.');
  });

  it('has an example that is code', () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(card) ?? [];
    expect(code).toMatch(/"a": -?\d/);
    expect(code).toContain('answer.lower, answer.upper');
  });
});

describe('what a card tells where there is something to tell', () => {
  it('how rows were parted', () => {
    const told = (split: Model['report']['split']) => sectionOf(modelCard(churnModel({ split })), 'How it was trained');
    expect(told({ kind: 'time', column: 'day', from: '2024-05-01T00:00:00.000Z', withoutTime: 3 })).toContain(
      'The rows to test on are the latest by day, from 2024-05-01 on. 3 rows without a time were learned from.',
    );
    expect(told({ kind: 'group', column: 'shop', groups: 40, testGroups: 8 })).toContain(
      'The rows were parted by shop, of which there are 40 values: those to test on have 8 that no other part has.',
    );
    const weighted = sectionOf(modelCard(churnModel({ weight: 'people' })), 'How it was trained');
    expect(weighted).toContain('- Rows count by people, in learning and in the overall scores.');
  });

  it('weak parts, other splits, the learning curve, and what time ran out before', () => {
    const card = modelCard(numberModel());
    expect(sectionOf(card, 'Where it does worse')).toContain('- Where color is red (40 rows), ');
    expect(sectionOf(card, 'Where it does worse')).toContain('those that set the width of intervals among them');
    expect(sectionOf(card, 'Whether more rows would help')).toContain('more rows would probably help');
    expect(card).toContain('Time ran out before boosting: training again may give another model.');
    const split = { kind: 'group', column: 'shop', groups: 40, testGroups: 8 } as const;
    const evident = { split, reason: 'Several rows are of one "shop".', rows: { development: 80, test: 20 }, scores: null };
    expect(sectionOf(modelCard(churnModel({ evidentSplits: [evident] })), 'How it does when tested otherwise')).toContain(
      'Several rows are of one "shop".',
    );
  });

  it('columns left out, and what became of leaks', () => {
    const findings = [leakOf('refund'), leakOf('input 3')];
    const card = modelCard(
      churnModel(
        {
          leakage: { policy: 'exclude', excluded: ['refund'], findings, otherwise: null },
          warnings: ['Left out because of leakage.'],
        },
        [{ column: 'refund', code: 'LEAKAGE', reason: 'It gives the target away.' }],
      ),
    );
    expect(sectionOf(card, 'Columns left out')).toContain('| refund | It gives the target away. |');
    const leaks = sectionOf(card, 'Columns that may give the answer away');
    expect(leaks).toContain('- "refund" holds the same values as the target. Left out.');
    expect(leaks).toContain('- "input 3" holds the same values as the target. Used all the same.');
    expect(sectionOf(card, 'Warnings')).toContain('- Left out because of leakage.');
  });

  it('no intervals of scores where test rows are too few, and no table wider than a page', () => {
    const card = modelCard(churnModel({ uncertainty: null }));
    expect(sectionOf(card, 'How good it is')).toContain('| Measure | What it says | Model | Baseline |');
    expect(card).toContain('too few test rows');
    const labels = Array.from({ length: 30 }, (_, index) => `class ${index}`);
    const many = modelCard(
      classModel(
        labels,
        labels.map(() => 1 / 30),
      ),
    );
    expect(many).toContain('class 11, 18 more)');
    expect(sectionOf(many, 'Class by class')).toContain('18 rarer classes are left out of this table.');
    expect(many).not.toContain('In truth');
  });

  it('no text of somebody as an example', () => {
    const model = numberModel();
    const inputs = [{ ...model.inputs[0]!, name: 'comment', type: 'text' as const, example: 'my phone is 555' }];
    expect(modelCard({ ...model, inputs })).toContain('"comment": "…",');
  });
});

/** A model that has this text wherever text can come from a table or a file. */
function modelNamed(name: string): Model {
  const model = classModel([name, 'other'], [0.5, 0.5]);
  const { report } = model;
  const split = { kind: 'group', column: name, groups: 4, testGroups: 2 } as const;
  return {
    ...model,
    target: { ...model.target, column: name, reason: name },
    inputs: model.inputs.map((input) => ({ ...input, name, example: name })),
    dropped: [{ column: name, code: 'LEAKAGE', reason: name }],
    threshold: { label: name, value: 0.3 },
    report: {
      ...report,
      algorithm: name,
      leaderboard: [
        { algorithm: name, score: null, error: name, seconds: 0.5, share: 0 },
        { algorithm: 'linear', score: 1, error: null, seconds: 0.5, share: 0 },
      ],
      split,
      evidentSplits: [{ split, reason: name, rows: { development: 8, test: 2 }, scores: null }],
      importance: [{ column: name, increase: 1 }],
      effects: report.effects.map((effect) => ({
        ...effect,
        column: name,
        label: name,
        type: 'categorical',
        direction: null,
        points: [
          { value: name, rows: 5, answer: 0.1 },
          { value: null, rows: 5, answer: 0.2 },
        ],
      })),
      weakSegments: report.weakSegments.map((segment) => ({ ...segment, column: name, range: null, value: name })),
      budget: { ...report.budget, skipped: [name] },
      leakage: { policy: 'keep', excluded: [], findings: [leakOf(name), { ...leakOf(name), sentence: name }], otherwise: null },
      warnings: [name],
    },
  };
}

/** The markup of a card: its lines and the characters that mark something up, without what is escaped and what is code. */
function markupOf(card: string): string[] {
  const [before, code, after] = card.split(/^```(?:js)?$/m);
  const marks = [before, after].flatMap((text = '') => text.split('\n')).map(marksOf);
  return [...marks, `${code?.split('\n').length} lines of code`, `${card.match(/^ {0,3}```/gm)?.length} fences`];
}

function marksOf(line: string): string {
  const unescaped = line.replace(/\\[!-/:-@[-`{-~]/g, '');
  const opening = /^(#+ |- |\d+[.)]\s|[-+*=]+\s|\|)/.exec(unescaped)?.[0] ?? '';
  return (
    opening +
    (unescaped
      .slice(opening.length)
      .match(/[|`*_<>#[\]~&$@]|\/\/|www\./gi)
      ?.join('') ?? '')
  );
}

describe('names of a hostile table', () => {
  const plain = markupOf(modelCard(modelNamed('plain')));

  it.each([
    'a|b',
    '`code`',
    '```',
    'line\nbreak\r\n\n# heading',
    '<script>alert(1)</script>',
    '&lt;img src=x&gt;',
    '[link](javascript:alert(1))',
    '![image](https://example.org/x.png)',
    'https://example.org www.example.org //example.org me@example.org',
    '__proto__',
    '**bold** _soft_ ~~gone~~ $x$',
    '- item',
    '1. item',
    '---',
    '===',
    '\\',
    '\\|',
    'a\u202eb\u2028c\u0000d',
    '"quotes" and \'quotes\'',
    '',
  ])('%j stays a name', (name) => {
    expect(markupOf(modelCard(modelNamed(name)))).toEqual(plain);
  });

  it('stays a name, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
        expect(markupOf(modelCard(modelNamed(name)))).toEqual(plain);
      }),
    );
  });

  it('is escaped in the example, too', () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(modelCard(modelNamed('__proto__'))) ?? [];
    expect(code).toContain('["__proto__"]: "__proto__"');
    expect(modelCard(modelNamed('</code><script>'))).not.toMatch(/[^\\]<script/);
  });
});
