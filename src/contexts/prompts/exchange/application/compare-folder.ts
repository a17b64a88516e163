import { unifiedDiff } from '#shared/unified-diff';
import { changeLine } from '../domain/change';
import { comparedPrompt, countsOf, type Compared, type ComparedKind, type Counts } from '../domain/comparison';
import type { PlanImport } from './plan-import';
import type { PromptFolder } from './prompt-folder.port';
import type { ProjectMirror } from './project-mirror.port';

export interface Difference {
  /** What an import would do, one line a change. */
  readonly changes: readonly string[];
  /** What it could not do. */
  readonly conflicts: readonly string[];
  /** What the project has beyond the folder, and would keep. */
  readonly extra: readonly string[];
  readonly counts: Partial<Record<ComparedKind, Counts>>;
  /** Of the texts that differ, as `diff -u` shows them; the project's is the older one. Where they were asked for. */
  readonly texts?: readonly string[];
}

/** What an import of a folder into a project would do; does nothing. */
export class CompareFolder {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly folder: PromptFolder,
    private readonly plan: PlanImport,
  ) {}

  /** Throws NotFound when there is no project of that name. */
  async execute(project: string, { withTexts }: { readonly withTexts: boolean }): Promise<Difference> {
    await this.mirror.find(project);
    const tags = await this.plan.tagPlan();
    const changes = tags.changes.map(changeLine);
    const [conflicts, extra, texts]: [string[], string[], string[]] = [[], tags.extra.map((name) => `tag ${name}`), []];
    const compared: Compared[] = [...tags.compared];
    for await (const { slug, prompt, there, plan } of this.plan.plans()) {
      changes.push(...plan.changes.map(changeLine));
      conflicts.push(...plan.conflicts);
      extra.push(...plan.extra);
      const found = comparedPrompt(prompt, there);
      if (withTexts) texts.push(...found.flatMap((each) => this.#textOf(slug, each)));
      // Texts are not kept: a project may have many.
      compared.push(...found.map(({ kind, standing }) => ({ kind, standing })));
    }
    for (const slug of await this.plan.onlyThere()) {
      extra.push(`prompt ${slug}`);
      compared.push({ kind: 'prompts', standing: 'only in the project' });
    }
    return { changes, conflicts, extra, counts: countsOf(compared), ...(withTexts ? { texts } : {}) };
  }

  #textOf(slug: string, { asset, tag, language, texts }: Compared): string[] {
    if (!texts) return [];
    const name = `${this.folder.place(slug, { asset, tag })}${language === undefined ? '' : ` ${language}`}`;
    return [unifiedDiff({ name: `a/${name}`, text: texts.there }, { name: `b/${name}`, text: texts.wanted })];
  }
}
