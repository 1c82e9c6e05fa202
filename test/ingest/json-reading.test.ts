import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../src/ingest/find-json-fault.js';
import { readJson } from '../../src/ingest/read-json.js';
import { readRows } from '../../src/ingest/read-rows.js';
import { cellsOf, collect, cutBytes, namesOf, utf8 } from './cells.js';

const rows = [{ a: 1 }, { a: 2 }];

describe('layouts', () => {
  it.each<[string, string, 'json' | 'ndjson']>([
    ['an array', '[{"a":1},{"a":2}]', 'json'],
    ['a pretty-printed array', JSON.stringify(rows, null, 2), 'json'],
    ['lines', '{"a":1}\n{"a":2}\n', 'ndjson'],
    ['lines with CRLF and blank lines', '\r\n{"a":1}\r\n\r\n {"a":2} \r\n', 'ndjson'],
    ['lines with CR alone', '{"a":1}\r{"a":2}\r', 'json'],
    ['objects without anything between', '{"a":1}{"a":2}', 'json'],
    ['several on a later line', '{"a":1}\n{"a":2}{"a":3}{"a":4}\n{"a":5}', 'ndjson'],
    ['pretty-printed objects', rows.map((row) => JSON.stringify(row, null, 2)).join('\n'), 'json'],
    ['a single object', '{"a":1}', 'ndjson'],
    ['a single pretty-printed object', '{\n "a": 1\n}\n', 'json'],
    ['a member', '{"data":[{"a":1},{"a":2}]}', 'json'],
    [
      'a member among others',
      '{"next": "[{", "empty": [], "ids": [1], "rows" : [ {"a":1}, {"a":2} ], "more": [{"b":1}]}\n',
      'json',
    ],
    ['lines with arrays of objects in them', '{"a":1,"b":[{"c":1}]}\n{"a":2,"b":[]}', 'ndjson'],
  ])('%s, wherever it is cut', async (_, text, kind) => {
    const bytes = utf8(text);
    const whole = await readJson(bytes);
    expect(whole.source.kind).toBe(kind);
    expect(cellsOf(whole).map(([cell]) => cell)).toEqual([...text.matchAll(/"a": ?(\d)/g)].map(([, digit]) => digit));
    for (let at = 0; at <= bytes.length; at++) {
      const table = await readJson(cutBytes(bytes, at));
      expect([cellsOf(table), table.source], `cut at ${at}`).toEqual([cellsOf(whole), { ...whole.source }]);
    }
    for (let size = 1; size <= 16; size++) {
      const lengths = Array<number>(Math.ceil(bytes.length / size)).fill(size);
      expect(cellsOf(await readJson(cutBytes(bytes, ...lengths)))).toEqual(cellsOf(whole));
    }
    const given = await collect(readRows(bytes));
    expect(given.map((row) => row['a'])).toEqual(cellsOf(whole).map(([cell]) => cell));
  });

  it('a member says what was left out', async () => {
    const table = await readJson({ text: '{\n"count": 2, "next": null,\n"data": [{"a":1}],\n"last": true}' });
    expect(namesOf(table)).toEqual(['a']);
    expect(table.source.warnings).toMatchObject([{ code: 'MEMBERS_SKIPPED', count: 3, line: 3 }]);
    expect(table.source.warnings[0]?.message).toMatch(/"data".*3 other members of it \(count, next, last\)/);
    expect((await readJson({ text: '{"data":[{"a":1}]}' })).source.warnings).toEqual([]);
  });

  it('UTF-16 and byte order marks', async () => {
    for (const text of ['[{"a":"ä"}]', '{"a":"ä"}\n{"a":"ö"}']) {
      const expected = cellsOf(await readJson({ text }));
      const little = Buffer.from(text, 'utf16le');
      const marked = Buffer.from(`\ufeff${text}`, 'utf16le');
      for (const bytes of [utf8(`\ufeff${text}`), little, marked, Buffer.from(little).swap16(), Buffer.from(marked).swap16()]) {
        expect(cellsOf(await readJson(bytes))).toEqual(expected);
        expect((await collect(readRows(bytes))).length).toBe(expected.length);
      }
    }
  });

  it('whole numbers too long for a double keep their digits', async () => {
    const ids = ['9007199254740991', '9007199254740993', '-123456789012345678', '12345678901234567890123'];
    const records = ids.map((id) => `{"id":${id},"in":{"list":[1,${id}]},"x":0.12345678901234567,"text":" 12345678901234567"}`);
    for (const text of [`[${records.join()}]`, records.join('\n'), records.join(''), `{"data":[${records.join()}]}`]) {
      const table = await readJson({ text });
      expect(cellsOf(table).map(([id]) => id)).toEqual(ids);
      expect(cellsOf(table)[1]).toEqual([
        '9007199254740993',
        '[1,"9007199254740993"]',
        String(Number('0.12345678901234567')),
        ' 12345678901234567',
      ]);
      expect((await collect(readRows({ text }))).map((row) => row['id'])).toEqual(ids);
    }
    await expect(readJson({ text: '{"id":12345678901234567],"b":[1}' })).rejects.toMatchObject({ details: { byte: 23 } });
  });

  it('an object too long to be looked at before reading, and others behind it', async () => {
    const items = Array.from({ length: 30_000 }, (_, a) => ({ a }));
    const lines = `${JSON.stringify({ id: 1, items })}\n${JSON.stringify({ id: 2, items })}\n`;
    await expect(readJson({ text: lines })).rejects.toMatchObject({
      details: { line: 2 },
      message: expect.stringMatching(/into one array/) as string,
    });
    expect((await collect(readRows({ text: lines }, { kind: 'ndjson' }))).map((row) => row['id'])).toEqual(['1', '2']);
  });

  it('a large member, and lines beyond the head', async () => {
    const many = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `name ${id}` }));
    const json = await readJson({ text: `{"status":"ok","data":${JSON.stringify(many)},"n":1}` });
    expect(json.rowCount).toBe(20_000);
    const lines = await readJson({ text: many.map((row) => JSON.stringify(row)).join('\n') });
    expect(lines.columns).toEqual(json.columns);
  });
});

