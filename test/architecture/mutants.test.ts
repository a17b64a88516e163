import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTANTS } from '../mutants/mutants';

/** `npm run test:mutants` takes minutes and runs by itself, so that code which moves would leave its mistakes behind unnoticed. */
describe('the mistakes that test:mutants plants', () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))('find their place once: %s', (_name, { file, find }) => {
    const source = readFileSync(join(__dirname, '../..', file), 'utf8');
    expect(source.split(find).length - 1).toBe(1);
  });
});
