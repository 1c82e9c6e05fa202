import { describe, expect, it } from 'vitest';
import type { Storage } from '../../src/service/types.js';

/** What every storage must do. `open` makes an empty one. */
export function describeStorage(name: string, open: () => Promise<Storage> | Storage): void {
  describe(`storage: ${name}`, () => {
    describeFiles(open);
    describeRecords(open);
    describeKeys(open);
  });
}

type Open = Parameters<typeof describeStorage>[1];

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text));
}

async function* breakingOff(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield* chunks(text);
  throw new Error('the line went dead');
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of bytes) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function describeFiles(open: Open): void {
  it('gives back the bytes that were written, and tells their number', async () => {
    const { files } = await open();
    expect(await files.write('sessions/one/original', chunks('a,b\n', '1,2\n', 'é\n'))).toBe(11);
    expect(await textOf(await files.read('sessions/one/original'))).toBe('a,b\n1,2\né\n');
  });

  it('keeps an empty file', async () => {
    const { files } = await open();
    expect(await files.write('empty', chunks())).toBe(0);
    expect(await textOf(await files.read('empty'))).toBe('');
  });

  it('keeps large files whole, to the byte', async () => {
    const { files } = await open();
    const large = new Uint8Array(1_500_001).map((_, index) => (index * 31) % 251);
    await files.write(
      'large',
      (async function* () {
        for (let start = 0; start < large.length; start += 65_536)
          yield await Promise.resolve(large.subarray(start, start + 65_536));
      })(),
    );
    const parts: Uint8Array[] = [];
    for await (const chunk of await files.read('large')) parts.push(chunk);
    expect(Buffer.concat(parts).equals(large)).toBe(true);
    expect(parts.length).toBeGreaterThan(1);
  });

  it('does not notice when the writer uses its buffer again', async () => {
    const { files } = await open();
    const buffer = new Uint8Array(3);
    await files.write(
      'reused',
      (async function* () {
        for (const value of [1, 2]) {
          buffer.fill(value);
          yield await Promise.resolve(buffer);
        }
      })(),
    );
    const parts: Uint8Array[] = [];
    for await (const chunk of await files.read('reused')) parts.push(chunk);
    expect([...Buffer.concat(parts)]).toEqual([1, 1, 1, 2, 2, 2]);
  });

  it('replaces a file', async () => {
    const { files } = await open();
    await files.write('a/b', chunks('a longer first one'));
    await files.write('a/b', chunks('second'));
    expect(await textOf(await files.read('a/b'))).toBe('second');
  });

  it('leaves no trace of a write that broke off', async () => {
    const { files } = await open();
    await expect(files.write('a/new', breakingOff('half'))).rejects.toThrow('the line went dead');
    await expect(files.read('a/new')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
  });

  it('keeps the old file when replacing it broke off', async () => {
    const { files } = await open();
    await files.write('a/old', chunks('whole'));
    await expect(files.write('a/old', breakingOff('half'))).rejects.toThrow('the line went dead');
    expect(await textOf(await files.read('a/old'))).toBe('whole');
  });

  it('says that a file is not there, and removes it without complaint', async () => {
    const { files } = await open();
    await files.write('a/x', chunks('x'));
    await files.write('a/y', chunks('y'));
    await files.remove('a/x');
    await files.remove('a/x');
    await files.remove('never/was');
    await expect(files.read('a/x')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND', details: { key: 'a/x' } });
    await expect(files.read('a')).rejects.toMatchObject({ code: 'STORAGE_NOT_FOUND' });
    expect(await textOf(await files.read('a/y'))).toBe('y');
  });

  it('writes many files at the same time', async () => {
    const { files } = await open();
    const keys = Array.from({ length: 30 }, (_, index) => `many/${index}`);
    await Promise.all(keys.map((key) => files.write(key, chunks(key))));
    expect(await Promise.all(keys.map(async (key) => textOf(await files.read(key))))).toEqual(keys);
  });
}

function describeRecords(open: Open): void {
  it('gives back the JSON value that was set, as it was then', async () => {
    const { records } = await open();
    const value = { text: 'é "quoted"', list: [1, null, { deep: true }], ['__proto__x']: 1 };
    await records.set('sessions', 'one', value);
    value.text = 'changed later';
    expect(await records.get('sessions', 'one')).toEqual({
      text: 'é "quoted"',
      list: [1, null, { deep: true }],
      ['__proto__x']: 1,
    });
  });

  it('answers null for what is not there', async () => {
    const { records } = await open();
    expect(await records.get('nothing', 'here')).toBeNull();
    expect(await records.list('nothing')).toEqual([]);
    await records.remove('nothing', 'here');
  });

  it('lists the ids of a kind, sorted, and forgets removed ones', async () => {
    const { records } = await open();
    for (const id of ['b', 'a', 'c.d', 'c']) await records.set('jobs', id, { id });
    await records.set('models', 'z', {});
    expect(await records.list('jobs')).toEqual(['a', 'b', 'c', 'c.d']);
    await records.remove('jobs', 'b');
    expect(await records.list('jobs')).toEqual(['a', 'c', 'c.d']);
    expect(await records.get('jobs', 'b')).toBeNull();
  });

  it('lets the last of many writes at the same time stand whole', async () => {
    const { records } = await open();
    const filler = 'x'.repeat(20_000);
    await Promise.all(Array.from({ length: 20 }, (_, index) => records.set('jobs', 'one', { index, filler })));
    expect(await records.get('jobs', 'one')).toMatchObject({ filler });
    expect(await records.list('jobs')).toEqual(['one']);
  });

  it('takes names that mean something to JavaScript as names', async () => {
    const { records } = await open();
    expect(await records.get('constructor', 'prototype')).toBeNull();
    await records.set('constructor', 'prototype', 1);
    expect(await records.get('constructor', 'prototype')).toBe(1);
    expect(await records.list('constructor')).toEqual(['prototype']);
  });
}

const hostile = [
  '',
  '/',
  '/etc/passwd',
  '..',
  '../up',
  'a/..',
  'a/../b',
  'a/../../b',
  'a/./b',
  'a//b',
  'a/',
  'a/.hidden',
  'a/trailing.',
  '.env',
  'C:\\windows',
  'c:/windows',
  'a\\b',
  'nul\0byte',
  'a/b\0.json',
  'Upper',
  'a b',
  'a/é',
  'a/%2e%2e/b',
  'a\n',
  '~',
  'x'.repeat(200),
  `a/${'x'.repeat(300)}`,
  'a/'.repeat(400) + 'a',
];

function describeKeys(open: Open): void {
  it.each(hostile.map((key) => [key]))('refuses the key %j everywhere', async (key) => {
    const { files, records } = await open();
    const refusal = { code: 'STORAGE_KEY_INVALID' };
    await expect(files.write(key, chunks('x'))).rejects.toMatchObject(refusal);
    await expect(files.read(key)).rejects.toMatchObject(refusal);
    await expect(files.remove(key)).rejects.toMatchObject(refusal);
    await expect(records.set('kind', key, 1)).rejects.toMatchObject(refusal);
    await expect(records.get(key, 'id')).rejects.toMatchObject(refusal);
    await expect(records.remove('kind', key)).rejects.toMatchObject(refusal);
    await expect(records.list(key)).rejects.toMatchObject(refusal);
  });

  it('refuses slashes in the kinds and ids of records, and dots in kinds', async () => {
    const { records } = await open();
    await expect(records.get('kind', 'a/b')).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' });
    await expect(records.get('a/b', 'id')).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' });
    await expect(records.get('a.b', 'id')).rejects.toMatchObject({ code: 'STORAGE_KEY_INVALID' });
  });
}