describe('faults have their exact place', () => {
  it.each<[string, object, RegExp]>([
    ['[{"a":1},\n{"a":2},\n]', { line: 3, byte: 19, record: 3 }, /a comma too many/],
    ['[{"a":1},\n{"a":NaN}]', { line: 2, byte: 15, record: 2 }, /not "NaN".*write null/],
    ['[{"a":-Infinity}]', { line: 1, byte: 6, record: 1 }, /write null/],
    ['[{"a":True}]', { byte: 6 }, /small letters/],
    ["[{'a':1}]", { byte: 2 }, /double quotes/],
    ['[{"a":1} // one\n]', { byte: 9 }, /no comments/],
    ['[{"a":1}\n{"a":2}]', { line: 2, byte: 9 }, /comma or a closing bracket missing/],
    ['[{"a":1}]\nend', { line: 2, byte: 10 }, /nothing more behind the array/],
    ['[{"a":1}][{"a":2}]', { line: 1, byte: 9 }, /nothing more behind the array.*into one array/],
    ['{"a":1},\n{"a":2}', { line: 1, byte: 7, record: 2 }, /one too many.*brackets \[ \] around the records missing/],
    ['[{"a":1},\r\n{"a":2},\r{"a":}]', { line: 3, byte: 25 }, /expected a value/],
    ['[{"a":1},{"b":"x', { line: 1, byte: 16, record: 2 }, /closing quote.*end of the text.*cut short/],
    ['[{"a":1},', { byte: 9, record: 2 }, /cut short/],
    ['[{"a":1]', { byte: 7, record: 1 }, /expected "," or "}"/],
    ['[{"a":1,}]', { byte: 8 }, /name in double quotes/],
    ['[{"a":01}]', { byte: 7 }, /expected "," or "}"/],
    ['[{"a":"x\ny"}]', { byte: 8, line: 1 }, /line breaks/],
    ['[{"a":"\\x"}]', { byte: 7 }, /escape/],
    ['[{"ä":1},{"a" 1}]', { byte: 15, record: 2 }, /":"/],
    ['{"a":1}\n{"a":2\n{"a":3}', { line: 2, byte: 14, record: 2 }, /end of the text|","/],
    ['{"a":1}\n{"a":2},\n{"a":3}', { line: 2, byte: 15, record: 3 }, /expected a value/],
    ['{"a":1}\r\n"x"\r\n', { line: 2, byte: 9, record: 2 }, /not a string/],
    ['{"a":1}{"a":}', { line: 1, byte: 12, record: 2 }, /expected a value/],
    ['{\n"a": 1,\n"b" 2\n}', { line: 3, byte: 14, record: 1 }, /":"/],
    ['{"data":[{"a":1},{"a":}]}', { byte: 22, record: 2 }, /expected a value/],
    ['{"data":[{"a":1}],\n"x":}', { line: 2, byte: 23 }, /expected a value/],
    ['{"data":[{"a":1}]', { byte: 17 }, /cut short/],
    ['{"data":[{"a":1}]}\n}', { line: 2, byte: 19 }, /expected a value/],
    ['{"x" 1,"data":[{"a":1}]}', { byte: 5 }, /":"/],
  ])('%s', async (text, details, message) => {
    const bytes = utf8(text);
    for (const size of [1, 2, 3, 5, 7, 100]) {
      const lengths = Array<number>(Math.ceil(bytes.length / size)).fill(size);
      const expected = { code: 'INGEST_JSON_INVALID', details, message: expect.stringMatching(message) as string };
      await expect(readJson(cutBytes(bytes, ...lengths))).rejects.toMatchObject(expected);
    }
  });

  it('deep in a large file', async () => {
    const good = Array.from({ length: 5000 }, (_, id) => JSON.stringify({ id, name: `ä ${id}` }));
    const broken = [...good, '{"id":x}', ...good];
    const before = Buffer.byteLength(good.join(',\n')) + 1 + 2 + '{"id":'.length;
    await expect(readJson({ text: `[${broken.join(',\n')}]` })).rejects.toMatchObject({
      details: { line: 5001, byte: before, record: 5001 },
    });
    await expect(readJson({ text: broken.join('\n') })).rejects.toMatchObject({
      details: { line: 5001, byte: before - 5001, record: 5001 },
    });
  });

  it('as JSON.parse judges', () => {
    const json = fc
      .json()
      .chain((text) =>
        fc.tuple(
          fc.constant(text),
          fc.nat(text.length),
          fc.constantFrom('', ',', '"', '}', ']', '[', '{', '1', ':', '\\', 'x', '\n'),
          fc.nat(2),
        ),
      );
    fc.assert(
      fc.property(json, ([text, at, inserted, removed]) => {
        const changed = text.slice(0, at) + inserted + text.slice(at + removed);
        const isValid = () => {
          try {
            JSON.parse(changed);
            return true;
          } catch {
            return false;
          }
        };
        expect(findJsonFault(utf8(changed), false) === null).toBe(isValid());
      }),
      { numRuns: 1000 },
    );
  });

  it('and arrays are read as JSON.parse reads them', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), { minKeys: 1 }), { minLength: 1 }),
        async (records) => {
          const text = JSON.stringify(records);
          const given = (await collect(readRows({ text }, { kind: 'json' }))).map((row) => ({ ...row }));
          expect(given).toEqual((JSON.parse(text) as object[]).map((row) => ({ ...row })));
        },
      ),
    ));
});

