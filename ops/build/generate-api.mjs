// Makes src/platform/http/generated (tsoa's routes, the OpenAPI document) from the controllers.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSpecAndRoutes } from 'tsoa';
import { completeDocument } from './openapi-document.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const folder = join(root, 'src/platform/http/generated');
mkdirSync(folder, { recursive: true });
await generateSpecAndRoutes({ configuration: 'tsoa.json' });
useOwnInputs(join(folder, 'routes.ts'));
const file = join(folder, 'openapi.json');
const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(file, `${JSON.stringify(completeDocument(JSON.parse(readFileSync(file, 'utf8')), { version, description }), null, 2)}\n`);

/** The routes validate their inputs and write their answers by our RouteTemplate; tsoa has no setting for it short of a template of its own. */
function useOwnInputs(routes) {
  const theirs = "import {  fetchMiddlewares, ExpressTemplateService } from '@tsoa/runtime';";
  const text = readFileSync(routes, 'utf8');
  if (!text.includes(theirs)) throw new Error('the generated routes do not import ExpressTemplateService as expected');
  const ours =
    "import { fetchMiddlewares } from '@tsoa/runtime';\nimport { RouteTemplate as ExpressTemplateService } from './../route-template';";
  writeFileSync(routes, text.replace(theirs, ours));
}
