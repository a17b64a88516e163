import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import type { HistoryStart } from '../../text/application/history-start.port';
import type { BatchBudget } from '../domain/batch-budget';
import { ReadingBudget } from '../domain/reading-budget';
import { sourcesAt } from './past-sources';
import type { CompiledPrompt, ReadTemplate, ReadTemplateCommand } from './read-template';
import { SharedReads } from './shared-reads';
import type { TemplateCompiler } from './template-compiler.port';
import { seenThrough, templatesFrom, type StoredSources, type TemplateSources } from './template-sources';

/** Templates as they are, or as they stood at the time that the command asks for. */
export class Templates {
  constructor(
    private readonly present: ReadTemplate,
    private readonly sources: StoredSources,
    private readonly history: PointerHistory,
    private readonly start: HistoryStart,
    private readonly compiler: TemplateCompiler,
  ) {}

  execute({ asOf, ...command }: TemplateCommand, given?: ReadonlyMap<string, unknown>): Promise<CompiledPrompt> {
    const templates = asOf ? templatesFrom(this.#at(asOf), this.compiler) : this.present;
    return templates.execute(command, given);
  }

  /** For a batch: what one resolve has read the others do not read again; together they keep to the budget. */
  shared(budget: BatchBudget): Pick<Templates, 'execute'> {
    const reads = new SharedReads();
    const known = new Map<number | null, ReadTemplate>();
    const at = (asOf: Date | null): ReadTemplate => {
      const sources = seenThrough(asOf ? this.#at(asOf) : this.sources, (source) => reads.of(source));
      return templatesFrom(sources, this.compiler, () => new ReadingBudget(budget));
    };
    return {
      execute: ({ asOf = null, ...command }, given) => {
        const key = asOf?.getTime() ?? null;
        const templates = known.get(key) ?? at(asOf);
        known.set(key, templates);
        return templates.execute(command, given);
      },
    };
  }

  #at(time: Date): TemplateSources {
    return sourcesAt(this.sources, this.history, this.start, time);
  }
}

export interface TemplateCommand extends ReadTemplateCommand {
  /** The time as of which everything is read; null: as it is now. It is not in the future. */
  readonly asOf?: Date | null;
}
