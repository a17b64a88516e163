import type { Actor } from '#shared/actor';
import { groupedBy } from '#shared/grouped-by';
import type { ListQuery } from '#shared/list';
import { mapPage, type Page } from '#shared/page';
import type { TranslatedVersion } from '../domain/new-text-version';
import { TextVersionNotFound } from '../domain/text-errors';
import type { TextTranslation } from '../domain/text-translation';
import type { TextVersion } from '../domain/text-version';
import type { TextLookup } from './text-lookup';
import type { TextAddress, VersionAddress } from './text-parent';
import type { TextPointers } from './text-pointers.port';
import type { TextTranslationRepository } from './text-translation-repository.port';
import type { TextVersionRepository } from './text-version-repository.port';

/** A version with what its kind shows beside it. The other list is empty. */
export interface ShownVersion extends TranslatedVersion {
  /** Sorted by language code. */
  readonly translations: readonly TextTranslation[];
  /** Whether at least one environment points at it. */
  readonly isActive: boolean;
}

/** Reads a version by tag or `latest`, or all versions of a prompt or an asset. */
export class ReadTextVersions {
  constructor(
    private readonly lookup: TextLookup,
    private readonly versions: TextVersionRepository,
    private readonly translations: TextTranslationRepository,
    private readonly pointers: TextPointers,
  ) {}

  async list(actor: Actor, address: TextAddress, query: ListQuery): Promise<Page<ShownVersion>> {
    const parent = await this.lookup.parent(actor, this.#kind.permissions.read, address);
    const page = await this.versions.page(actor.tenantId, parent.id, query);
    const shown = await this.#shown(actor.tenantId, parent.id, page.items, (ids) => this.translations.ofVersions(actor.tenantId, ids));
    return mapPage(page, shown);
  }

  /** Throws NotFound, also when the version has no text in the given language. */
  async one(actor: Actor, address: VersionAddress, languageCode: string | null = null): Promise<ShownVersion> {
    const { parent, version } = await this.lookup.versionOrLatest(actor, this.#kind.permissions.read, address);
    const read = (ids: readonly string[]): Promise<TextTranslation[]> => this.translations.ofVersions(actor.tenantId, ids);
    const shown = (await this.#shown(actor.tenantId, parent.id, [version], read))(version);
    if (!speaks(shown, languageCode)) throw new TextVersionNotFound(this.#kind, address.versionTag);
    return shown;
  }

  /** Reads what is shown beside a version that the caller has just changed. */
  async changed(version: TextVersion): Promise<ShownVersion> {
    const { tenantId, id, parentId } = version.state;
    return (await this.#shown(tenantId, parentId, [version], () => this.translations.ofChanged(tenantId, id)))(version);
  }

  /** All versions with their translations, newest first. */
  async translated(tenantId: string, parentId: string): Promise<TranslatedVersion[]> {
    const versions = await this.versions.list(tenantId, parentId);
    const ids = versions.map(({ state }) => state.id);
    const translations = groupedBy(await this.translations.ofVersions(tenantId, ids), ({ state }) => state.versionId);
    return versions.map((version) => ({ version, translations: translations.get(version.state.id) ?? [] }));
  }

  get #kind() {
    return this.lookup.kind;
  }

  async #shown(
    tenantId: string,
    parentId: string,
    versions: readonly TextVersion[],
    read: (versionIds: readonly string[]) => Promise<TextTranslation[]>,
  ): Promise<(version: TextVersion) => ShownVersion> {
    if (this.#kind.shownWith === 'pointers') {
      const pointed = new Set((await this.pointers.of(tenantId, parentId)).map(({ state }) => state.versionId));
      return (version) => ({ version, translations: [], isActive: pointed.has(version.state.id) });
    }
    const translations = groupedBy(await read(versions.map(({ state }) => state.id)), ({ state }) => state.versionId);
    return (version) => ({ version, translations: translations.get(version.state.id) ?? [], isActive: false });
  }
}

const speaks = ({ version, translations }: ShownVersion, languageCode: string | null): boolean =>
  languageCode === null ||
  version.state.languageCode === languageCode ||
  translations.some(({ state }) => state.languageCode === languageCode);
