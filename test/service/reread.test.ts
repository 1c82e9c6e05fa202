import { afterAll, describe, expect, it } from 'vitest';
import type { ReadingChoices } from '../../src/ingest/types.js';
import { createAnalyst } from '../../src/service/create-analyst.js';
import { createDiskStorage } from '../../src/service/disk-storage.js';
import { createMemoryStorage } from '../../src/service/memory-storage.js';
import type { Analyst, Session } from '../../src/service/types.js';
import { collect, openAnalyst, streamOf } from './open-analyst.js';
import { temporaryFolder } from './temporary-folder.js';

/** Sixty rows whose `left` follows `age`; `zip` is digits, `since` has no day above 12. */
const members = [
  'age,zip,since,left',
  ...Array.from({ length: 60 }, (_, row) => {
    const age = 20 + ((row * 37) % 50);
    return `${age},${10_000 + (row % 7)},0${(row % 9) + 1}/0${(row % 8) + 1}/2024,${age < 40 ? 'yes' : 'no'}`;
  }),
  '',
].join('\n');

function column({ schema }: Session, name: string) {
  return schema.columns.find((candidate) => candidate.name === name);
}

/** For the tests that need none of their own: its threads run already. */
const shared = createAnalyst({ storage: createMemoryStorage(), threads: 1 });
afterAll(() => shared.close());

async function open(analyst: Analyst = shared) {
  return { analyst, uploaded: await analyst.upload(streamOf(members), { name: 'members.csv' }) };
}

async function trained(analyst: Analyst, session: string): Promise<string> {
  const { job } = await analyst.train({ session, target: 'left', seconds: 5, algorithm: 'linear' });
  const { model, error } = await analyst.waitForJob(job);
  if (model === null) throw new Error(error?.message);
  return model;
}

describe('an upload with reading choices', () => {
  it('is read with them, and remembers them', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage(), cachedTables: 0 });
    const reading: ReadingChoices = { columns: { '1': 'text' }, delimiter: ';', headerRows: 1, skipLines: 1, quote: '' };
    const session = await analyst.upload(streamOf('a;b\n1;2\n3;"4\n'), { name: 'x.csv', ...reading });
    expect(session).toMatchObject({ rowCount: 1, reading, source: { dialect: { delimiter: ';', skipLines: 1, quote: '' } } });
    expect(session.preview).toEqual([['3', '"4']]);
    expect((await analyst.session(session.session)).reading).toEqual(reading);
    // No table is kept: the profile reads the original again, in the same way.
    expect((await analyst.profile(session.session)).schema.columns.map(({ name, type }) => [name, type])).toEqual(
      session.schema.columns.map(({ name, type }) => [name, type]),
    );
  });

  it('has no choices when none was made', async () => {
    expect((await open()).uploaded.reading).toEqual({});
  });

  it.each<[string, ReadingChoices, string]>([
    ['a delimiter of two letters', { delimiter: 'ab' }, 'OPTIONS_INVALID'],
    ['an unknown encoding', { encoding: 'ebcdic' as never }, 'OPTIONS_INVALID'],
    ['an unknown type', { columns: { age: 'number' as never } }, 'OPTIONS_INVALID'],
    ['a column that is not there', { columns: { agee: 'text' } }, 'INGEST_COLUMN_NOT_FOUND'],
  ])('is refused for %s, leaving nothing', async (_, reading, code) => {
    const before = await shared.sessions();
    await expect(shared.upload(streamOf(members), reading)).rejects.toMatchObject({ code });
    expect(await shared.sessions()).toEqual(before);
  });

  it('is refused for JSON with a choice that only CSV has', async () => {
    await expect(shared.upload(streamOf('[{"a":1}]'), { delimiter: ';' })).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
      message: expect.stringContaining('"delimiter" is for CSV') as string,
    });
  });
});

