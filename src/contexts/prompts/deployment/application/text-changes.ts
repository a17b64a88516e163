import { groupedBy } from '#shared/grouped-by';
import type { TextPointerRepository } from '../../pointer/application/pointer-repository.port';
import { breakingVariables } from '../../prompt/domain/breaking-variables';
import { targetOf } from '../../reference/application/dependents-guard';
import type { LanguageGate } from '../../text/application/language-gate';
import type { TextActivation } from '../../text/application/text-activation';
import type { TextTranslationRepository } from '../../text/application/text-translation-repository.port';
import type { TextVersionRepository } from '../../text/application/text-version-repository.port';
import { LanguagesNotCurrent } from '../../text/domain/language-status';
import type { TextVersion } from '../../text/domain/text-version';
import type { LocatedDeployment } from './deployment-lookup';
import type { ItemChange, VersionText } from './item-change';
import type { ReleasedTexts } from './released-texts';

/** Computes what versions of one kind would change in the environment of a deployment, in a fixed number of statements. */
abstract class TextChanges {
  constructor(
    private readonly released: ReleasedTexts,
    private readonly versions: TextVersionRepository,
    private readonly translations: TextTranslationRepository,
    private readonly pointers: TextPointerRepository,
    private readonly activation: TextActivation,
    private readonly languageGate: LanguageGate,
  ) {}

  /** The changes by the ids of the versions, without versions that are gone. */
  async of(tenantId: string, { project, environment }: LocatedDeployment, versionIds: readonly string[]): Promise<Map<string, ItemChange>> {
    if (versionIds.length === 0) return new Map();
    const wanted = await this.released.of(tenantId, project, versionIds);
    const parentIds = wanted.map(({ parent }) => parent.id);
    const pointers = await this.pointers.inEnvironments(tenantId, [environment.id], parentIds);
    const pointedIds = pointers.map(({ state }) => state.versionId);
    const pointed = new Map((await this.versions.ofIds(tenantId, project.id, pointedIds)).map((each) => [each.state.parentId, each]));
    const translated = await this.translations.ofVersions(tenantId, [...new Set([...versionIds, ...pointedIds])]);
    const translations = groupedBy(translated, ({ state }) => state.versionId);
    const moved = wanted.map(({ version }) => version).filter(({ state }) => pointed.get(state.parentId)?.state.id !== state.id);
    const refused = await this.activation.refusals(tenantId, moved);
    const faulty = await this.languageGate.faulty(tenantId, project, moved);
    const textOf = ({ state: { id, versionTag, text, literals } }: TextVersion): VersionText => ({
      id,
      versionTag,
      text,
      literals,
      translations: (translations.get(id) ?? []).map(({ state }) => state),
    });
    return new Map(
      wanted.map(({ parent, version }) => {
        const before = pointed.get(parent.id);
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
            target: targetOf(parent, null),
          },
        ];
      }),
    );
  }
}

export class PromptChanges extends TextChanges {}
export class AssetChanges extends TextChanges {}
