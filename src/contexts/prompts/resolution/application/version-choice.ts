import type { Actor } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import type { EnvironmentRef, ProjectCatalogue } from '../../prompt/application/project-catalogue.port';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import { isLatest } from '../../prompt/application/read-versions';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { Version } from '../../prompt/domain/version';
import { VersionNotFound } from '../../prompt/domain/version-errors';

export interface ChosenVersion {
  readonly version: Version;
  readonly environment: EnvironmentRef | null;
}

/** Which version a caller is served (wire contract, 4.5): a tag, an environment's pointer, or the newest. */
export class VersionChoice {
  constructor(
    private readonly catalogue: ProjectCatalogue,
    private readonly versions: VersionRepository,
    private readonly pointers: PointerRepository,
  ) {}

  /** An environment that does not exist is an error also beside a tag. */
  async choose(
    actor: Actor,
    { project, prompt }: LocatedPrompt,
    versionTag: string,
    environmentName: string | null,
  ): Promise<ChosenVersion> {
    const { tenantId, id: promptId } = prompt.state;
    const environment = environmentName === null ? null : await this.catalogue.environmentNamed(actor, project.id, environmentName);
    if (!environment && actor.scopes?.environments)
      throw new Forbidden('Your key serves environments only: name one', 'access.environment_required');
    const version = await this.#find(tenantId, promptId, versionTag, environment);
    if (!version) throw new VersionNotFound(environment ? `${versionTag} in ${environment.name}` : versionTag);
    return { version, environment };
  }

  async #find(tenantId: string, promptId: string, versionTag: string, environment: EnvironmentRef | null): Promise<Version | null> {
    if (!isLatest(versionTag)) return this.versions.findByTag(tenantId, promptId, versionTag);
    if (!environment) return this.versions.newestServed(tenantId, promptId);
    const pointer = await this.pointers.find(tenantId, environment.id, promptId);
    return pointer && this.versions.findById(tenantId, promptId, pointer.state.versionId);
  }
}
