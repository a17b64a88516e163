import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import swaggerUi from 'swagger-ui-express';

const DOCUMENT = join(__dirname, 'generated', 'openapi.json');

/** The OpenAPI document and the page to try it; public, as the wire contract says. */
export function serveDocs(app: Express): void {
  const document = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as object;
  app.get(['/api/docs/openapi.json', '/api/docs-json'], (_request, response) => {
    response.json(document);
  });
  app.use('/api/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'JAPM API' }));
}
