import type { Request } from 'express';
import type { Options as MulterOptions, StorageEngine } from 'multer';
import { isTabulystError, TabulystError, type Session, type UploadOptions } from 'tabulyst';
import type { z } from 'zod';
import { hasBody } from './answer.js';
import { FORM_OVERHEAD_BYTES, MAX_FORM_FIELD_BYTES, MAX_FORM_FIELDS } from './heuristics.js';
import { requestInvalid } from './problem.js';
import { announcedBytes, limitBytes, mediaType, readBody, requireEncoding, tooLarge, validate } from './read-request.js';
import { readingTexts, uploadFields } from './reading-schemas.js';
import type { uploadQuery } from './request-schemas.js';
import type { Exchange } from './route.js';

type Upload = Exchange<undefined, z.output<typeof uploadQuery>, undefined>;
type FileKind = UploadOptions['kind'];

/** The one file of the form. */
const FILE_FIELD = 'file';

/** What a raw body or a form's file is, where its media type says so; otherwise the bytes tell. */
const kindByMediaType = new Map<string, FileKind>([
  ['text/csv', 'csv'],
  ['text/tab-separated-values', 'csv'],
  ['application/json', 'json'],
  ['application/x-ndjson', 'ndjson'],
]);

/**
 * Stores an upload while it comes in: the bytes go from the socket to the Analyst, which stores and reads them at once.
 * @throws HTTP_FILE_MISSING, HTTP_REQUEST_INVALID, INGEST_TOO_LARGE, and what reading the file throws
 */
export async function receiveUpload(upload: Upload): Promise<Session> {
  const { request, maxBytes } = upload;
  if (!hasBody(request)) throw fileMissing();
  if (mediaType(request) === 'multipart/form-data') {
    requireEncoding(request, ['identity']);
    refuseAnnounced(request, maxBytes, FORM_OVERHEAD_BYTES);
    return receiveForm(upload);
  }
  requireEncoding(request, ['identity', 'gzip']);
  refuseAnnounced(request, maxBytes, 0);
  return store(upload, readBody(request, maxBytes), { kind: kindByMediaType.get(mediaType(request) ?? '') });
}

function refuseAnnounced(request: Request, maxBytes: number, overhead: number): void {
  if ((announcedBytes(request) ?? 0) > maxBytes + overhead) throw tooLarge(maxBytes);
}

/** Hands the bytes to the Analyst. A failure of the bytes themselves is what the client hears of, whatever storing made of it. */
async function store(upload: Upload, bytes: AsyncIterable<Uint8Array>, found: UploadOptions): Promise<Session> {
  const { analyst, query, maxBytes, signal } = upload;
  let broken: unknown;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* bytes;
    } catch (error) {
      broken = error;
      throw error;
    }
  }
  try {
    const chosen = { ...query, ...found, name: query.name ?? found.name };
    return await analyst.upload(watched(), { ...chosen, maxBytes, signal });
  } catch (error) {
    throw broken ?? error;
  }
}

/**
 * Receives a form through multer. The file's last byte is followed by a wait for the form's end, inside the stream that
 * the Analyst reads: what comes behind the file (a second one, a stray field) still fails the upload before it is stored.
 * The first failure answers at once; multer itself would first read the request to its end.
 */
function receiveForm(upload: Upload): Promise<Session> {
  const { request, response, peers, maxBytes } = upload;
  return new Promise((resolve, reject) => {
    const formEnd = withResolvers();
    const fail = (error: unknown): void => {
      formEnd.reject(error);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    let begun = false;
    /** The text fields before the file. */
    let chosen: readonly string[] = [];
    const fields = (): Record<string, unknown> => ({ ...(request.body as Record<string, unknown> | undefined) });

    async function* fileBytes(file: Express.Multer.File, fileRead: () => void): AsyncGenerator<Uint8Array> {
      try {
        // Left in one piece when the Analyst stops reading: that is the Analyst's error to tell, not one of the form.
        yield* limitBytes(file.stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>, maxBytes);
      } catch (error) {
        throw isTabulystError(error) ? error : formInvalid(error);
      }
      fileRead();
      await formEnd.promise;
    }
    const storage: StorageEngine = {
      _handleFile(_request, file, done) {
        const bytes = fileBytes(file, () => done(null, {}));
        const found = { name: file.originalname, kind: kindByMediaType.get(file.mimetype) };
        chosen = Object.keys(fields());
        const storeFile = async (): Promise<Session> => store(upload, bytes, { ...found, ...validate(uploadFields, fields()) });
        storeFile().then(resolve, (error: unknown) => {
          fail(error);
          done(error);
        });
      },
      // A failed upload leaves nothing behind by itself.
      _removeFile: (_request, _file, done) => done(null),
    };
    const fileFilter: MulterOptions['fileFilter'] = (_request, file, accept) => {
      const isExpected = file.fieldname === FILE_FIELD && !begun;
      if (!isExpected) fail(unexpectedFile(file.fieldname));
      begun ||= isExpected;
      accept(null, isExpected);
    };
    const limits = { fields: MAX_FORM_FIELDS, fieldSize: MAX_FORM_FIELD_BYTES };
    const form = peers.multer({ storage, fileFilter, limits, defParamCharset: 'utf8' }).any();
    form(request, response, (error?: unknown) => {
      const late = Object.keys(fields()).filter((field) => !chosen.includes(field));
      if (error !== undefined) fail(formInvalid(error));
      // A form sent without a choice of file has the field, empty, as a text.
      else if (!begun && late.every((field) => field === FILE_FIELD || isReadingField(field))) fail(fileMissing());
      else if (late.length > 0) fail(unexpectedFields(late));
      else formEnd.resolve();
    });
  });
}

/** A promise settled from outside; nobody need listen to its failure. */
function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: unknown) => void } {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}

function fileMissing(): TabulystError {
  return new TabulystError(
    'HTTP_FILE_MISSING',
    `There is no file in the request. Send a form with the file in its field "${FILE_FIELD}", or the file's bytes as the body.`,
    { field: FILE_FIELD },
  );
}

function unexpectedFile(field: string): TabulystError {
  const message =
    field === FILE_FIELD
      ? 'only one file can be uploaded at a time'
      : `there is no such field: the file goes into "${FILE_FIELD}"`;
  return requestInvalid([{ field, message }]);
}

function unexpectedFields(fields: readonly string[]): TabulystError {
  const late = 'it came behind the file, which had been read by then: send it before';
  const unknown = `there is no such field: the form has "${FILE_FIELD}", and before it ${Object.keys(readingTexts).join(', ')}`;
  return requestInvalid(fields.map((field) => ({ field, message: isReadingField(field) ? late : unknown })));
}

function isReadingField(field: string): boolean {
  return Object.hasOwn(readingTexts, field);
}

/** Storing has reported its own failures by now, so what multer reports is about the form. */
function formInvalid(error: unknown): TabulystError {
  const { message = 'it can not be read', field = '(form)' } = error as { message?: string; field?: string };
  return requestInvalid([{ field, message: `expected a form as browsers send it: ${message}` }]);
}
