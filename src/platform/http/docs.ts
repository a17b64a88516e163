import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router, type Express } from 'express';
import { swaggerUi } from './swagger-ui.lazy';

const DOCUMENT = join(__dirname, 'generated', 'openapi.json');

/** Serves the OpenAPI document and the page for trying it. Both are public, as the wire contract requires. */
export function serveDocs(app: Express): void {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as object;
  app.get(['/api/docs/openapi.json', '/api/docs-json'], (_request, response) => {
    response.json(document);
  });
  // The documentation is the only page so far.
  app.get('/', (_request, response) => {
    response.redirect('/api/docs/');
  });
  let page: Router | undefined;
  app.use('/api/docs', (request, response, next) => {
    page ??= pageOf(document);
    page(request, response, next);
  });
}

function pageOf(document: object): Router {
  const ui = swaggerUi();
  return Router().use(
    ui.serve,
    ui.setup(document, { customSiteTitle: 'JAPM API', swaggerOptions: { persistAuthorization: true, filter: true, docExpansion: 'none' } }),
  );
}
