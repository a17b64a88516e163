import type { Actor } from '#shared/actor';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import { ReleaseRules } from '../domain/release-rules';
import type { ReleaseRulesRepository } from './release-rules-repository.port';

export class ReadReleaseRules {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly rules: ReleaseRulesRepository,
  ) {}

  async one(actor: Actor, projectSlug: string, environmentId: string): Promise<ReleaseRules> {
    const project = await this.catalog.project(actor, projectSlug, 'release-rules:read');
    const environment = await this.catalog.environment(actor, project.id, environmentId);
    return (await this.rules.find(actor.tenantId, environment.id)) ?? ReleaseRules.off(actor.tenantId, project.id, environment.id);
  }
}
