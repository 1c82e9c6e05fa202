import { errorCodes, isTabulystError, TabulystError } from 'tabulyst';
import { createRouter, openApiDocument, statusByCode, type RouterOptions } from 'tabulyst/express';
import { describe, expect, it } from 'vitest';
import { requirePeer } from '../../adapters/express/require-peer.js';
import { preferredWait } from '../../adapters/express/prefer-wait.js';
import { toProblem } from '../../adapters/express/problem.js';
import { partialAnalyst } from './serve.js';

function thrownBy(call: () => unknown): TabulystError {
  try {
    call();
  } catch (error) {
    if (isTabulystError(error)) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('status of an error', () => {
  it('is given for every code, and is an error status', () => {
    expect(Object.keys(statusByCode).sort()).toEqual([...errorCodes].sort());
    for (const status of Object.values(statusByCode)) expect(status).toBeGreaterThanOrEqual(400);
  });

  it.each(errorCodes.filter((code) => code.endsWith('_NOT_FOUND')))(
    '%s is 404 for a resource, 422 for what a table lacks',
    (code) => {
      expect(statusByCode[code]).toBe(/(COLUMN|TARGET|ALGORITHM)_NOT_FOUND$/.test(code) ? 422 : 404);
    },
  );
});

describe('problem document', () => {
  it('has the members of RFC 9457, the code and the facts', () => {
    const error = new TabulystError('INGEST_UNCLOSED_QUOTE', 'A quote is not closed.', { line: 3, status: 'kept out' });
    expect(toProblem(error, '/api/upload')).toEqual({
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'A quote is not closed.',
      instance: '/api/upload',
      code: 'INGEST_UNCLOSED_QUOTE',
      line: 3,
    });
  });

  it.each([[new Error('password=hunter2')], ['hunter2'], [null], [undefined], [new TypeError('hunter2')]])(
    'says nothing of what %s was about',
    (thrown) => {
      const problem = toProblem(thrown);
      expect(problem).toMatchObject({ status: 500, code: 'INTERNAL_ERROR' });
      expect(JSON.stringify(problem)).not.toContain('hunter2');
    },
  );

  it("masks what is the server's own fault but keeps its code", () => {
    const problem = toProblem(new TabulystError('STORAGE_FAILED', 'EACCES: /srv/secret', { path: '/srv/secret' }));
    expect(problem).toMatchObject({ status: 503, code: 'STORAGE_FAILED' });
    expect(JSON.stringify(problem)).not.toContain('secret');
  });
});

describe('optional packages', () => {
  it('are named with the line that installs them when they are missing', () => {
    const error = thrownBy(() => requirePeer('tabulyst-no-such-package'));
    expect(error.code).toBe('PEER_MISSING');
    expect(error.message).toMatch(/npm install express multer swagger-ui-express$/);
  });
});

describe('options', () => {
  const analyst = partialAnalyst({});
  it.each([
    ['an unknown key', { analyst, maxByte: 1 }],
    ['no analyst', {}],
    ['a negative limit', { analyst, maxBytes: -1 }],
    ['a limit of another type', { analyst, maxBytes: '50mb' }],
  ])('%s is refused', (_case, options) => {
    expect(thrownBy(() => createRouter(options as RouterOptions)).code).toBe('OPTIONS_INVALID');
  });

  it('docs: false leaves the page out of the document', () => {
    expect(openApiDocument().paths).toHaveProperty('/docs');
    expect(openApiDocument({ docs: false }).paths).not.toHaveProperty('/docs');
  });
});

describe('Prefer: wait', () => {
  it.each([
    ['wait=5', 5],
    ['respond-async, wait=12', 12],
    ['handling=lenient; wait="7"', 7],
    ['WAIT = 0', 0],
    ['wait=99999', 600],
    ['wait=soon', null],
    ['wait=-1', null],
    ['await=5', null],
    [undefined, null],
    [['respond-async', 'wait=3'], 3],
  ] as const)('%j asks for %j seconds', (header, seconds) => {
    expect(preferredWait(header)).toBe(seconds);
  });
});
