import { groupedBy } from '#shared/grouped-by';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import type { LocaleGate } from '../../prompt/application/locale-gate';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { breakingVariables } from '../../prompt/domain/breaking-variables';
import { promptTarget } from '../../reference/application/dependents-guard';
import type { LocatedDeployment } from './deployment-lookup';
import type { ItemChange } from './item-change';
import type { ReleasedPrompts } from './released-prompts';

/** What versions of prompts would change in the environment of a deployment; a fixed number of statements for any number. */
export class PromptChanges {
  constructor(
    private readonly released: ReleasedPrompts,
    private readonly versions: VersionRepository,
    private readonly pointers: PointerRepository,
    private readonly localeGate: LocaleGate,
  ) {}

  /** By the versions' ids; what is gone is missing. */
  async of(tenantId: string, { project, environment }: LocatedDeployment, versionIds: readonly string[]): Promise<Map<string, ItemChange>> {
    if (versionIds.length === 0) return new Map();
    const wanted = await this.released.of(tenantId, project.id, versionIds);
    const promptIds = wanted.map(({ prompt }) => prompt.state.id);
    const pointers = await this.pointers.ofPrompts(tenantId, [environment.id], promptIds);
    const pointedIds = pointers.map(({ state }) => state.versionId);
    const pointed = new Map((await this.versions.ofIds(tenantId, project.id, pointedIds)).map((each) => [each.state.promptId, each]));
    const translated = await this.versions.translations(tenantId, [...new Set([...versionIds, ...pointedIds])]);
    const translations = groupedBy(translated, (each) => each.versionId);
    const moved = wanted.filter(({ prompt, version }) => pointed.get(prompt.state.id)?.state.id !== version.state.id);
    const faulty = await this.localeGate.faulty(
      tenantId,
      project,
      moved.map(({ version }) => version),
    );
    const textOf = ({ state: { id, versionTag, promptText: text } }: (typeof wanted)[number]['version']) => ({
      id,
      versionTag,
      text,
      translations: translations.get(id) ?? [],
    });
    return new Map(
      wanted.map(({ prompt, version }) => {
        const before = pointed.get(prompt.state.id);
        return [
          version.state.id,
          {
            from: before ? textOf(before) : null,
            to: textOf(version),
            languages: faulty.get(version.state.id) ?? [],
            breaking: before ? breakingVariables(before.state, version.state) : [],
            target: promptTarget({ project, prompt }, null),
          },
        ];
      }),
    );
  }
}
