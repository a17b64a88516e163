import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { declaredOperations } from '#platform/http/operation';
import { completeDocument } from './document';
import { tagDescriptions } from './tags';
import type { ApiDocument } from './types';

// Completes the document that tsoa wrote, in its place: `main.ts FILE`.

const [file = ''] = process.argv.slice(2);
const root = resolve(__dirname, '../../..');
const load = createRequire(__filename);

// Their decorators declare the operations.
const controllers = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.controller.ts'))
  .map((name) => join(root, 'src', name));
for (const each of controllers) load(each);
const tags = tagDescriptions(controllers.map((each) => readFileSync(each, 'utf8')));

const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; description: string };
const document = JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
const complete = completeDocument(document, declaredOperations(), { version, description, tags });
writeFileSync(file, `${JSON.stringify(complete, null, 2)}\n`);
