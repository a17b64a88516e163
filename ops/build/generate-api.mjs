// Makes src/platform/http/generated from the controllers: tsoa's routes, and the OpenAPI document, which is completed in a process of
// its own that loads the controllers with what they declare.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSpecAndRoutes } from 'tsoa';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const folder = join(root, 'src/platform/http/generated');
mkdirSync(folder, { recursive: true });
await generateSpecAndRoutes({ configuration: 'tsoa.json' });
useOwnInputs(join(folder, 'routes.ts'));
const typescript = ['--conditions=japm-source', '--require', join(root, 'ops/build/typescript.cjs')];
const { status } = spawnSync(process.execPath, [...typescript, join(root, 'ops/build/openapi/main.ts'), join(folder, 'openapi.json')], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

/** The routes validate their inputs and write their answers by our RouteTemplate; tsoa has no setting for it short of a template of its own. */
function useOwnInputs(routes) {
  const theirs = "import {  fetchMiddlewares, ExpressTemplateService } from '@tsoa/runtime';";
  const text = readFileSync(routes, 'utf8');
  if (!text.includes(theirs)) throw new Error('the generated routes do not import ExpressTemplateService as expected');
  const ours =
    "import { fetchMiddlewares } from '@tsoa/runtime';\nimport { RouteTemplate as ExpressTemplateService } from './../route-template';";
  writeFileSync(routes, text.replace(theirs, ours));
}
