/** An answer that was not a success: `message` is the problem's detail, `code` its code. */
export class ApiError extends Error {
  constructor(message, { status = 0, code = 'UNREACHABLE', hint = null } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
  }
}

const base = 'api';
const unreachable = () => new ApiError('The server does not answer.', { hint: 'Check that it still runs, then try again.' });

/** Makes an error from a problem document (RFC 9457), or from whatever came instead. */
function problemError(status, text) {
  try {
    const document = JSON.parse(text);
    return new ApiError(document.detail ?? document.title ?? `The server answered ${status}.`, { status, code: document.code });
  } catch {
    return new ApiError(`The server answered ${status}.`, { status, code: 'UNEXPECTED', hint: 'Try again in a moment.' });
  }
}

async function send(path, options) {
  let response;
  try {
    response = await fetch(`${base}${path}`, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw unreachable();
  }
  if (!response.ok) throw problemError(response.status, await response.text());
  return response;
}

const getJson = async (path, options) => (await send(path, options)).json();
const sendJson = (method, path, body, signal) =>
  getJson(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), signal });
const postJson = (path, body) => sendJson('POST', path, body);
const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();

export const getSessions = async () => (await getJson('/sessions')).sessions;
export const getSession = (id) => getJson(`/sessions/${id}`);
/** Reads the stored file again with other choices, and answers the session as it is then. */
export const rereadSession = (id, choices, signal) => sendJson('PATCH', `/sessions/${id}`, choices, signal);
export const removeSession = (id) => send(`/sessions/${id}`, { method: 'DELETE' });
export const getProfile = (session, target) => getJson(`/profile?${query({ session, target })}`);
export const startTraining = (request) => postJson('/train', request);
export const getJob = (id) => getJson(`/jobs/${id}`);
export const cancelJob = (id) => send(`/jobs/${id}`, { method: 'DELETE' });
export const getModels = async () => (await getJson('/models')).models;
export const getModel = (token) => getJson(`/models/${token}`);
export const removeModel = (token) => send(`/models/${token}`, { method: 'DELETE' });
export const modelFileAddress = (token) => `${base}/models/${token}/file`;
export const modelCardAddress = (token) => `${base}/models/${token}/card`;
/** Predictions, each with what every column contributed to it. */
export const predictRows = (model, rows) => postJson('/predict', { model, rows, explain: true });
/** `wish` has session, model, target, style, length and writer. */
export const getSummary = (wish, signal) => getJson(`/summary?${query(wish)}`, { signal });

/** Asks for a summary sentence by sentence: `onSentence` gets each one with its section as soon as it is written. */
export async function streamSummary(wish, onSentence, signal) {
  const response = await send(`/summary?${query(wish)}`, { headers: { accept: 'text/event-stream' }, signal });
  let rest = '';
  let summary = null;
  for await (const text of response.body.pipeThrough(new window.TextDecoderStream())) {
    const events = (rest + text).split('\n\n');
    rest = events.pop();
    for (const event of events) {
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/s.exec(event) ?? [];
      if (name === 'sentence') onSentence(JSON.parse(data));
      if (name === 'summary') summary = JSON.parse(data);
      if (name === 'problem') throw problemError(JSON.parse(data).status, data);
    }
  }
  if (summary === null) throw unreachable();
  return summary;
}

/** A built-in sample as a file, ready to be uploaded like any other. */
export async function getSample(name, signal) {
  const response = await fetch(`samples/${name}`, { signal }).catch((error) => {
    throw error.name === 'AbortError' ? error : unreachable();
  });
  if (!response.ok) throw new ApiError('This sample is not on the server.', { status: response.status });
  return new window.File([await response.blob()], name, { type: 'text/csv' });
}

/**
 * Uploads a file. XMLHttpRequest, because fetch does not tell how much has been sent.
 * `onProgress` gets the bytes sent and the total.
 */
export function uploadFile(file, { onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append('file', file, file.name);
    request.open('POST', `${base}/upload`);
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded, event.total));
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText));
      else reject(problemError(request.status, request.responseText));
    });
    request.addEventListener('error', () => reject(uploadBroken(file)));
    request.addEventListener('abort', () => reject(new window.DOMException('The upload was cancelled.', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

function uploadBroken(file) {
  const hint =
    file.size > 50 * 1024 * 1024
      ? 'The file is larger than 50 MB, which is the most a server takes unless it is set up otherwise.'
      : 'Check that the server still runs and the file was not changed meanwhile, then try again.';
  return new ApiError('The connection broke while the file was being sent.', { hint });
}

const ended = new Set(['succeeded', 'failed', 'cancelled']);

/** Whether a job has come to its end. */
export const hasEnded = (job) => ended.has(job.status);

/**
 * Follows a job by server-sent events, and by asking once a second where the stream breaks. Calls `onJob` on every
 * change up to its end; answers a function that stops following.
 */
export function watchJob(id, onJob, onError) {
  let stopped = false;
  const source = new EventSource(`${base}/jobs/${id}/events`);
  const take = (event) => {
    const job = JSON.parse(event.data);
    if (hasEnded(job)) stop();
    onJob(job);
  };
  async function poll() {
    while (!stopped) {
      try {
        const job = await getJob(id);
        if (stopped) return;
        if (hasEnded(job)) stop();
        onJob(job);
      } catch (error) {
        stop();
        onError(error);
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
  function stop() {
    stopped = true;
    source.close();
  }
  source.addEventListener('status', take);
  source.addEventListener('progress', take);
  source.addEventListener('error', () => {
    if (stopped) return;
    source.close();
    void poll();
  });
  return stop;
}

/** Sends a file to be scored and answers the stream of predictions as CSV bytes; with `explain` with a column of what counted most. */
export async function predictFile(model, file, { explain, signal }) {
  const type = /\.(ndjson|jsonl)(\.gz)?$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv';
  const response = await send(`/predict?${query({ model, explain })}`, {
    method: 'POST',
    headers: { 'content-type': type, accept: 'text/csv' },
    body: file,
    signal,
  });
  return response.body;
}
