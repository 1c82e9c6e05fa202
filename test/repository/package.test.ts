import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Manifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** An empty project with the packed tarball installed, as a user's would be. */
let project: string;
let packed: string[];

function run(command: string, args: readonly string[]): string {
  return execFileSync(command, args, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function install(...packages: string[]): void {
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', ...packages]);
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'tabulyst-package-'));
  // dist is current (the global set-up built it), so packing need not build again.
  const listed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
    cwd: root,
    encoding: 'utf8',
  });
  const [tarball] = JSON.parse(listed) as [{ filename: string; files: { path: string }[] }];
  packed = tarball.files.map(({ path }) => path);
  writeFileSync(
    join(project, 'package.json'),
    JSON.stringify({ name: 'someone-elses-app', private: true, overrides: { sharp: '^0.34.0' } }),
  );
  install(`./${tarball.filename}`);
}, 180_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const table = "'name,age,left\\n' + Array.from({ length: 60 }, (_, i) => `p${i},${20 + i},${i % 3 ? 'no' : 'yes'}`).join('\\n')";

describe('the packed tarball', () => {
  it('holds the build, the licence and no sources or tests', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'dist/index.js',
        'dist/index.d.ts',
        'dist/words.js',
        'dist/words.d.ts',
        'dist/express.js',
        'dist/express.d.ts',
        'dist/cli.js',
        'dist/worker.js',
        'dist/summary-process.js',
        'dist/models/tabulyst-writer/onnx/model_quantized.onnx',
        'LICENSE',
        'README.md',
      ]),
    );
    expect(packed.filter((path) => /^(src|adapters|test|bench|examples|\.ci)\//.test(path) || path.endsWith('.tgz'))).toEqual([]);
  });

  it('is imported as an ES module, with the worker threads found', () => {
    writeFileSync(
      join(project, 'esm.mjs'),
      `import { readCsv, inferSchema, createAnalyst, createMemoryStorage } from 'tabulyst';
       const text = ${table};
       const table = await readCsv({ text });
       const analyst = createAnalyst({ storage: createMemoryStorage() });
       const session = await analyst.upload((async function* () { yield new TextEncoder().encode(text); })());
       console.log(JSON.stringify([table.rowCount, inferSchema(table).columns.map((column) => column.type), session.rowCount]));
       await analyst.close();`,
    );
    expect(JSON.parse(run('node', ['esm.mjs']))).toEqual([60, ['text', 'numerical', 'boolean'], 60]);
  });

  it('is required from CommonJS', () => {
    writeFileSync(
      join(project, 'cjs.cjs'),
      `const { readCsv } = require('tabulyst');
       readCsv({ text: ${table} }).then((table) => console.log(table.columns.length));`,
    );
    expect(run('node', ['--disable-warning=ExperimentalWarning', 'cjs.cjs']).trim()).toBe('3');
  });

  it('has a command line', () => {
    expect(run('npx', ['--no-install', 'tabulyst', '--version']).trim()).toBe(manifest.version);
  });

  it('says which packages the router needs when they are not there, in one line to paste', () => {
    writeFileSync(
      join(project, 'no-peers.mjs'),
      `import { createRouter } from 'tabulyst/express';
       try { createRouter({ analyst: {} }); } catch (error) { console.log(error.code + ': ' + error.message); }`,
    );
    expect(run('node', ['no-peers.mjs'])).toMatch(/^PEER_MISSING: .*npm install express multer swagger-ui-express/);
  });

  it('says what to install for a summary by the transformer, and gives one once it is', () => {
    writeFileSync(
      join(project, 'told.mjs'),
      `import { readCsv, profileTable, summarize, transformerWriter } from 'tabulyst';
       const profile = await profileTable(await readCsv({ text: ${table} }));
       const writer = transformerWriter();
       try {
         const { sections } = await summarize({ profile }, { writer });
         console.log(new Set(sections.flatMap(({ sentences }) => sentences.map((sentence) => sentence.writer))).has('transformer'));
       } catch (error) { console.log(error.code + ': ' + error.message); }
       await writer.dispose();`,
    );
    expect(run('node', ['told.mjs'])).toMatch(/^PEER_MISSING: .*npm install @xenova\/transformers/);
    install(`@xenova/transformers@${manifest.devDependencies['@xenova/transformers'] ?? 'missing'}`);
    expect(run('node', ['told.mjs']).trim()).toBe('true');
  }, 180_000);

  describe('with the router and a type checker', () => {
    beforeAll(() => {
      const wanted = ['express', 'multer', 'swagger-ui-express', 'typescript', '@types/express', '@types/node'];
      install(...wanted.map((name) => `${name}@${manifest.devDependencies[name] ?? 'missing'}`));
    }, 180_000);

    it('type-checks from an ES module and from CommonJS', () => {
      writeFileSync(
        join(project, 'esm-types.mts'),
        `import express from 'express';
         import { readCsv, trainModel, predict, createAnalyst, type Prediction, type ErrorCode } from 'tabulyst';
         import { createRouter } from 'tabulyst/express';
         const model = await trainModel(await readCsv({ path: 'x.csv' }), { target: 'left', seed: 1 });
         const answer: Prediction = predict(model, { age: 3 });
         const answers: Prediction[] = predict(model, [{ age: 3 }]);
         export const code: ErrorCode = 'INGEST_EMPTY';
         if (answer.task === 'classification') console.log(answer.probabilities['yes'], answers.length);
         express().use('/api', createRouter({ analyst: createAnalyst() }));
         // @ts-expect-error an unknown option is refused
         void trainModel(await readCsv({ text: 'a' }), { targte: 'left' });`,
      );
      writeFileSync(
        join(project, 'cjs-types.cts'),
        `import tabulyst = require('tabulyst');
         void tabulyst.readCsv({ text: 'a,b' }).then((table: tabulyst.Table) => table.rowCount);`,
      );
      const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
      expect(run('npx', ['--no-install', 'tsc', ...flags, 'esm-types.mts', 'cjs-types.cts'])).toBe('');
    });

    it('serves its own OpenAPI document', () => {
      writeFileSync(
        join(project, 'serve.mjs'),
        `import express from 'express';
         import { createAnalyst, createMemoryStorage } from 'tabulyst';
         import { createRouter } from 'tabulyst/express';
         const analyst = createAnalyst({ storage: createMemoryStorage() });
         const server = express().use('/api', createRouter({ analyst })).listen(0, '127.0.0.1', async () => {
           const response = await fetch('http://127.0.0.1:' + server.address().port + '/api/openapi.json');
           console.log((await response.json()).openapi);
           server.close();
           await analyst.close();
         });`,
      );
      expect(run('node', ['serve.mjs']).trim()).toBe('3.1.0');
    });
  });
});
