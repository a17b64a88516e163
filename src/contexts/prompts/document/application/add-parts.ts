import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import { MAX_GIVEN_SLUG_LENGTH, slugOf } from '#shared/slug';
import { assetSubject } from '../../asset/application/asset-facts';
import type { AssetRepository } from '../../asset/application/asset-repository.port';
import { Asset } from '../../asset/domain/asset';
import { ASSET_AUDIT } from '../../asset/domain/asset-audit';
import type { ProjectRef } from '../../prompt/application/project-catalog.port';
import type { TagRef } from '../../prompt/application/project-tags.port';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import type { PromptRepository } from '../../prompt/application/prompt-repository.port';
import { idsOf, promptCreated } from '../../prompt/application/prompt-tags';
import { Prompt, type NewPrompt } from '../../prompt/domain/prompt';

export type AddedPrompt = Pick<NewPrompt, 'name' | 'description' | 'type'> & { readonly slug: string };

/**
 * Adds prompts and assets without a version, within the caller's unit of work. The document then adds their versions, which need not begin
 * with 1.0.0.
 */
export class AddParts {
  constructor(
    private readonly prompts: PromptRepository,
    private readonly assets: AssetRepository,
    private readonly outbox: Outbox,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async prompt(actor: Actor, project: ProjectRef, given: AddedPrompt, tags: readonly TagRef[]): Promise<Prompt> {
    const owner = { id: this.ids.next(), tenantId: actor.tenantId, projectId: project.id, ownerUserId: actor.id };
    const prompt = promptOf({ ...given, ...owner, now: this.clock.now() });
    await this.prompts.add(prompt);
    if (tags.length > 0) await this.prompts.setTags(prompt, idsOf(tags));
    this.outbox.append(promptCreated(actor, project, prompt, tags));
    return prompt;
  }

  async asset(actor: Actor, located: LocatedPrompt, given: Pick<Asset['state'], 'key' | 'name' | 'category'>): Promise<Asset> {
    const { tenantId, projectId, id: promptId } = located.prompt.state;
    const asset = Asset.create({ ...given, id: this.ids.next(), tenantId, projectId, promptId, now: this.clock.now() });
    await this.assets.add(asset);
    this.outbox.append(auditFact(assetSubject(ASSET_AUDIT.create, actor, located, asset.state.key), null, asset));
    return asset;
  }
}

/** A slug that is longer than a given one may be was made from a name, which may have changed since. */
function promptOf({ slug, ...given }: Omit<NewPrompt, 'slug'> & { readonly slug: string }): Prompt {
  const isMade = slug.length > MAX_GIVEN_SLUG_LENGTH && slugOf(slug) === slug;
  // Earlier releases made slugs without a letter or digit, and a document may come from such a release.
  if (!isMade) return Prompt.create({ ...given, slug, legacySlug: true });
  const { state } = Prompt.create({ ...given, name: slug, slug: null }).change({ name: given.name }, given.now);
  return Prompt.restore({ ...state, revision: 1 });
}
