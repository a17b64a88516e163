'use strict';
// Builds dist/ when a source is newer or other than what it was built from. An installation without sources is as it is.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const stamp = join(root, 'dist', '.built-from');
const SOURCES = ['src', 'migrations', 'ops/build', 'tsconfig.json', 'tsoa.json', 'package.json'];

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((each) => each.name !== 'generated')
    .flatMap((each) => files(join(path, each.name)));
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of SOURCES.flatMap((each) => files(join(root, each))).sort())
    hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

module.exports = function buildWhenStale() {
  if (!existsSync(join(root, 'src', 'main.ts'))) return;
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('building …\n');
  const { status } = spawnSync(process.execPath, [join(root, 'ops', 'build', 'build.mjs')], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
};
