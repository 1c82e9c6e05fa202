import type { RequestHandler } from 'express';
import type swaggerUi from 'swagger-ui-express';
import type { Exchange } from './route.js';

/** Everything in the page is relative to it, so that it works under any mount path, behind proxies and without a network. */
const pageOptions = {
  swaggerUrl: '../openapi.json',
  customSiteTitle: 'Tabulyst API',
  // No call to the public validator.
  swaggerOptions: { validatorUrl: null },
};

/** Swagger UI's page. Its assets are named relative to `/docs/`, so the address without the slash leads there. */
export function getDocs({ request, response, peers }: Exchange): void {
  if (!request.path.endsWith('/')) {
    response.redirect('docs/');
    return;
  }
  const page = peers.swaggerUi?.generateHTML(undefined, pageOptions) as string;
  response.type('text/html').send(page);
}

/** The scripts and styles of the page; the package's own example page, which would load one from its makers, is left out. */
export function serveDocsAssets(ui: typeof swaggerUi): RequestHandler[] {
  const skipExample: RequestHandler = (request, response, next) => {
    if (request.path === '/index.html') response.redirect('./');
    else next();
  };
  return [skipExample, ...ui.serveFiles(undefined, pageOptions)];
}
