import { groupedBy } from '#shared/grouped-by';
import type { PointerRepository } from '../../pointer/application/pointer-repository.port';
import type { LocaleGate } from '../../prompt/application/locale-gate';
import type { VersionActivation } from '../../prompt/application/version-activation';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import { breakingVariables } from '../../prompt/domain/breaking-variables';
import { LanguagesNotCurrent } from '../../prompt/domain/locale-status';
import type { Version } from '../../prompt/domain/version';
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
    private readonly activation: VersionActivation,
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
    const moved = wanted.map(({ version }) => version).filter(({ state }) => pointed.get(state.promptId)?.state.id !== state.id);
    const refused = await this.activation.refusals(tenantId, moved);
    const faulty = await this.localeGate.faulty(tenantId, project, moved);
    const textOf = ({ state: { id, versionTag, promptText: text, literals } }: Version) => ({
      id,
      versionTag,
      text,
      literals,
      translations: translations.get(id) ?? [],
    });
    return new Map(
      wanted.map(({ prompt, version }) => {
        const before = pointed.get(prompt.state.id);
        const { id, versionTag } = version.state;
        const languages = faulty.get(id) ?? [];
        const fault = refused.get(id) ?? (languages.length > 0 ? new LanguagesNotCurrent(versionTag, languages) : null);
        return [
          id,
          {
            from: before ? textOf(before) : null,
            to: textOf(version),
            fault: fault?.message ?? null,
            languages,
            breaking: before ? breakingVariables(before.contract(), version.contract()) : [],
            target: promptTarget({ project, prompt }, null),
          },
        ];
      }),
    );
  }
}
