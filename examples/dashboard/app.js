import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { createRouter } from 'tabulyst/express';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const echarts = createRequire(import.meta.url).resolve('echarts/dist/echarts.esm.min.mjs');

/** Everything the pages need comes from this server, so the browser may refuse the rest. */
const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Swagger UI brings styles inside its page. */
const docsPolicy = `${pagePolicy}; style-src 'self' 'unsafe-inline'`;

/** The example app: dashboard at `/`, API at `/api`, Swagger UI at `/api/docs`. The caller listens, and closes the analyst. */
export function createApp({ analyst }) {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    response.setHeader('Content-Security-Policy', request.path.startsWith('/api/docs') ? docsPolicy : pagePolicy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    next();
  });
  app.use('/api', createRouter({ analyst, onError: (error) => console.error(error) }));
  app.use('/samples', express.static(here('../../samples')));
  app.get('/vendor/echarts.mjs', (request, response) => {
    response.type('text/javascript').sendFile(echarts, { maxAge: '1 day' });
  });
  app.use(express.static(here('./public')));
  app.use((request, response) => {
    response
      .status(404)
      .type('text/plain')
      .send('There is no such page. The dashboard is at /, the API documentation at /api/docs.\n');
  });
  return app;
}
