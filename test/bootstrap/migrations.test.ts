import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MIGRATIONS, migrationsIn } from '#migrations';

describe('the migrations of a folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'japm-migrations-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (file: string, ...classes: string[]): void =>
    writeFileSync(join(folder, file), classes.map((name) => `exports.${name} = class ${name} {};\n`).join(''));
  const namesIn = (): string[] => migrationsIn(folder).map(({ name }) => name);

  it('run in the order of their numbers', () => {
    write('1700000000200-second.js', 'Second1700000000200');
    write('1700000000100-first.js', 'First1700000000100');
    write('1700000001000-third-of-all.js', 'Third1700000001000');
    expect(namesIn()).toEqual(['First1700000000100', 'Second1700000000200', 'Third1700000001000']);
  });

  it('do not include what they share, source maps and declarations', () => {
    for (const file of ['engine.js', 'index.js', '1700000000100-first.js.map', '1700000000100-first.d.ts']) write(file, 'Other');
    expect(namesIn()).toEqual([]);
  });

  it.each([
    ['a short number', '170000000010-first.js', ['First170000000010'], 'is not named like'],
    ['a name without a dash', '1700000000100.js', ['First1700000000100'], 'is not named like'],
    ['a class with another number', '1700000000100-first.js', ['First1700000000200'], 'name ends with 1700000000100'],
    ['no class', '1700000000100-first.js', [], 'must export one class'],
    ['two classes', '1700000000100-first.js', ['First1700000000100', 'Second1700000000100'], 'must export one class'],
  ])('refuse a file with %s', (_what, file, classes, message) => {
    write(file, ...classes);
    expect(namesIn).toThrow(message);
  });

  it('refuse a number that two files have', () => {
    write('1700000000100-first.js', 'First1700000000100');
    write('1700000000100-second.js', 'Second1700000000100');
    expect(namesIn).toThrow('two migrations');
  });
});

it('the migrations of the product are in order, from the outbox on', () => {
  const numbers = MIGRATIONS.map(({ name }) => Number(name.slice(-13)));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(MIGRATIONS[0]?.name).toBe('Outbox1700000000000');
  expect(numbers.length).toBeGreaterThan(27);
});
