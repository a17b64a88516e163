// Builds dist/: the API from the controllers, then JavaScript from TypeScript. Types are checked by `npm run typecheck`, and not
// here: an installation without development packages, whose declarations that needs, builds as well.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import './generate-api.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', root, '--noCheck'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
// The server runs what is in this folder, so a migration that was renamed or removed must not stay in it.
for (const file of readdirSync(`${root}/dist/migrations`)) {
  if (!existsSync(`${root}/migrations/${file.replace(/\.js(\.map)?$/u, '.ts')}`)) rmSync(`${root}/dist/migrations/${file}`);
}
mkdirSync(`${root}/dist/src/platform/http/generated`, { recursive: true });
cpSync(`${root}/src/platform/http/generated/openapi.json`, `${root}/dist/src/platform/http/generated/openapi.json`);
