import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadOrder, LoadResult } from './load';

const typescript = (file: string): string[] => ['--conditions=japm-source', '--import', 'tsx', join(__dirname, file)];
/** USER_HZ of Linux. */
const TICK_MS = 10;

/** CPU time of a process so far in ms, of all its threads; NaN where there is no /proc. */
function cpuMs(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return NaN;
  }
}

export async function bareExpress(bytes: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [...typescript('bare-express.ts'), bytes], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, url: `http://127.0.0.1:${port.toString().trim()}/resolve` };
}

export interface Measured extends LoadResult {
  /** CPU time of the server per request. */
  readonly cpuMs: number;
}

/** Runs the load from another process, first to warm up. */
export async function measure(pid: number, order: LoadOrder): Promise<Measured> {
  await run({ ...order, ms: order.ms * 2 });
  const before = cpuMs(pid);
  const result = await run(order);
  return { ...result, cpuMs: (cpuMs(pid) - before) / result.requests };
}

async function run(order: LoadOrder): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [...typescript('load.ts'), JSON.stringify(order)]);
  return JSON.parse(stdout) as LoadResult;
}
