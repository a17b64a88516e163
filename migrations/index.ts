import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationInterface } from 'typeorm';

type Migration = new () => MigrationInterface;

/** `1700000000800-tags-models.ts`, or `.js` when it is compiled. */
const NAME = /^(\d{13})-[a-z0-9-]+\.[jt]s$/u;

/**
 * The migrations of a folder in the order of their numbers. Each file exports one class whose name ends with the number of the file.
 * Files whose names do not begin with a digit hold what migrations share. Throws for a file that breaks these rules, and for a number
 * that two files have.
 */
export function migrationsIn(folder: string): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => /^\d.*(?<!\.d)\.[jt]s$/u.test(file));
  const migrations = files.toSorted().map((file) => migrationIn(folder, file));
  const numbers = files.map((file) => file.slice(0, 13));
  const twice = numbers.find((number, at) => numbers.indexOf(number) !== at);
  if (twice !== undefined) throw new Error(`two migrations in ${folder} have the number ${twice}`);
  return migrations;
}

function migrationIn(folder: string, file: string): Migration {
  const number = NAME.exec(file)?.[1];
  if (number === undefined) throw new Error(`migrations/${file} is not named like 1700000000800-tags-models.ts`);
  const [migration, ...others] = Object.values(require(join(folder, file)) as Record<string, Migration>);
  if (!migration?.name.endsWith(number) || others.length > 0)
    throw new Error(`migrations/${file} must export one class whose name ends with ${number}`);
  return migration;
}

/** All migrations: the files of this folder. The same ones run on every engine. */
export const MIGRATIONS = migrationsIn(__dirname);
