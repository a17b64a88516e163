import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from '../chain/api';
import { ADMIN, freshDataDir, JapmProcess } from '../faults/japm-process';
import { benchDatabases } from './databases';
import { perSecond, printTable, type Row } from './table';

/** `japm import` of a real file into a fresh server, from the start of the command to its end, and once more. */
export async function benchImport(): Promise<void> {
  const file = process.env.PROMPTS_CSV ?? join(__dirname, '../../../shared/data/prompts.csv');
  if (!existsSync(file)) {
    process.stdout.write(`import: skipped, there is no ${file}; PROMPTS_CSV names another file\n`);
    return;
  }
  const rows: Row[] = [];
  for (const { name, url, drop } of await benchDatabases()) {
    const dataDir = freshDataDir();
    const server = await JapmProcess.server(dataDir, { JAPM_DATABASE_URL: url, JAPM_LOG_LEVEL: 'warn' }).up();
    const api = await Api.login(server.url, ADMIN.email, ADMIN.password);
    for (const what of ['first import', 'again, nothing to do']) {
      const started = performance.now();
      const command = JapmProcess.command(['import', file, '--project', 'Bench'], { JAPM_URL: api.url, JAPM_TOKEN: api.token });
      const { code } = await command.exited;
      if (code !== 0) throw new Error(command.errors);
      const ms = performance.now() - started;
      const counts = (/([\d,]+) created, [\d,]+ updated, ([\d,]+) unchanged/u.exec(command.output) ?? [])
        .slice(1)
        .map((each) => Number(each.replaceAll(',', '')));
      const count = counts.reduce((sum, each) => sum + each, 0);
      rows.push({ what: `${name}, ${what}`, result: `${count} prompts in ${(ms / 1000).toFixed(1)} s, ${perSecond(count, ms)}` });
    }
    await server.end();
    await drop();
    await rm(dataDir, { recursive: true, force: true });
  }
  printTable('Import over HTTP (4 rows at once)', rows);
}
