// Makes the types of a client of the API from the OpenAPI document, for the tests. A production installation has no tool for it and
// needs none; a document that has not changed is not read again.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export async function generateClient(folder) {
  const document = readFileSync(join(folder, 'openapi.json'), 'utf8');
  const types = join(folder, 'api.d.ts');
  const origin = `// OpenAPI document ${createHash('sha256').update(document).digest('hex')}\n`;
  if (existsSync(types) && readFileSync(types, 'utf8').startsWith(origin)) return;
  const generator = await import('openapi-typescript').catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  });
  if (generator) writeFileSync(types, origin + generator.astToString(await generator.default(document)));
}
