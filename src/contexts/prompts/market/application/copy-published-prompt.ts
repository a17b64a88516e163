import type { AccessPolicy } from '#shared/access-policy.port';
import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { DomainError, referredTo } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { PutDocument } from '../../document/application/put-document';
import type { PromptCopies } from '../../marketplace/application/prompt-copies.port';
import type { PromptCopy } from '../../marketplace/domain/prompt-copy';
import type { ProjectCatalog, ProjectRef } from '../../prompt/application/project-catalog.port';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import { Prompt, PromptNotFound, PromptTaken } from '../../prompt/domain/prompt';
import { COPY_AUDIT } from '../domain/copy-audit';
import { CopyRefersElsewhere } from '../domain/copy-errors';
import { copiedDocument } from './copied-document';
import type { PublishedSource, PublishedVersion, SourceAddress } from './published-source';

export interface CopyPublishedPromptCommand {
  readonly actor: Actor;
  /** The slug of the project that gets the copy. */
  readonly project: string;
  readonly source: SourceAddress;
  /** Null: the slug of the name if one is given, otherwise the slug of the source. */
  readonly slug: string | null;
  /** Null: the name of the source. */
  readonly name: string | null;
}

export interface CopiedPrompt {
  readonly prompt: Prompt;
  readonly copy: PromptCopy;
  readonly warnings: readonly string[];
}

/**
 * Copies a published version into a project as a new prompt, with the assets that it shows, in one transaction. The document of the copy
 * is brought by the use cases of its parts: the caller needs their permissions in the project that gets it, and none in the source's.
 */
export class CopyPublishedPrompt {
  constructor(
    private readonly policy: AccessPolicy,
    private readonly catalog: ProjectCatalog,
    private readonly sources: PublishedSource,
    private readonly prompts: PromptRepository,
    private readonly putDocument: PutDocument,
    private readonly copies: PromptCopies,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, source: address, ...wanted }: CopyPublishedPromptCommand): Promise<CopiedPrompt> {
    return this.unitOfWork.run(async () => {
      const target = await this.catalog.project(actor, slug, 'prompt:write');
      this.policy.require(actor, 'marketplace:read');
      const source = await referredTo(this.sources.require(actor.tenantId, address));
      const named = this.#named(actor, target, source, wanted);
      if (await this.prompts.find(actor.tenantId, target.id, named.slug)) throw new PromptTaken(named.slug);
      const { document, projects } = await copiedDocument(source, target.slug, named.name);
      await this.#requireReadable(actor, projects);
      const { prompt, warnings } = await this.putDocument.execute({
        actor,
        project: slug,
        prompt: named.slug,
        document,
        breakingReason: null,
        // Another request may add it meanwhile.
        expectedRevision: { match: null, noneMatch: 'any' },
        dryRun: false,
      });
      if (!prompt) throw new PromptNotFound(named.slug);
      const copy = this.#copyOf(actor, target, source, prompt);
      await this.copies.add(copy);
      this.#record(actor, target, source, prompt, copy);
      return { prompt, copy, warnings };
    });
  }

  /** The slug and name of the copy. Throws Invalid. */
  #named(
    { tenantId, id: ownerUserId }: Actor,
    target: ProjectRef,
    { prompt }: PublishedVersion,
    wanted: Pick<CopyPublishedPromptCommand, 'slug' | 'name'>,
  ) {
    const { slug: own, name, description, type } = prompt.state;
    const isOwn = wanted.slug === null && wanted.name === null;
    const given = { name: wanted.name ?? name, slug: isOwn ? own : wanted.slug, legacySlug: isOwn };
    const owner = { id: this.ids.next(), tenantId, projectId: target.id, ownerUserId, now: this.clock.now() };
    return Prompt.create({ ...given, ...owner, description, type }).state;
  }

  /** A copy that its own author could not resolve is refused; nobody gains a text by it that their own permissions do not show. */
  async #requireReadable(actor: Actor, projects: ReadonlySet<string>): Promise<void> {
    const closed: string[] = [];
    for (const each of projects) {
      try {
        await this.catalog.project(actor, each, 'prompt:read');
      } catch (error) {
        if (!(error instanceof DomainError) || (error.kind !== 'not_found' && error.kind !== 'forbidden')) throw error;
        closed.push(each);
      }
    }
    if (closed.length > 0) throw new CopyRefersElsewhere(closed);
  }

  #copyOf(actor: Actor, target: ProjectRef, { project, prompt: origin, version }: PublishedVersion, prompt: Prompt): PromptCopy {
    return {
      id: this.ids.next(),
      tenantId: actor.tenantId,
      projectId: target.id,
      promptId: prompt.state.id,
      sourceProject: project.slug,
      sourcePrompt: origin.state.slug,
      sourceVersionTag: version.state.versionTag,
      sourceVersionId: version.state.id,
      contentHash: version.state.contentHash,
      copiedBy: actor.id,
      copiedAt: this.clock.now(),
    };
  }

  /** One event on each end. The source's names no project of the copy, which may be closed to its readers; the id joins them. */
  #record(actor: Actor, target: ProjectRef, source: PublishedVersion, prompt: Prompt, copy: PromptCopy): void {
    const { sourceProject, sourcePrompt, sourceVersionTag, contentHash } = copy;
    const copied = { rule: COPY_AUDIT.copied, actor, project: sourceProject, path: [sourcePrompt, sourceVersionTag] };
    const made = { rule: COPY_AUDIT.copy, actor, project: target.slug, path: [prompt.state.slug] };
    const details = { copyId: copy.id, contentHash };
    this.outbox.append(auditFact({ ...made, details: { ...details, sourceProject, sourcePrompt, sourceVersionTag } }, null, prompt));
    this.outbox.append(auditFact({ ...copied, details }, null, source.version));
  }
}
