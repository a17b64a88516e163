import { DomainError } from '#shared/errors';
import type { Change, Plan } from '../domain/change';
import { planPrompt } from '../domain/prompt-plan';
import type { StoredPrompt } from '../domain/stored-prompt';
import { ahead } from './ahead';
import type { ProjectMirror } from './project-mirror.port';
import type { PromptFolder } from './prompt-folder.port';

/** A prompt of the folder with what has to be done for it, or why its files cannot be read. */
export type PlannedPrompt =
  { readonly slug: string; readonly prompt: StoredPrompt; readonly plan: Plan } | { readonly slug: string; readonly fault: string };

/** Compares a folder with a project, prompt by prompt. */
export class PlanImport {
  constructor(
    private readonly mirror: ProjectMirror,
    private readonly folder: PromptFolder,
  ) {}

  /** By slug. */
  async *plans(): AsyncGenerator<PlannedPrompt, void> {
    const slugs = await this.folder.slugs();
    const there = new Set(await this.mirror.slugs());
    const tagIds = new Map((await this.mirror.tags()).map(({ id, name }) => [name, id]));
    yield* ahead(slugs, async (slug) => {
      try {
        const prompt = await this.folder.read(slug);
        return { slug, prompt, plan: planPrompt(prompt, there.has(slug) ? await this.mirror.read(slug) : null, tagIds) };
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
        return { slug, fault: error.message };
      }
    });
  }

  /** What the project has and the folder has not. */
  async onlyThere(): Promise<string[]> {
    const slugs = new Set(await this.folder.slugs());
    return (await this.mirror.slugs()).filter((each) => !slugs.has(each));
  }

  /** What has to be done for the project's tags, before the prompts. */
  async tagPlan(): Promise<Pick<Plan, 'changes' | 'extra'>> {
    const known = new Map((await this.mirror.tags()).map((each) => [each.name, each]));
    const wanted = new Map((await this.folder.tags()).map((each) => [each.name, each.description]));
    const changes: Change[] = [];
    for (const [name, description] of wanted) {
      const there = known.get(name);
      if (!there) changes.push({ action: 'create', resource: 'tag', body: { name, description } });
      else if (there.description !== description) changes.push({ action: 'update', resource: 'tag', id: there.id, body: { description } });
    }
    for (const name of await this.#namedTags())
      if (!known.has(name) && !wanted.has(name)) changes.push({ action: 'create', resource: 'tag', body: { name } });
    return { changes, extra: [...known.keys()].filter((name) => !wanted.has(name)).map((name) => `tag ${name}`) };
  }

  /** What is wrong with the folder's files, at most one fault a prompt; asks the server nothing. */
  async faults(): Promise<string[]> {
    const faults: string[] = [];
    const look = (where: string, reading: Promise<unknown>): Promise<void> =>
      reading.then(
        () => undefined,
        (error: unknown) => {
          if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
          faults.push(`${where}${error.message}`);
        },
      );
    await look('', this.folder.tags());
    for (const slug of await this.folder.slugs()) await look(`${slug}: `, this.folder.read(slug));
    return faults;
  }

  /** Tags that prompts have. */
  async #namedTags(): Promise<string[]> {
    const names = new Set<string>();
    for (const slug of await this.folder.slugs()) {
      const tags = await this.folder.read(slug).then(
        (prompt) => prompt.tags,
        () => [],
      );
      for (const name of tags) names.add(name);
    }
    return [...names].toSorted();
  }
}