describe('hostile JSON', () => {
  it.each(['[', '{"b":'])('nested too deep, though closed: %s', async (open) => {
    const nested = (depth: number) => `{"a":${open.repeat(depth)}1${(open === '[' ? ']' : '}').repeat(depth)}}`;
    for (const text of [`[{"b":1},\n${nested(1000)}]`, `{"b":1}\n${nested(1000)}\n`, `{"b":1}{"b":2}\n${nested(1000)}`]) {
      await expect(readJson({ text })).rejects.toMatchObject({ code: 'INGEST_JSON_INVALID', details: { line: 2 } });
    }
    const lines = await readJson({ text: `{"b":1}\n${nested(998)}\n{"b":1}` });
    expect(cellsOf(lines)[1]?.at(-1)?.length).toBeGreaterThan(1900);
  });

  it.each(['['.repeat(100_000), `[{"a":${'['.repeat(100_000)}`, '{"a":'.repeat(100_000), `{"a":1}\n${'{"a":'.repeat(100_000)}`])(
    'nested without end: %#',
    async (text) => {
      await expect(readJson({ text })).rejects.toMatchObject({
        code: 'INGEST_JSON_INVALID',
        message: expect.stringMatching(/within each other/) as string,
      });
    },
  );

  it.each(['[{"a":1},{"b":"XXX', '[{"a":1},{"b":[XXX', '{"a":1}\n{"b":"XXX', '{"a":\n1}{"b":"XXX', '{"data":[{"a":1}],"b":"XXX'])(
    'a record without end is stopped: %s',
    async (start) => {
      let given = 0;
      async function* source() {
        yield utf8(start);
        for (; given < 1000; given++) {
          await Promise.resolve();
          yield utf8('1,'.repeat(5000));
        }
      }
      await expect(readJson(source(), { maxRowBytes: 100_000 })).rejects.toMatchObject({ code: 'INGEST_ROW_TOO_LONG' });
      expect(given).toBeLessThan(100);
    },
  );

  it('limits a record to the byte, wherever it is cut', async () => {
    for (const text of ['[{"a":1},{"a":"xx"},{"a":1}]', '{"a":1}\n{"a":"xx"}\n{"a":1}']) {
      for (let at = 0; at < text.length; at++) {
        expect((await readJson(cutBytes(utf8(text), at), { maxRowBytes: 10 })).rowCount).toBe(3);
        await expect(readJson(cutBytes(utf8(text), at), { maxRowBytes: 9 })).rejects.toMatchObject({
          code: 'INGEST_ROW_TOO_LONG',
          details: { byte: text.indexOf('{"a":"x'), record: 2 },
        });
      }
    }
  });
});
