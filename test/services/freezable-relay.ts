import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '../eventually';
import type { Point } from './freezing-relay';

/** A relay in a process of its own that can be frozen. */
export class FreezableRelay {
  readonly #child: ChildProcess;
  #said = '';

  constructor(url: string, point: Point, leaseMs: number) {
    const program = ['--conditions=japm-source', '--import', 'tsx', join(__dirname, 'freezing-relay-process.ts')];
    this.#child = spawn(process.execPath, [...program, url, point, String(leaseMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#said += text));
  }

  async says(word: string): Promise<void> {
    await eventually(() => {
      expect(this.#said.split('\n')).toContain(word);
    }, 30_000);
  }

  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  wake(): void {
    this.#child.kill('SIGCONT');
    this.#child.stdin?.write('go on\n');
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
