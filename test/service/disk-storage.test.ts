import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDiskStorage } from '../../src/service/disk-storage.js';
import { describeStorage } from './storage-suite.js';
import { filesBelow, temporaryFolder } from './temporary-folder.js';

describeStorage('disk', async () => createDiskStorage({ folder: await temporaryFolder() }));

async function* chunk(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

describe('createDiskStorage', () => {
  it('makes its folder with the first thing that is stored, not before', async () => {
    const folder = join(await temporaryFolder(), 'deep', 'data');
    const { files, records } = createDiskStorage({ folder });
    await records.list('sessions');
    await expect(files.read('a')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    await records.set('sessions', 'one', { a: 1 });
    expect(await filesBelow(folder)).toEqual([join('records', 'sessions', 'one.json')]);
    expect(await readFile(join(folder, 'records', 'sessions', 'one.json'), 'utf8')).toBe('{"a":1}');
  });

  it('shows nothing under its name before the last byte, and keeps no temporary file after an error', async () => {
    const folder = await temporaryFolder();
    const { files } = createDiskStorage({ folder });
    let seen: string[] = [];
    async function* failing() {
      yield* chunk('half');
      yield* chunk(' of it');
      seen = await filesBelow(folder);
      throw new Error('gone');
    }
    await expect(files.write('a/b', failing())).rejects.toThrow('gone');
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatch(/^tmp/);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('removes folders that have become empty', async () => {
    const folder = await temporaryFolder();
    const { files } = createDiskStorage({ folder });
    await files.write('sessions/one/original', chunk('x'));
    await files.write('sessions/two/original', chunk('x'));
    await files.remove('sessions/one/original');
    expect(await readdir(join(folder, 'files', 'sessions'))).toEqual(['two']);
    await files.remove('sessions/two/original');
    expect(await readdir(join(folder, 'files'))).toEqual([]);
  });

  it('sweeps what a killed process left behind, but not what a living one writes', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'tmp'));
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    const leftovers = [`${child.pid}-dead`, `${process.pid}-of-an-earlier-process-with-this-id`, 'nonsense'];
    for (const name of [...leftovers, `${process.ppid}-alive`]) await writeFile(join(folder, 'tmp', name), 'half');
    const { records } = createDiskStorage({ folder });
    await records.set('kind', 'id', 1);
    expect(await readdir(join(folder, 'tmp'))).toEqual([`${process.ppid}-alive`]);
  });

  it('leaves the running writes of another store on the same folder alone', async () => {
    const folder = await temporaryFolder();
    const first = createDiskStorage({ folder });
    async function* slow() {
      yield* chunk('one ');
      await createDiskStorage({ folder }).records.set('kind', 'id', 1);
      yield* chunk('two');
    }
    expect(await first.files.write('a', slow())).toBe(7);
  });

  it('says what is wrong when a file stands in its way, without the paths of the machine', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await writeFile(folder, 'not a folder');
    const { files, records } = createDiskStorage({ folder });
    const failure: unknown = await files.write('a', chunk('x')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'STORAGE_FAILED', message: expect.stringContaining('a file stands where') as string });
    expect((failure as Error).message).not.toContain(folder);
    await expect(records.set('kind', 'id', 1)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('says so when it may not write', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0o500);
    // Root may write anywhere, so as root this is tried as nobody.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      await expect(createDiskStorage({ folder }).records.set('kind', 'id', 1)).rejects.toMatchObject({
        code: 'STORAGE_FAILED',
        details: { code: 'EACCES' },
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
      await chmod(folder, 0o700);
    }
  });

  it('says so when a record was damaged', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'records', 'kind'), { recursive: true });
    await writeFile(join(folder, 'records', 'kind', 'id.json'), '{"half":');
    await expect(createDiskStorage({ folder }).records.get('kind', 'id')).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
      message: expect.stringContaining('"kind/id"') as string,
    });
  });

  it('refuses options that it does not know, and a folder that is no path', () => {
    expect(() => createDiskStorage({ dir: '.' } as never)).toThrow(/folder/);
    expect(() => createDiskStorage({ folder: 3 } as never)).toThrow(/path of a folder/);
    expect(() => createDiskStorage({ folder: '' })).toThrow(/path of a folder/);
  });
});
