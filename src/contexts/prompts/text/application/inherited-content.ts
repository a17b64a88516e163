import { asReferredTo } from '#shared/errors';
import { isVersionTag } from '#shared/semver';
import { sameLanguage } from '../../template/domain/language';
import type { NewVariable } from '../../template/domain/variable';
import { inheritedTag } from '../domain/followed-tag';
import { TextVersionNotFound } from '../domain/text-errors';
import type { NewTextTranslation } from '../domain/text-translation';
import { isLatest } from './text-lookup';
import type { TextParent } from './text-parent';
import type { TextTranslationRepository } from './text-translation-repository.port';
import type { TextVersionRepository } from './text-version-repository.port';

/** The content that a new version takes over from an earlier one. */
export class InheritedContent {
  constructor(
    private readonly versions: TextVersionRepository,
    private readonly repository: TextTranslationRepository,
  ) {}

  /** Clients that do not know declarations neither drop defaults nor make optional variables required by sending none. */
  async variables({ kind, project, tenantId, id: parentId }: TextParent, tag: string): Promise<readonly NewVariable[]> {
    if (!kind.hasContract || !isVersionTag(tag)) return [];
    const active = await this.versions.activeTags(tenantId, [parentId]);
    const all = await this.versions.tagsOf(tenantId, project.id, [parentId]);
    const from = inheritedTag(tag, active.map(tagOf), all.map(tagOf));
    const version = from === undefined ? null : await this.versions.findByTag(tenantId, parentId, from);
    return version?.state.variablesDeclared ? version.state.variables : [];
  }

  /**
   * Returns the translations of the version with this tag (or `latest`) in languages other than the given ones. They keep the hashes of
   * their source texts, so that they are stale if the new text differs. Throws TextVersionNotFound.
   */
  async translations(
    { kind, tenantId, id: parentId }: TextParent,
    from: string,
    given: readonly NewTextTranslation[],
  ): Promise<NewTextTranslation[]> {
    const earlier = isLatest(from)
      ? await this.versions.newest(tenantId, parentId)
      : await this.versions.findByTag(tenantId, parentId, from);
    if (!earlier) throw asReferredTo(new TextVersionNotFound(kind, from));
    const translations = await this.repository.ofVersions(tenantId, [earlier.state.id]);
    return translations
      .filter(({ state }) => !given.some(({ languageCode }) => sameLanguage(languageCode.trim(), state.languageCode)))
      .map(({ state: { languageCode, text, sourceHash } }) => ({ languageCode, text, sourceHash }));
  }
}

const tagOf = ({ versionTag }: { readonly versionTag: string }): string => versionTag;
