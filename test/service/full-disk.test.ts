import type { FileHandle } from 'node:fs/promises';
import type * as FileSystem from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { createDiskStorage } from '../../src/service/disk-storage.js';
import { filesBelow, temporaryFolder } from './temporary-folder.js';

/** Bytes that still fit on the disk of these tests. */
const room = vi.hoisted(() => ({ left: Infinity }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const actual = await importOriginal<typeof FileSystem>();
  const open = async (path: string, flags: string): Promise<FileHandle> => {
    const file = await actual.open(path, flags);
    const write = file.writeFile.bind(file);
    file.writeFile = (chunk) => {
      room.left -= (chunk as Uint8Array).length;
      if (room.left >= 0) return write(chunk);
      return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
    };
    return file;
  };
  return { ...actual, open };
});

async function* fourChunks(onReturn: () => void): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let index = 0; index < 4; index += 1) yield await Promise.resolve(new Uint8Array(10));
  } finally {
    onReturn();
  }
}

describe('a full disk', () => {
  it('fails the write with a clear message, stops the source and leaves nothing', async () => {
    const folder = await temporaryFolder();
    const { files } = createDiskStorage({ folder });
    let returned = false;
    room.left = 25;
    await expect(
      files.write(
        'a/b',
        fourChunks(() => (returned = true)),
      ),
    ).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
      message: 'The store could not write "a/b": the disk is full. Free some space and try again (ENOSPC).',
      details: { code: 'ENOSPC' },
    });
    expect(returned).toBe(true);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('keeps the old record when the new one does not fit', async () => {
    const { records } = createDiskStorage({ folder: await temporaryFolder() });
    room.left = 20;
    await records.set('kind', 'id', { a: 1 });
    await expect(records.set('kind', 'id', { a: 'x'.repeat(100) })).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await records.get('kind', 'id')).toEqual({ a: 1 });
  });
});
