import { ReadingBudget } from '../domain/reading-budget';
import type { BatchBudget } from '../domain/batch-budget';
import type { ReadTemplate } from './read-template';
import { SharedReads } from './shared-reads';
import type { TemplateCompiler } from './template-compiler.port';
import { templatesFrom, type TemplateSources } from './template-sources';

/** Where the templates of several resolves come from that one request asks for. */
export class Templates {
  constructor(
    private readonly sources: TemplateSources,
    private readonly compiler: TemplateCompiler,
  ) {}

  /** What one of them has read the others do not read again; together they keep to the budget. */
  shared(budget: BatchBudget): ReadTemplate {
    const reads = new SharedReads();
    const sources = this.sources.seenThrough((source) => reads.of(source));
    return templatesFrom(sources, this.compiler, () => new ReadingBudget(budget));
  }
}
