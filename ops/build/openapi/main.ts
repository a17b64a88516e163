import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { declaredOperations } from '#platform/http/operation';
import { completeDocument } from './document';
import type { ApiDocument } from './types';

// Completes the document that tsoa wrote, in its place: `main.ts FILE`.

const [file = ''] = process.argv.slice(2);
const root = resolve(__dirname, '../../..');
const load = createRequire(__filename);

// Their decorators declare the operations.
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
for (const each of sources.filter((name) => name.endsWith('.controller.ts'))) load(join(root, 'src', each));

const { version, description } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; description: string };
const document = JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
const complete = completeDocument(document, declaredOperations(), { version, description });
writeFileSync(file, `${JSON.stringify(complete, null, 2)}\n`);
