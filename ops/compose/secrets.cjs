'use strict';
// Makes the secrets of `docker compose up`, once: those of the product in /keys (readable by it alone) and MySQL's passwords
// in /database-secret, which the server reads as a user of its own. What is there already stays.
const { randomBytes } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { writeMissingKeys } = require('../../dist/src/platform/config/keys.js');

const [keys, databaseSecret] = ['/keys', '/database-secret'];

function keep(file, value, mode) {
  if (!existsSync(file)) writeFileSync(file, value, { mode, flag: 'wx' });
  return readFileSync(file, 'utf8');
}

writeMissingKeys(keys);
keep(join(databaseSecret, 'root-password'), randomBytes(24).toString('hex'), 0o444);
const password = keep(join(databaseSecret, 'password'), randomBytes(24).toString('hex'), 0o444);
keep(join(keys, 'database.url'), `mysql://japm:${password}@mysql:3306/japm`, 0o600);
process.stdout.write('secrets are in place\n');
