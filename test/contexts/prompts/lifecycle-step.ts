import type { AsyncCommand } from 'fast-check';
import type { PromptsOnSqlite } from './prompts-on-sqlite';

/** The error's kind when a step is refused. */
export type Refusal = 'conflict' | 'not_found' | false;

/** The real thing that a model stands for. */
interface Real {
  readonly at: PromptsOnSqlite;
  shown(): Promise<unknown>;
}

/** One step of a lifecycle: what the model does, or why it must not. After it both show the same. */
export abstract class LifecycleStep<M extends object, R extends Real> implements AsyncCommand<M, R> {
  constructor(
    private readonly said: string,
    private readonly act: (real: R) => Promise<unknown>,
    private readonly refused: (model: Readonly<M>) => Refusal,
    private readonly change: (model: M) => void,
  ) {}

  protected abstract shownBy(model: Readonly<M>): unknown;

  check(): boolean {
    return true;
  }

  async run(model: M, real: R): Promise<void> {
    real.at.clock.advance(1000);
    const kind = this.refused(model);
    if (kind) await expect(this.act(real)).rejects.toMatchObject({ kind });
    else {
      await this.act(real);
      this.change(model);
    }
    expect(await real.shown()).toEqual(this.shownBy(model));
  }

  toString(): string {
    return this.said;
  }
}
