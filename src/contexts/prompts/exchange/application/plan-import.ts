import type { Change, Plan } from '../domain/change';
import { comparedTags, type Compared } from '../domain/comparison';
import { planPrompt } from '../domain/prompt-plan';
import type { StoredPrompt } from '../domain/stored-prompt';
import { ahead } from './ahead';
import type { FolderContent } from './check-folder';
import type { ProjectMirror } from './project-mirror.port';
import type { PromptFolder } from './prompt-folder.port';

/** A prompt of the folder with what has to be done for it. */
export interface PlannedPrompt {
  readonly slug: string;
  readonly prompt: StoredPrompt;
  readonly there: StoredPrompt | null;
  readonly plan: Plan;
}

export interface TagPlan {
  readonly changes: readonly Change[];
  /** Names of those that only the project has. */
  readonly extra: readonly string[];
  readonly compared: readonly Compared[];
}

/** Compares a folder, which was checked before, with a project, prompt by prompt. */
export class PlanImport {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly folder: PromptFolder,
    private readonly content: FolderContent,
  ) {}

  /** By slug. */
  async *plans(): AsyncGenerator<PlannedPrompt, void> {
    const known = new Set(await this.mirror.slugs());
    const tagIds = new Map((await this.mirror.tags()).map(({ id, name }) => [name, id]));
    yield* ahead(this.content.prompts, async ({ slug, name }) => {
      const prompt = await this.folder.read(name);
      const there = known.has(slug) ? await this.mirror.read(slug) : null;
      return { slug, prompt, there, plan: planPrompt(prompt, there, tagIds) };
    });
  }

  /** Prompts that the project has and the folder has not. */
  async onlyThere(): Promise<string[]> {
    const slugs = new Set(this.content.prompts.map(({ slug }) => slug));
    return (await this.mirror.slugs()).filter((each) => !slugs.has(each));
  }

  /** What has to be done for the project's tags, before the prompts. */
  async tagPlan(): Promise<TagPlan> {
    const known = new Map((await this.mirror.tags()).map((each) => [each.name, each]));
    const said = this.content.tags;
    const names = new Set(said.map((each) => each.name));
    const more = this.content.usedTags.filter((name) => !names.has(name));
    const changes: Change[] = [];
    for (const { name, description } of said) {
      const there = known.get(name);
      if (!there) changes.push({ action: 'create', resource: 'tag', body: { name, description } });
      else if (there.description !== description)
        changes.push({ action: 'update', resource: 'tag', id: there.id, body: { name, description } });
    }
    for (const name of more) if (!known.has(name)) changes.push({ action: 'create', resource: 'tag', body: { name } });
    const wanted = [...said, ...more.map((name) => ({ name, description: known.get(name)?.description ?? null }))];
    const kept = new Set(wanted.map((each) => each.name));
    const extra = [...known.keys()].filter((name) => !kept.has(name));
    return { changes, extra, compared: comparedTags(wanted, [...known.values()]) };
  }
}
