import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Model, Profile, Summary } from 'tabulyst';
import { emptyFolder, runCli, sample } from './run-cli.js';

const folder = emptyFolder();
const at = (name: string) => join(folder, name);

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

/** A table whose `left` depends on `age` and `plan`. */
function members(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const age = 20 + ((i * 37) % 50);
    const plan = ['basic', 'plus', 'pro'][i % 3];
    return `${age},${plan},${age < 38 && i % 7 !== 0 ? 'yes' : 'no'}`;
  });
  return ['age,plan,left', ...lines, ''].join('\n');
}

describe('help', () => {
  it('lists the commands and exits 0', async () => {
    const { status, stdout, stderr } = await runCli(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of ['analyze', 'profile', 'train', 'predict', 'summary', 'convert']) expect(stdout).toContain(`  ${name} `);
  });

  it.each(['analyze', 'profile', 'train', 'predict', 'summary', 'convert'])('%s --help shows its usage', async (name) => {
    const { status, stdout } = await runCli([name, '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: tabulyst ${name} `));
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('bad usage ends with status 2 and one line', () => {
  it.each([
    [[], /name a command/],
    [['frobnicate'], /no command "frobnicate"/],
    [['profile'], /FILE is missing/],
    [['profile', 'a.csv', 'b.csv'], /one argument too many/],
    [['profile', 'a.csv', '--frob'], /--frob/],
    [['train', 'a.csv'], /--out MODEL is missing/],
    [['train', 'a.csv', '--out', 'm', '--task', 'clustering'], /classification or regression, not "clustering"/],
    [['train', 'a.csv', '--out', 'm', '--seconds', 'soon'], /--seconds must be a number from 0 up, not "soon"/],
    [['train', 'a.csv', '--out', 'm', '--seed', '1.5'], /whole number/],
    [['train', 'a.csv', '--out', 'm', '--split', 'month'], /--split must be random, time:COLUMN or group:COLUMN, not "month"/],
    [['train', 'a.csv', '--out', 'm', '--split', 'time:'], /--split must be random/],
    [['train', 'a.csv', '--out', 'm', '--metric', 'auc'], /--metric must be logLoss or brier or/],
    [['convert', 'a.csv', '--out', 'a.csv'], /is the input itself/],
    [['convert', 'a.csv', '--out', './a.csv'], /is the input itself/],
    [['profile', 'a.csv', '--json=3'], /--json/],
    [['profile', 'a.csv', '--target='], /--target needs a value/],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await runCli(args, { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^tabulyst: /);
  });
});

describe('bad data ends with status 1 and one line', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const cases: [string, () => string[], RegExp][] = [
    ['no such file', () => ['profile', at('absent.csv')], /absent\.csv/],
    ['a folder', () => ['profile', folder], /is a folder/],
    ['an empty file', () => ['profile', write('empty.csv', '')], /empty/],
    ['a PNG renamed .csv', () => ['profile', write('image.csv', png)], /PNG/],
    ['an unclosed quote', () => ['profile', write('quote.csv', 'a,b\n1,"x\n2,y\n')], /line 2/],
    ['training on a header only', () => ['train', write('header.csv', 'a,b\n'), '--target', 'b', '--out', at('m.json')], /0/],
    ['an unknown target', () => ['train', write('t.csv', members(60)), '--target', 'lft', '--out', at('m.json')], /"?left"?/],
    [
      'a target of one class',
      () => ['train', write('one.csv', members(60).replaceAll('yes', 'no')), '--target', 'left', '--out', at('m.json')],
      /left/,
    ],
    [
      'a model that is none',
      () => ['predict', write('none.json', '{}'), write('t2.csv', members(5)), '--out', at('p.csv')],
      /model/i,
    ],
    ['an unwritable place', () => ['convert', write('t3.csv', members(5)), '--out', at('no/such/folder/x.csv')], /folder/],
    ['a gzip cut short', () => ['profile', write('cut.csv.gz', gzipSync(members(500)).subarray(0, 200))], /gzip/i],
  ];
  it.each(cases)('%s', async (_what, args, message) => {
    const { status, stdout, stderr } = await runCli(args());
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('names the folder that is missing before any work is done, and no temporary file', async () => {
    const { status, stderr } = await runCli(['train', sample('telco-churn.csv'), '--out', at('nowhere/m.json')]);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: `tabulyst: Can't write ${at('nowhere/m.json')}: the folder ${at('nowhere')} does not exist.\n`,
    });
  });

  it('an unknown algorithm is bad usage, whatever the data', async () => {
    const { status, stderr } = await runCli([
      'train',
      write('a.csv', members(60)),
      '--algorithm',
      'magic',
      '--out',
      at('m.json'),
    ]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/no algorithm "magic"/);
  });

  it('shows the stack only when asked to', async () => {
    const { stderr } = await runCli(['profile', at('absent.csv')], { env: { TABULYST_DEBUG: '1' } });
    expect(stderr).toMatch(/^tabulyst: .*\nTabulystError: [\s\S]*\n\s+at /);
  });

  it('leaves no half-written file behind', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(existsSync(at('m.json'))).toBe(false);
  });
});

describe('convert', () => {
  it('writes the table as it was read', async () => {
    const input = write('odd.csv', '\ufeffa;b;c\r\n"1;5";1.0;"say ""hi"""\r\n;NA;007\r\n');
    expect(await runCli(['convert', input, '--out', at('clean.csv')])).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(at('clean.csv'), 'utf8')).toBe('a,b,c\n1;5,1.0,"say ""hi"""\n,NA,007\n');
  });

  it('writes the header of a file that has nothing else, and reads standard input', async () => {
    expect(await runCli(['convert', '-', '--out', at('header-out.csv')], { input: 'a,b\n' })).toMatchObject({ status: 0 });
    expect(readFileSync(at('header-out.csv'), 'utf8')).toBe('a,b\n');
  });

  it('writes JSON and NDJSON as CSV, from a file or standard input, gzipped or not', async () => {
    const text = '[{"a":1.5,"b":"x, y"},{"a":2,"b":null}]';
    const expected = 'a,b\n1.5,"x, y"\n2,\n';
    await runCli(['convert', write('rows.json', text), '--out', at('rows.csv')]);
    expect(readFileSync(at('rows.csv'), 'utf8')).toBe(expected);
    for (const input of [text, gzipSync('\n{"a":1.5,"b":"x, y"}\n{"a":2,"b":null}\n')]) {
      expect(await runCli(['convert', '-', '--out', at('rows2.csv')], { input })).toMatchObject({ status: 0, stderr: '' });
      expect(readFileSync(at('rows2.csv'), 'utf8')).toBe(readFileSync(at('rows.csv'), 'utf8'));
    }
  });
});

describe('profile', () => {
  it('writes JSON alone to standard output', async () => {
    const { status, stdout, stderr } = await runCli(['profile', sample('iris.csv'), '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const profile = JSON.parse(stdout) as Profile;
    expect(profile).toMatchObject({
      formatVersion: 2,
      rowCount: 150,
      columnCount: 5,
      target: { column: 'species', task: 'classification' },
      leakage: [],
    });
    expect(profile.schema.columns.map(({ name }) => name)).toEqual([
      'sepal_length',
      'sepal_width',
      'petal_length',
      'petal_width',
      'species',
    ]);
  });

  it('is readable within 80 columns', async () => {
    const { status, stdout } = await runCli(['profile', sample('telco-churn.csv')]);
    expect(status).toBe(0);
    expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(stdout).toContain('7,043 rows, 21 columns');
    expect(stdout).not.toMatch(/undefined|NaN|null|\[object/);
  });

  it('shows a table without rows', async () => {
    const { status, stdout } = await runCli(['profile', write('header2.csv', 'a,b\n')]);
    expect(status).toBe(0);
    expect(stdout).toContain('0 rows, 2 columns');
  });

  it('ends quietly when nobody reads on', async () => {
    const { stderr } = await runCli(['profile', sample('iris.csv'), '--json'], { onStart: (child) => child.stdout?.destroy() });
    expect(stderr).toBe('');
  });
});

describe('train and predict', () => {
  it('train says what it did, predict answers every row in order', async () => {
    const table = write('members.csv', members(240));
    const model = at('members.json');
    const trained = await runCli(['train', table, '--target', 'left', '--out', model, '--seed', '3']);
    expect(trained).toMatchObject({ status: 0, stderr: '' });
    expect(trained.stdout).toMatch(/left: classification by /);
    expect(trained.stdout).toMatch(/model +95% interval +baseline/);
    expect(trained.stdout).toMatch(/Right answers +\d+% +\d+(\.\d)?% to [> \d.]+% +\d+%/);
    expect(trained.stdout).toMatch(/(With|By) \w+ the probability that left is (yes|no) (rises|falls|is highest)/);
    expect(trained.stdout.replace(/\n/g, ' ')).toMatch(/Counts most: (age|plan) \([\d.]+\).*\. In brackets: how far each moves/);
    expect((JSON.parse(readFileSync(model, 'utf8')) as Model).target.classes).toEqual(['no', 'yes']);

    expect(await runCli(['predict', model, table, '--out', at('predictions.csv')])).toMatchObject({ status: 0, stderr: '' });
    const [header, ...rows] = readFileSync(at('predictions.csv'), 'utf8').trimEnd().split(/\r?\n/);
    expect(header).toBe('prediction,probability_no,probability_yes');
    expect(rows).toHaveLength(240);
    const truth = members(240).trimEnd().split('\n').slice(1);
    const right = rows.filter((row, i) => truth[i]?.endsWith(`,${row.split(',')[0]}`)).length;
    expect(right).toBeGreaterThan(190);
  });

  it('splits by the column named, compares by the metric, and obeys the threshold', async () => {
    const rows = Array.from({ length: 200 }, (_, row) => [
      `2024-${1 + (row % 12)}`,
      `g${row % 20}`,
      row % 7,
      row % 3 === 0 ? 'yes' : 'no',
    ]);
    const table = write('split.csv', ['a:b,group,x,y', ...rows.map((row) => row.join(','))].join('\n'));
    const train = (...more: string[]) => {
      return runCli(['train', table, '--target', 'y', '--out', at('split.json'), '--algorithm', 'linear', ...more]);
    };
    const byTime = await train('--split', 'time:a:b', '--type', 'a:b=datetime');
    expect(byTime).toMatchObject({ status: 0, stderr: '' });
    expect(byTime.stdout.replace(/\n/g, ' ')).toMatch(
      /scored on \d+ rows from 2024-\d\d-01 on by a:b, later than all that it saw/,
    );
    const byGroup = await train('--split', 'group:group', '--metric', 'rocAuc', '--threshold', '0.4');
    expect(byGroup.stdout.replace(/\n/g, ' ')).toMatch(/scored on \d+ rows of 4 values of group that it never saw/);
    expect(byGroup.stdout).toMatch(/y is answered with yes from a probability of 40% on\./);
    expect((JSON.parse(readFileSync(at('split.json'), 'utf8')) as Model).report.chosenBy).toBe('rocAuc');
    const weighted = await train('--weight', 'x');
    expect(weighted.stdout).toContain('Rows count by x, in learning and in the overall scores.');
    expect((JSON.parse(readFileSync(at('split.json'), 'utf8')) as Model).inputs.map(({ name }) => name)).not.toContain('x');
    const refused = await train('--split', 'group:gruop');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(/no column "gruop"\. Did you mean "group"\?/);
  });

  it('the same seed gives the same model file, but for the times it took', async () => {
    const table = write('same.csv', members(120));
    for (const name of ['a.json', 'b.json']) {
      expect((await runCli(['train', table, '--target', 'left', '--out', at(name), '--seconds', '0'])).status).toBe(0);
    }
    const [one, other] = ['a.json', 'b.json'].map((name) => readFileSync(at(name), 'utf8').replace(/"seconds":[\d.]+/g, ''));
    expect(one).toBe(other);
  });

  it('--json writes the report alone', async () => {
    const { status, stdout, stderr } = await runCli([
      'train',
      write('json.csv', members(120)),
      '--target',
      'left',
      '--out',
      at('json-model.json'),
      '--json',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      task: 'classification',
      target: { column: 'left' },
      report: { metric: 'logLoss' },
    });
  });

  it('names the columns that a file to predict lacks, once', async () => {
    const table = write('again.csv', members(120));
    await runCli(['train', table, '--target', 'left', '--out', at('again.json')]);
    const { status, stderr } = await runCli([
      'predict',
      at('again.json'),
      write('narrow.csv', 'plan\nbasic\npro\n'),
      '--out',
      at('narrow-out.csv'),
    ]);
    expect(status).toBe(0);
    expect(stderr).toBe('tabulyst: warning: the file lacks "age"; taken as missing\n');
    expect(readFileSync(at('narrow-out.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });

  it('predict --explain adds a column with what speaks for each answer', async () => {
    const table = write('why.csv', members(240));
    await runCli(['train', table, '--target', 'left', '--out', at('why.json')]);
    await runCli(['predict', at('why.json'), table, '--out', at('plain.csv')]);
    expect(await runCli(['predict', at('why.json'), table, '--out', at('why-out.csv'), '--explain'])).toMatchObject({
      status: 0,
      stderr: '',
    });
    const linesOf = (name: string) => readFileSync(at(name), 'utf8').trimEnd().split('\n');
    const [header, ...rows] = linesOf('why-out.csv');
    expect(header).toBe('prediction,probability_no,probability_yes,explanation');
    expect(rows.map((row) => row.split(',').slice(0, 3).join(','))).toEqual(linesOf('plain.csv').slice(1));
    for (const row of rows) expect(row).toMatch(/,(age|plan)=\w+ \([+-][\d.e-]+\)(; (age|plan)=\w+ \([+-][\d.e-]+\))?$/);
  });

  it('reads a table to predict from standard input', async () => {
    const table = write('piped.csv', members(120));
    await runCli(['train', table, '--target', 'left', '--out', at('piped.json')]);
    await runCli(['predict', at('piped.json'), table, '--out', at('from-file.csv')]);
    expect(await runCli(['predict', at('piped.json'), '-', '--out', at('from-pipe.csv')], { input: members(120) })).toMatchObject(
      {
        status: 0,
      },
    );
    expect(readFileSync(at('from-pipe.csv'), 'utf8')).toBe(readFileSync(at('from-file.csv'), 'utf8'));
  });

  it('Ctrl-C ends with 130 and leaves nothing', async () => {
    const { status, stderr } = await runCli(
      ['train', sample('online-retail.csv'), '--target', 'Country', '--out', at('cancelled.json')],
      {
        onStart: (child) => setTimeout(() => child.kill('SIGINT'), 3000),
      },
    );
    expect({ status, stderr }).toEqual({ status: 130, stderr: 'tabulyst: cancelled\n' });
    expect(existsSync(at('cancelled.json'))).toBe(false);
  });
});

describe('summary', () => {
  it('speaks of the model when there is one', async () => {
    const table = write('told.csv', members(240));
    await runCli(['train', table, '--target', 'left', '--out', at('told.json')]);
    const without = await runCli(['summary', table]);
    const having = await runCli(['summary', table, '--model', at('told.json')]);
    expect([without.status, having.status]).toEqual([0, 0]);
    expect(without.stdout).toContain('240 rows');
    expect(having.stdout).toMatch(/out of 100|in 100/);
    expect(having.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('takes a style, a length and a format', async () => {
    const table = write('styled.csv', members(240));
    const { stdout } = await runCli(['summary', table, '--style', 'technical', '--length', 'short', '--format', 'markdown']);
    expect(stdout).toMatch(/^## The data\n\n/);
    expect(stdout).toContain('240 rows');
    const wrong = await runCli(['summary', table, '--style', 'poetic']);
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('plain or executive or technical') as string });
  });

  it('is worded by the language model when asked, with its facts as JSON', async () => {
    const table = write('worded.csv', members(240));
    const { status, stdout } = await runCli(['summary', table, '--writer', 'transformer', '--json']);
    expect(status).toBe(0);
    const summary = JSON.parse(stdout) as Summary;
    const writers = summary.sections.flatMap(({ sentences }) => sentences.map(({ writer }) => writer));
    expect(writers).toContain('transformer');
    expect(summary.facts.map(({ id }) => id)).toContain('size');
  });
});

describe('analyze', () => {
  it('finds the target by itself and writes report, model and summary', async () => {
    const out = at('report');
    const { status, stdout } = await runCli(['analyze', sample('iris.csv'), '--out', out]);
    expect(status).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['model-card.md', 'model.json', 'report.html', 'summary.txt']);
    expect((JSON.parse(readFileSync(join(out, 'model.json'), 'utf8')) as Model).target.column).toBe('species');
    expect(readFileSync(join(out, 'model-card.md'), 'utf8')).toMatch(/^# Model card: species\n/);
    expect(readFileSync(join(out, 'summary.txt'), 'utf8')).toContain('150 rows');
    const report = readFileSync(join(out, 'report.html'), 'utf8');
    expect(report).toContain('How the answer goes with them');
    for (const label of ['ROC curve', 'Precision-recall curve', 'Calibration', 'Effect of petal_width']) {
      expect(report).toMatch(new RegExp(`aria-label="${label}">\\s*<path class="even"|aria-label="${label}">\\s*<g`));
    }
    expect(report).not.toMatch(/NaN|Infinity|undefined|\[object/);
    expect(stdout).toContain(join(out, 'report.html'));
  });

  it('without a plausible target it still reports, and says so', async () => {
    const out = at('no-target');
    const rows = Array.from(
      { length: 40 },
      (_, i) => `k${i * 7919},2024-01-${String((i % 28) + 1).padStart(2, '0')}T10:${String(i).padStart(2, '0')}:00`,
    );
    const { status, stderr } = await runCli(['analyze', write('log.csv', ['id,at', ...rows, ''].join('\n')), '--out', out]);
    expect(status).toBe(0);
    expect(stderr).toMatch(/no model was trained/);
    expect(readdirSync(out).sort()).toEqual(['report.html', 'summary.txt']);
  });

  it('removes the model and the card of an earlier run when there is none now', async () => {
    const out = at('stale');
    await runCli(['analyze', write('stale.csv', members(80)), '--target', 'left', '--out', out]);
    expect(existsSync(join(out, 'model.json'))).toBe(true);
    expect(await runCli(['analyze', write('stale.csv', 'a,b\n'), '--out', out])).toMatchObject({ status: 0 });
    expect(readdirSync(out).sort()).toEqual(['report.html', 'summary.txt']);
    expect(readFileSync(join(out, 'summary.txt'), 'utf8')).toContain('no rows');
  });

  it('a target that was asked for must work', async () => {
    const table = write('constant.csv', members(60).replaceAll('yes', 'no'));
    const { status, stderr } = await runCli(['analyze', table, '--target', 'left', '--out', at('constant')]);
    expect(status).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('shows markup in names and values as text', async () => {
    const hostile = '<script>alert(1)</script>';
    const rows = Array.from(
      { length: 60 },
      (_, i) => `${i % 2 ? '<img src=x onerror=alert(1)>' : 'plain'},${(i * 7) % 11},${i % 2 ? 'yes' : 'no'}`,
    );
    const out = at('hostile');
    await runCli([
      'analyze',
      write('hostile.csv', [`${hostile},__proto__,left`, ...rows, ''].join('\n')),
      '--target',
      'left',
      '--out',
      out,
    ]);
    const report = readFileSync(join(out, 'report.html'), 'utf8');
    expect(report).toContain('&lt;script&gt;');
    expect(report).not.toMatch(/<script|<img/);
    expect(report).not.toMatch(/(src|href)="?https?:/);
  });
});
