import type { Actor } from '#shared/actor';
import { Forbidden } from '#shared/errors';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import type { EnvironmentRef, ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { LocatedPrompt } from '../../prompt/application/prompt-lookup';
import { NothingReleased } from '../../prompt/domain/version-errors';
import { isLatest } from '../../text/application/text-lookup';
import type { TextVersionReader } from '../../text/application/text-version-repository.port';
import type { TextVersion } from '../../text/domain/text-version';
import { TextVersionNotFound } from '../../text/domain/text-errors';
import { PROMPT_TEXT } from '../../prompt/domain/prompt-text';

export interface ChosenVersion {
  readonly version: TextVersion;
  readonly environment: EnvironmentRef | null;
}

/** Which version a caller is served (wire contract, 4.5): a tag, an environment's pointer, or the newest. */
export class VersionChoice {
  constructor(
    private readonly catalog: Pick<ProjectCatalog, 'environmentNamed'>,
    private readonly versions: TextVersionReader,
    private readonly pointers: Pick<PointerRepository, 'find'>,
  ) {}

  /**
   * An environment that does not exist is an error also beside a tag. A key of environments is served what they point at, under
   * whatever name: a tag that the environment does not point at is not there for it. Tags in the texts are their authors' choice.
   */
  async choose(
    actor: Actor,
    { project, prompt }: LocatedPrompt,
    versionTag: string,
    environmentName: string | null,
  ): Promise<ChosenVersion> {
    const { tenantId, id: promptId } = prompt.state;
    const environment = environmentName === null ? null : await this.catalog.environmentNamed(actor, project.id, environmentName);
    if (!environment && actor.scopes?.environments)
      throw new Forbidden('Your key is restricted to environments: name one', 'access.environment_required');
    const found = await this.#find(tenantId, promptId, versionTag, environment);
    const version = found && (await this.#isOpen(actor, found, environment)) ? found : null;
    if (!version && environment && isLatest(versionTag)) throw new NothingReleased(prompt.state.slug, environment.name);
    if (!version) throw new TextVersionNotFound(PROMPT_TEXT, versionTag);
    return { version, environment };
  }

  async #isOpen(actor: Actor, { state: { promptId, id } }: TextVersion, environment: EnvironmentRef | null): Promise<boolean> {
    if (!actor.scopes?.environments) return true;
    const pointer = environment && (await this.pointers.find(actor.tenantId, environment.id, promptId));
    return pointer?.state.versionId === id;
  }

  async #find(tenantId: string, promptId: string, versionTag: string, environment: EnvironmentRef | null): Promise<TextVersion | null> {
    if (!isLatest(versionTag)) return this.versions.findByTag(tenantId, promptId, versionTag);
    if (!environment) return this.versions.newestServed(tenantId, promptId);
    const pointer = await this.pointers.find(tenantId, environment.id, promptId);
    return pointer && this.versions.findById(tenantId, promptId, pointer.state.versionId);
  }
}
