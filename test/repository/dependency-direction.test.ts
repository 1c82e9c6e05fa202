import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What each part may import of the others: everything that stands left of it in the pipeline, and itself. */
const mayImport: Record<string, readonly string[]> = {
  kernels: ['table'],
  table: ['kernels'],
  ingest: ['kernels', 'table'],
  schema: ['table'],
  profile: ['kernels', 'table', 'ingest', 'schema'],
  model: ['table', 'ingest', 'schema', 'profile'],
  train: ['kernels', 'table', 'ingest', 'schema', 'profile', 'model'],
  predict: ['table', 'ingest', 'schema', 'profile', 'model'],
  summarize: ['table', 'ingest', 'schema', 'profile', 'model'],
  workers: ['table', 'ingest', 'schema', 'profile', 'model', 'train', 'predict', 'summarize', 'service'],
  service: ['table', 'ingest', 'schema', 'profile', 'model', 'train', 'predict', 'summarize', 'workers'],
};

/** Files at the top of src that every part may import. */
const shared = new Set(['errors', 'run-options']);

const fileSystemUsers = ['src/service/disk-storage.ts', 'src/ingest/source.ts', 'src/model/file.ts'];

interface Import {
  readonly file: string;
  readonly specifier: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|^import\s+|\brequire(?:Peer)?\(\s*)['"]([^'"]+)['"]/gm);
  return [...found].map((match) => ({ file, specifier: match[1] ?? '' }));
}

function partOf(path: string): string {
  const [top, part = ''] = path.split('/').slice(0, 2);
  return top === 'src' ? part.replace(/\.(ts|js)$/, '') : `${top}/${part}`;
}

const imports = ['src', 'adapters', 'examples'].flatMap(sourceFiles).flatMap(importsOf);
const inSource = imports.filter(({ file }) => file.startsWith('src/'));
const shown = ({ file, specifier }: Import) => `${file} imports ${specifier}`;

describe('dependency direction', () => {
  it('reads every source file and finds imports', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('each folder of src imports only what stands left of it', () => {
    const wrong = inSource.filter(({ file, specifier }) => {
      if (file === 'src/index.ts' || !specifier.startsWith('.')) return false;
      const from = partOf(file);
      const to = partOf(
        normalize(join(dirname(file), specifier))
          .split(sep)
          .join('/'),
      );
      if (from === to || shared.has(to)) return false;
      return !(mayImport[from] ?? []).includes(to);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it('every folder of src has its place in the order', () => {
    const parts = new Set(sourceFiles('src').map(partOf));
    expect([...parts].filter((part) => !(part in mayImport) && !shared.has(part) && part !== 'index')).toEqual([]);
  });

  it('src knows no framework, no adapter, and not itself by name', () => {
    const forbidden =
      /^(express|multer|swagger-ui-express|zod|openapi3-ts|@asteasolutions\/.*|pg|@aws-sdk\/.*|tabulyst.*|node:http|node:https)$/;
    expect(inSource.filter(({ specifier }) => forbidden.test(specifier) || specifier.includes('adapters')).map(shown)).toEqual(
      [],
    );
  });

  it('only three files of src touch the file system', () => {
    const users = inSource.filter(({ specifier }) => /^(node:)?fs(\/promises)?$/.test(specifier)).map(({ file }) => file);
    expect(new Set(users)).toEqual(new Set(fileSystemUsers));
  });

  it('prediction, the model file and the profile never import a training package', () => {
    const training = /^ml-(random-forest|naivebayes)/;
    expect(
      inSource
        .filter(({ specifier }) => training.test(specifier))
        .map(({ file }) => partOf(file))
        .filter((part) => part !== 'train'),
    ).toEqual([]);
  });

  it('adapters and examples use the library by its own name', () => {
    const inside = imports.filter(({ file }) => !file.startsWith('src/') && file !== 'src/index.ts');
    expect(inside.filter(({ specifier }) => /(^|\/)(src|dist)\//.test(specifier)).map(shown)).toEqual([]);
  });

  it('only adapters/express and the example name express', () => {
    const users = imports.filter(({ specifier }) => specifier === 'express').map(({ file }) => partOf(file));
    expect([...new Set(users)].filter((part) => !['adapters/express', 'examples/dashboard'].includes(part))).toEqual([]);
  });
});
