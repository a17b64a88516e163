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
const file = join(folder, 'openapi.json');
const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
writeFileSync(file, `${JSON.stringify(completeDocument(JSON.parse(readFileSync(file, 'utf8')), { version, description }), null, 2)}\n`);
