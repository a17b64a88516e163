'use strict';
// Makes the secrets of `docker compose up`, once: those of the product in /keys and MySQL's passwords in /database-secret, which the
// server reads as a user of its own. What is there already stays. Each role gets a copy of what it needs in a volume of its own
// (/role-keys/ROLE, which it sees as /keys), readable by it alone. Another folder than / may be given as the first argument.
const { randomBytes } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { writeMissingKeys } = require('../../dist/src/platform/config/key-files.js');
const { neededKeys } = require('../../dist/src/platform/config/needed-keys.js');

const [root = '/'] = process.argv.slice(2);
const [keys, roleKeys, databaseSecret] = ['keys', 'role-keys', 'database-secret'].map((each) => join(root, each));

function keep(file, value, mode) {
  if (!existsSync(file)) writeFileSync(file, value, { mode, flag: 'wx' });
  return readFileSync(file, 'utf8');
}

const paths = writeMissingKeys(keys);
mkdirSync(databaseSecret, { recursive: true });
keep(join(databaseSecret, 'root-password'), randomBytes(24).toString('hex'), 0o444);
const password = keep(join(databaseSecret, 'password'), randomBytes(24).toString('hex'), 0o444);
const databaseUrl = join(keys, 'database.url');
keep(databaseUrl, `mysql://japm:${password}@mysql:3306/japm`, 0o600);

for (const role of ['api', 'relay', 'worker']) {
  const folder = join(roleKeys, role);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const needed = neededKeys({ roles: role }).map((name) => paths[name]);
  for (const path of [databaseUrl, ...needed]) {
    writeFileSync(join(folder, basename(path)), readFileSync(path), { mode: 0o600 });
  }
}
process.stdout.write('secrets are in place\n');
