import { CatalogUsage } from '#contexts/catalog/index';
import type { PromptCatalogLinks } from '../../../prompt/application/prompt-catalog-links.port';
import type { ReleaseRulesRepository } from '../../../release-rules/application/release-rules-repository.port';
import type { DeploymentRepository } from '../../../deployment/application/deployment-repository.port';

/** Prompts and deployments block the deletion of their project, and deployments that of their environment. Pointers are deleted with their environment. */
export class PromptsCatalogUsage extends CatalogUsage {
  constructor(
    private readonly links: PromptCatalogLinks,
    private readonly deployments: DeploymentRepository,
    private readonly rules: ReleaseRulesRepository,
  ) {
    super();
  }

  async ofProject(tenantId: string, projectId: string): Promise<readonly string[]> {
    const prompts = await this.links.count(tenantId, { projectId });
    return [...counted(prompts, 'prompt'), ...counted(await this.deployments.count(tenantId, { projectId }), 'deployment')];
  }

  async ofOwner(tenantId: string, ownerUserId: string): Promise<readonly string[]> {
    return counted(await this.links.count(tenantId, { ownerUserId }), 'prompt');
  }

  async ofEnvironment(tenantId: string, environmentId: string): Promise<readonly string[]> {
    const followers = await this.rules.followers(tenantId, environmentId);
    return [
      ...counted(await this.deployments.count(tenantId, { environmentId }), 'deployment'),
      ...(followers > 0 ? ['the rules of another environment'] : []),
    ];
  }
}

const counted = (count: number, what: string): string[] => (count === 0 ? [] : [count === 1 ? `1 ${what}` : `${count} ${what}s`]);
