import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { loadModel } from '../../src/model/file.js';
import { createDiskStorage } from '../../src/service/disk-storage.js';
import { createMemoryStorage } from '../../src/service/memory-storage.js';
import { modelCard } from '../../src/summarize/model-card.js';
import { collect, openAnalyst, sample } from './open-analyst.js';
import { filesBelow, temporaryFolder } from './temporary-folder.js';

const unknown = '22222222-2222-4222-8222-222222222222';

describe.each([
  ['memory', () => Promise.resolve(createMemoryStorage())],
  ['disk', async () => createDiskStorage({ folder: await temporaryFolder() })],
])('the whole way over %s', (_, openStorage) => {
  it('goes from a file to words', async () => {
    const storage = await openStorage();
    const analyst = openAnalyst({ storage });
    const uploaded = await analyst.upload(sample('telco-churn.csv'), { name: '/home/me/telco-churn.csv' });
    expect(uploaded).toMatchObject({ name: 'telco-churn.csv', rowCount: 7043, columnCount: 21, source: { kind: 'csv' } });
    expect(uploaded.preview).toHaveLength(20);
    expect(uploaded.preview[0]?.slice(0, 6)).toEqual(['7590-VHVEG', 'Female', '0', 'Yes', 'No', '1']);
    expect(uploaded.schema.columns).toHaveLength(21);
    const { session } = uploaded;
    expect(await analyst.session(session)).toEqual(JSON.parse(JSON.stringify(uploaded)));
    expect((await analyst.sessions()).map((summary) => summary.session)).toEqual([session]);
    const original = Buffer.concat(await collect(await storage.files.read(`sessions/${session}/original`)));
    expect(original.equals(await readFile('samples/telco-churn.csv'))).toBe(true);
    expect(uploaded.bytes).toBe(original.length);

    const profile = await analyst.profile(session, { target: 'Churn' });
    expect(profile).toMatchObject({ rowCount: 7043, target: { column: 'Churn', task: 'classification' } });
    expect(await analyst.profile(session, { target: 'Churn' })).toEqual(JSON.parse(JSON.stringify(profile)));

    const queued = await analyst.train({ session, target: 'Churn', seconds: 2 });
    expect(queued).toMatchObject({ status: 'queued', session, fraction: 0 });
    const fractions: number[] = [];
    for await (const job of analyst.watchJob(queued.job)) fractions.push(job.fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(new Set(fractions).size).toBeGreaterThan(2);
    const job = await analyst.waitForJob(queued.job);
    expect(job).toMatchObject({ status: 'succeeded', error: null });
    const token = job.model ?? '';

    const summary = await analyst.model(token);
    expect(summary).toMatchObject({ model: token, session, target: 'Churn', task: 'classification', classes: ['No', 'Yes'] });
    expect(await analyst.models()).toEqual([summary]);
    const model = await loadModel(await analyst.modelFile(token));
    expect(model.report.algorithm).toBe(summary.algorithm);
    expect(await analyst.modelCard(token)).toBe(modelCard(model));

    const rows = [
      { tenure: 1, Contract: 'Month-to-month', InternetService: 'Fiber optic', MonthlyCharges: 95 },
      { tenure: 70, Contract: 'Two year', InternetService: 'No', MonthlyCharges: 20 },
    ];
    const [leaving, staying] = await analyst.predict(token, rows);
    expect(leaving).toMatchObject({ task: 'classification' });
    if (leaving?.task !== 'classification' || staying?.task !== 'classification') throw new Error('not a classification');
    expect(leaving.probabilities['Yes']).toBeGreaterThan(staying.probabilities['Yes'] ?? 1);
    const stream = await analyst.predictStream(token, sample('telco-churn.csv'), { kind: 'csv' });
    expect(await collect(stream)).toHaveLength(7043);

    const explained = await analyst.predict(token, rows, { explain: true });
    expect(explained.map(({ explanation: _, ...rest }) => rest)).toEqual([leaving, staying]);
    expect(explained[0]!.explanation!.columns.map(({ column }) => column)).toContain('Contract');
    const aborted = analyst.predict(token, rows, { explain: true, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: 'RUN_ABORTED' });
    await expect(analyst.predict(token, rows, { explains: true } as never)).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
    const [first] = await collect(
      await analyst.predictStream(token, Readable.from([Buffer.from('tenure\n1\n')]), { explain: true }),
    );
    expect(first!.explanation!.columns).toContainEqual(expect.objectContaining({ column: 'tenure', value: '1' }));

    const words = await analyst.summary(session, { model: token });
    expect(words.text).toContain('Churn');
    expect((await analyst.summary(session)).text).toContain('7,043');

    await analyst.removeSession(session);
    const gone = { code: 'SERVICE_SESSION_NOT_FOUND' };
    await expect(analyst.session(session)).rejects.toMatchObject(gone);
    await expect(analyst.profile(session)).rejects.toMatchObject(gone);
    await expect(analyst.train({ session })).rejects.toMatchObject(gone);
    await expect(analyst.removeSession(session)).rejects.toMatchObject(gone);
    await expect(analyst.predict(token, rows)).rejects.toMatchObject({ code: 'SERVICE_MODEL_NOT_FOUND' });
    await expect(analyst.job(job.job)).rejects.toMatchObject({ code: 'SERVICE_JOB_NOT_FOUND' });
    expect([await analyst.sessions(), await analyst.models()]).toEqual([[], []]);
    for (const kind of ['sessions', 'profiles', 'models', 'jobs']) expect(await storage.records.list(kind)).toEqual([]);
  });
});

describe('what is kept on disk', () => {
  it('serves the next analyst on the same folder, and is gone after the session', async () => {
    const folder = await temporaryFolder();
    const first = openAnalyst({ storage: createDiskStorage({ folder }) });
    const { session } = await first.upload(sample('iris.csv'), { name: 'iris.csv' });
    const { job } = await first.train({ session, target: 'species', seconds: 2 });
    const { model } = await first.waitForJob(job);
    await first.close();

    const second = openAnalyst({ storage: createDiskStorage({ folder }) });
    expect((await second.sessions()).map((summary) => summary.name)).toEqual(['iris.csv']);
    expect(await second.job(job)).toMatchObject({ status: 'succeeded', model });
    expect(await second.predict(model ?? '', [{ petal_length: 1.4, petal_width: 0.2 }])).toMatchObject([
      { prediction: 'Iris-setosa' },
    ]);
    expect(await second.profile(session, { target: 'species' })).toMatchObject({ rowCount: 150 });
    await second.removeModel(model ?? '');
    await expect(second.model(model ?? '')).rejects.toMatchObject({ code: 'SERVICE_MODEL_NOT_FOUND' });
    await second.removeSession(session);
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('keeps the types that the uploader chose when the table is read again', async () => {
    const storage = createMemoryStorage();
    const analyst = openAnalyst({ storage, cachedTables: 0 });
    const { session, schema } = await analyst.upload(sample('iris.csv'), { columns: { petal_width: 'categorical' } });
    expect(schema.columns[3]).toMatchObject({ name: 'petal_width', type: 'categorical', overridden: true });
    const profile = await analyst.profile(session, { target: 'species' });
    expect(profile.columns[3]).toMatchObject({ type: 'categorical', numeric: null });
    expect(profile.columns[2]).toMatchObject({ type: 'numerical' });
  });
});

describe('what does not exist', () => {
  it('is not found, whatever the id looks like', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage() });
    for (const id of [unknown, 'nonsense', '../../etc/passwd', '', '__proto__']) {
      const session = { code: 'SERVICE_SESSION_NOT_FOUND' };
      const model = { code: 'SERVICE_MODEL_NOT_FOUND' };
      const job = { code: 'SERVICE_JOB_NOT_FOUND' };
      await expect(analyst.session(id)).rejects.toMatchObject(session);
      await expect(analyst.removeSession(id)).rejects.toMatchObject(session);
      await expect(analyst.profile(id)).rejects.toMatchObject(session);
      await expect(analyst.summary(id)).rejects.toMatchObject(session);
      await expect(analyst.train({ session: id })).rejects.toMatchObject(session);
      await expect(analyst.model(id)).rejects.toMatchObject(model);
      await expect(analyst.modelFile(id)).rejects.toMatchObject(model);
      await expect(analyst.modelCard(id)).rejects.toMatchObject(model);
      await expect(analyst.removeModel(id)).rejects.toMatchObject(model);
      await expect(analyst.predict(id, [])).rejects.toMatchObject(model);
      await expect(analyst.predictStream(id, sample('iris.csv'))).rejects.toMatchObject(model);
      await expect(analyst.job(id)).rejects.toMatchObject(job);
      await expect(analyst.cancelJob(id)).rejects.toMatchObject(job);
      await expect(analyst.waitForJob(id)).rejects.toMatchObject(job);
      await expect(collect(analyst.watchJob(id))).rejects.toMatchObject(job);
    }
  });

  it('does not sum up a session with the model of another', async () => {
    const analyst = openAnalyst({ storage: createMemoryStorage() });
    const one = await analyst.upload(sample('iris.csv'));
    const two = await analyst.upload(sample('iris.csv'));
    const { job } = await analyst.train({ session: one.session, target: 'species', seconds: 1 });
    const { model } = await analyst.waitForJob(job);
    await expect(analyst.summary(two.session, { model: model ?? '' })).rejects.toMatchObject({
      code: 'SERVICE_MODEL_NOT_FOUND',
      message: expect.stringContaining('not trained on session') as string,
    });
  });
});
