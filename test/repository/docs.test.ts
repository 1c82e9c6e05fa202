import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'samples/README.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
].filter((page) => page.endsWith('.md'));
const read = (page: string) => readFileSync(join(root, page), 'utf8');

/** The JavaScript examples of a page that stand alone: those that import the library and open no port. */
function scripts(page: string): string[] {
  return [...read(page).matchAll(/```js\n([\s\S]*?)```/g)]
    .map((match) => match[1] ?? '')
    .filter((code) => /from 'tabulyst'/.test(code) && !/\.listen\(/.test(code));
}

function run(code: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: root, encoding: 'utf8' });
}

describe('the pages', () => {
  it.each(pages)('%s links only to what exists', (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it('the README example prints what the README says', () => {
    const [code = ''] = scripts('README.md');
    const printed = /```text\n([\s\S]*?)```/.exec(read('README.md'))?.[1];
    expect(run(code)).toBe(printed);
  });

  it.each(
    pages
      .filter((page) => page.startsWith('docs/'))
      .flatMap((page) => scripts(page).map((code, index) => [page, index + 1, code] as const)),
  )('%s, example %i runs as written', (_page, _index, code) => {
    expect(() => run(code)).not.toThrow();
  });
});
