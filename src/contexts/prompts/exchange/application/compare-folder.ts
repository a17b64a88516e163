import { unifiedDiff } from '#shared/unified-diff';
import { Comparison, differingTexts, type Counts } from '../domain/comparison';
import { changeLine, placeLine, placesOf } from '../domain/prompt-change';
import { ahead } from './ahead';
import { BringTags } from './bring-tags';
import type { FolderContent } from './check-folder';
import { BREAKING_REASON } from './import-folder';
import type { ProjectMirror } from './project-mirror.port';
import type { PromptFolder } from './prompt-folder.port';

export interface Difference {
  /** What an import would do, one line for each change. */
  readonly changes: readonly string[];
  /** What an import could not do. */
  readonly conflicts: readonly string[];
  /** What the project has beyond the folder; an import would keep it. */
  readonly extra: readonly string[];
  readonly counts: Readonly<Record<string, Counts>>;
  /** The texts that differ, as `diff -u` shows them with the project's as the older one; present if they were requested. */
  readonly texts?: readonly string[];
}

/** Asks the server what an import of a folder into a project would do, and changes nothing. */
export class CompareFolder {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly folder: PromptFolder,
    private readonly content: FolderContent,
  ) {}

  /** Throws NotFound if there is no project of that name. */
  async execute(project: string, { withTexts }: { readonly withTexts: boolean }): Promise<Difference> {
    await this.mirror.find(project);
    const known = await this.mirror.prompts();
    const tags = await new BringTags(this.mirror, this.content).execute({ apply: false });
    const comparison = new Comparison();
    comparison.add(
      tags.wanted.map((id) => ({ resource: 'tag', id })),
      { changes: tags.changes, conflicts: [], kept: tags.extra.map((id) => ({ resource: 'tag', id })) },
    );
    const changes = tags.changes.map((each) => changeLine('', each));
    const [conflicts, extra, texts]: [string[], string[], string[]] = [[], tags.extra.map((name) => `tag ${name}`), []];
    const compare = async ({ slug, name }: FolderContent['prompts'][number]) => {
      const prompt = await this.folder.read(name);
      const outcome = await this.mirror.put(prompt, { dryRun: true, breakingReason: BREAKING_REASON });
      const there = withTexts && known.has(slug) ? await this.mirror.read(slug) : null;
      return { slug, places: placesOf(prompt), outcome, differing: there === null ? [] : differingTexts(prompt, there) };
    };
    for await (const { slug, places, outcome, differing } of ahead(this.content.prompts, compare)) {
      comparison.add(places, outcome);
      // The changes of the tags are known already.
      changes.push(...outcome.changes.filter(({ resource }) => resource !== 'tag').map((each) => changeLine(slug, each)));
      conflicts.push(...outcome.conflicts.map((each) => `${placeLine(slug, each)}: ${each.message}`));
      extra.push(...outcome.kept.map((each) => placeLine(slug, each)));
      for (const { asset, tag, language, there, wanted } of differing) {
        const file = `${this.folder.place(slug, { asset, tag })}${language === undefined ? '' : ` ${language}`}`;
        texts.push(unifiedDiff({ name: `a/${file}`, text: there }, { name: `b/${file}`, text: wanted }));
      }
    }
    const brought = new Set(this.content.prompts.map(({ slug }) => slug));
    const others = [...known.keys()].filter((slug) => !brought.has(slug)).toSorted();
    comparison.add([], { changes: [], conflicts: [], kept: others.map((id) => ({ resource: 'prompt', id })) });
    extra.push(...others.map((slug) => `prompt ${slug}`));
    return { changes, conflicts, extra, counts: comparison.counts, ...(withTexts ? { texts } : {}) };
  }
}
