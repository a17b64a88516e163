import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import swaggerUi from 'swagger-ui-express';

const DOCUMENT = join(__dirname, 'generated', 'openapi.json');

export const openApiDocument = (): Record<string, unknown> => JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Record<string, unknown>;

/** The OpenAPI document and the page to try it; public, as the wire contract says. */
export function serveDocs(app: Express): void {
  const document = openApiDocument();
  app.get(['/api/docs/openapi.json', '/api/docs-json'], (_request, response) => {
    response.json(document);
  });
  app.use('/api/docs', swaggerUi.serve, swaggerUi.setup(document, { customSiteTitle: 'JAPM API' }));
}
