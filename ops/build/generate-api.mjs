// Makes src/platform/http/generated from the controllers: tsoa's routes, and the OpenAPI document, which is completed in a process of
// its own that loads the controllers with what they declare.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateSpecAndRoutes } from 'tsoa';
import { generateClient } from './generate-client.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
process.chdir(root);
const folder = join(root, 'src/platform/http/generated');
mkdirSync(folder, { recursive: true });
await generate();
await generateClient(folder);

/** Nothing when everything that the result depends on is as it was: most commands of package.json begin with this script. */
async function generate() {
  const made = join(folder, 'inputs.sha256');
  const inputs = digestOfInputs();
  if (existsSync(made) && readFileSync(made, 'utf8') === inputs) return;
  await generateSpecAndRoutes({ configuration: 'tsoa.json' });
  useOwnInputs(join(folder, 'routes.ts'));
  const typescript = ['--conditions=japm-source', '--require', join(root, 'ops/build/typescript.cjs')];
  const main = join(root, 'ops/build/openapi/main.ts');
  const { status } = spawnSync(process.execPath, [...typescript, main, join(folder, 'openapi.json')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(made, inputs);
}

function digestOfInputs() {
  const listed = ['src', 'ops/build', 'tsoa.json', 'tsconfig.json', 'package.json', 'package-lock.json'].flatMap((each) =>
    statSync(each).isDirectory() ? readdirSync(each, { recursive: true }).map((name) => join(each, name)) : [each],
  );
  const hash = createHash('sha256');
  for (const file of listed.toSorted())
    if (!file.includes('/generated') && statSync(file).isFile()) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** The routes validate their inputs and write their answers by our RouteTemplate; tsoa has no setting for it short of a template of its own. */
function useOwnInputs(routes) {
  const theirs = "import {  fetchMiddlewares, ExpressTemplateService } from '@tsoa/runtime';";
  const text = readFileSync(routes, 'utf8');
  if (!text.includes(theirs)) throw new Error('the generated routes do not import ExpressTemplateService as expected');
  const ours =
    "import { fetchMiddlewares } from '@tsoa/runtime';\nimport { RouteTemplate as ExpressTemplateService } from './../tsoa/route-template';";
  writeFileSync(routes, text.replace(theirs, ours));
}
