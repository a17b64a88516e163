import { CatalogReferences, type HeldRules } from '#contexts/catalog/index';
import { heldRows } from '#platform/persistence/held-rows';
import type { PersistenceSession } from '#platform/persistence/persistence-session';
import type { Counts } from '#shared/audit';
import type { Clock } from '#shared/clock.port';
import type { PromptCatalogLinks } from '../../../prompt/application/prompt-catalog-links.port';
import type { PointerHistory } from '../../../pointer-history/application/pointer-history.port';
import type { ReleaseRulesRepository } from '../../../release-rules/application/release-rules-repository.port';

const OF_ENVIRONMENT = {
  pointers: 'prompts_pointer WHERE tenant_id = ? AND environment_id = ?',
  assetPointers: 'prompts_asset_pointer WHERE tenant_id = ? AND environment_id = ?',
  releaseRules: 'prompts_release_rules WHERE tenant_id = ? AND environment_id = ?',
};
const OF_PROJECT = {
  releaseRules: 'prompts_release_rules WHERE tenant_id = ? AND project_id = ?',
  backups: 'prompts_backup WHERE tenant_id = ? AND project_id = ?',
  retainedTexts: 'prompts_retained_text WHERE tenant_id = ? AND project_id = ?',
};

/** Removes deleted tags from prompts and deleted AI models from versions. */
export class PromptsCatalogReferences extends CatalogReferences {
  constructor(
    private readonly session: PersistenceSession,
    private readonly links: PromptCatalogLinks,
    private readonly history: PointerHistory,
    private readonly clock: Clock,
    private readonly rules: ReleaseRulesRepository,
  ) {
    super();
  }

  /** Makes a move, as every change of the rules does, so that such a change comes before or after. */
  async holdRules(tenantId: string, projectId: string, environmentId: string): Promise<HeldRules> {
    await this.history.advance({ tenantId, projectId, environmentId }, this.clock.now());
    const rules = await this.rules.find(tenantId, environmentId);
    if (!rules?.areOn()) return 'off';
    return rules.state.changesNeedApproval ? 'approved' : 'on';
  }

  /** Makes a last move, so that no concurrent move comes in between. */
  async leaveEnvironment(tenantId: string, projectId: string, environmentId: string): Promise<Counts> {
    const move = await this.history.advance({ tenantId, projectId, environmentId }, this.clock.now());
    await this.history.endAll(tenantId, environmentId, move);
    return heldRows(this.session.writer, OF_ENVIRONMENT, [tenantId, environmentId]);
  }

  leaveProject(tenantId: string, projectId: string): Promise<Counts> {
    return heldRows(this.session.writer, OF_PROJECT, [tenantId, projectId]);
  }

  dropTag(tenantId: string, tagId: string): Promise<number> {
    return this.links.dropTag(tenantId, tagId);
  }

  dropAiModel(tenantId: string, aiModelId: string): Promise<number> {
    return this.links.dropAiModel(tenantId, aiModelId);
  }
}