describe('a session read again', () => {
  it('has the new types, everywhere and for good', async () => {
    const storage = createDiskStorage({ folder: await temporaryFolder() });
    const { analyst, uploaded } = await open(openAnalyst({ storage }));
    expect(column(uploaded, 'age')).toMatchObject({ type: 'numerical', overridden: false });
    const read = await analyst.reread(uploaded.session, { columns: { age: 'categorical' } });
    expect(column(read, 'age')).toMatchObject({ type: 'categorical', overridden: true });
    expect(read).toMatchObject({
      session: uploaded.session,
      name: 'members.csv',
      createdAt: uploaded.createdAt,
      bytes: uploaded.bytes,
      rowCount: 60,
      reading: { columns: { age: 'categorical' } },
    });
    expect(await analyst.session(uploaded.session)).toEqual(read);
    const { columns } = await analyst.profile(uploaded.session);
    expect(columns.find(({ name }) => name === 'age')).toMatchObject({ type: 'categorical' });
    // Another process over the same storage knows it too.
    const other = openAnalyst({ storage });
    expect((await other.profile(uploaded.session, { target: 'zip' })).schema.columns[0]).toMatchObject({ type: 'categorical' });
  });

  it('keeps earlier choices, replaces those named, and forgets those undefined', async () => {
    const { analyst, uploaded } = await open();
    await analyst.reread(uploaded.session, { columns: { age: 'text' }, dayFirst: true });
    await analyst.reread(uploaded.session, { columns: { zip: 'text' } });
    const read = await analyst.reread(uploaded.session, { dayFirst: undefined, decimal: ',' });
    expect(read.reading).toEqual({ columns: { zip: 'text' }, decimal: ',' });
    expect([column(read, 'age')?.overridden, column(read, 'zip')?.overridden]).toEqual([false, true]);
    expect((await analyst.reread(uploaded.session, { columns: undefined, decimal: undefined })).schema).toEqual(uploaded.schema);
  });

  it('has another header, rows and names, and then profiles of those', async () => {
    const { analyst, uploaded } = await open();
    expect((await analyst.profile(uploaded.session, { target: 'left' })).rowCount).toBe(60);
    const read = await analyst.reread(uploaded.session, { headerRows: 0 });
    expect(read).toMatchObject({ rowCount: 61, reading: { headerRows: 0 } });
    expect(read.preview[0]?.at(-1)).toBe('left');
    expect((await analyst.profile(uploaded.session)).rowCount).toBe(61);
    await expect(analyst.profile(uploaded.session, { target: 'left' })).rejects.toMatchObject({
      code: 'PROFILE_TARGET_NOT_FOUND',
    });
    await expect(analyst.train({ session: uploaded.session, target: 'left' })).rejects.toMatchObject({
      code: 'TRAIN_TARGET_NOT_FOUND',
    });
  });

  it.each([0, 4])('trains with its types; models from before go on (%i tables kept)', async (cachedTables) => {
    const { analyst, uploaded } = await open(openAnalyst({ storage: createMemoryStorage(), cachedTables }));
    const before = await trained(analyst, uploaded.session);
    await analyst.reread(uploaded.session, { columns: { age: 'categorical' } });
    const after = await trained(analyst, uploaded.session);
    const typeIn = async (model: string) => (await analyst.model(model)).inputs.find(({ name }) => name === 'age')?.type;
    expect([await typeIn(before), await typeIn(after)]).toEqual(['numerical', 'categorical']);
    const [row] = await analyst.predict(before, [{ age: 25, zip: '10001' }]);
    expect(row?.prediction).toBe('yes');
    expect((await analyst.summary(uploaded.session, { model: before })).text).toContain('left');
  });

  it.each<[string, ReadingChoices, string]>([
    ['a column that is not there', { columns: { agee: 'text' } }, 'INGEST_COLUMN_NOT_FOUND'],
    ['an option that does not exist', { seperator: ';' } as never, 'OPTIONS_INVALID'],
    ['a value that makes no sense', { skipLines: -1 }, 'OPTIONS_INVALID'],
    ['lines skipped beyond the end', { skipLines: 1000 }, 'INGEST_EMPTY'],
  ])('stays as it was after %s', async (_, choices, code) => {
    const { analyst, uploaded } = await open();
    const profile = await analyst.profile(uploaded.session);
    await expect(analyst.reread(uploaded.session, choices)).rejects.toMatchObject({ code });
    expect(await analyst.session(uploaded.session)).toEqual(uploaded);
    expect(await analyst.profile(uploaded.session)).toEqual(profile);
  });

  it('stays as it was when the call is aborted', async () => {
    const { analyst, uploaded } = await open();
    const aborted = analyst.reread(uploaded.session, { headerRows: 0 }, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    expect(await analyst.session(uploaded.session)).toEqual(uploaded);
  });

  it('takes several calls at once in turn, losing none', async () => {
    const { analyst, uploaded } = await open();
    const again = (choices: ReadingChoices) => analyst.reread(uploaded.session, choices);
    await Promise.all([again({ dayFirst: true }), again({ columns: { age: 'text' } }), again({ decimal: ',' })]);
    expect((await analyst.session(uploaded.session)).reading).toEqual({ dayFirst: true, columns: { age: 'text' }, decimal: ',' });
  });

  it('does not come back when it is removed meanwhile', async () => {
    const memory = createMemoryStorage();
    let reading = () => {};
    const begun = new Promise<void>((resolve) => (reading = resolve));
    let goOn = () => {};
    const removed = new Promise<void>((resolve) => (goOn = resolve));
    let held = false;
    const files = {
      ...memory.files,
      async read(key: string) {
        const bytes = await collect(await memory.files.read(key));
        return (async function* () {
          if (held) {
            reading();
            await removed;
          }
          yield* bytes;
        })();
      },
    };
    const { analyst, uploaded } = await open(openAnalyst({ storage: { ...memory, files } }));
    held = true;
    const again = analyst.reread(uploaded.session, { headerRows: 0 });
    const failed = expect(again).rejects.toMatchObject({ code: 'SERVICE_SESSION_NOT_FOUND' });
    await begun;
    await analyst.removeSession(uploaded.session);
    goOn();
    await failed;
    expect(await analyst.sessions()).toEqual([]);
  });

  it('is unknown under another id', async () => {
    const { analyst } = await open();
    await expect(analyst.reread('00000000-0000-4000-8000-000000000000', {})).rejects.toMatchObject({
      code: 'SERVICE_SESSION_NOT_FOUND',
    });
  });

  it('takes columns called __proto__ and constructor', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage(), cachedTables: 0 });
    const { session } = await analyst.upload(streamOf('__proto__,constructor\n1,2\n3,4\n'));
    const columns = JSON.parse('{"__proto__":"text","constructor":"categorical"}') as NonNullable<ReadingChoices['columns']>;
    const read = await analyst.reread(session, { columns });
    expect(read.schema.columns.map(({ type }) => type)).toEqual(['text', 'categorical']);
    expect((await analyst.profile(session)).columns.map(({ type }) => type)).toEqual(['text', 'categorical']);
  });

  it('counts the types in the schema of a session stored without its choices', async () => {
    const storage = createMemoryStorage();
    const { analyst, uploaded } = await open(openAnalyst({ storage, cachedTables: 0 }));
    const { reading: _, ...old } = await analyst.reread(uploaded.session, { columns: { age: 'text' } });
    await storage.records.set('sessions', uploaded.session, old);
    expect((await analyst.session(uploaded.session)).reading).toEqual({ columns: { age: 'text' } });
    expect((await analyst.profile(uploaded.session)).columns[0]).toMatchObject({ type: 'text' });
  });
});

describe('a stream of rows', () => {
  it('is read as the call says', async () => {
    const { analyst, uploaded } = await open();
    const model = await trained(analyst, uploaded.session);
    const rows = 'list of members\nage;zip\n25;10001\n60;10002\n';
    const options = { delimiter: ';', skipLines: 1, headerRows: 1, quote: '' };
    const predictions = await collect(await analyst.predictStream(model, streamOf(rows), options));
    expect(predictions.map(({ prediction }) => prediction)).toEqual(['yes', 'no']);
    await expect(
      (async () => collect(await analyst.predictStream(model, streamOf(rows), { encoding: 'ebcdic' as never })))(),
    ).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });
});
