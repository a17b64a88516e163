import type { Counts } from '#shared/audit';
import type { ListQuery } from '#shared/list';
import type { Page } from '#shared/page';
import type { TextTranslation } from '../domain/text-translation';
import type { TextVersion, TextVersionState } from '../domain/text-version';

/** The name of a version among those of a prompt or an asset. */
export type TaggedVersion = Pick<TextVersionState, 'parentId' | 'versionTag'>;
/** The part of versions in lists of prompts or assets. */
export type VersionTag = TaggedVersion & Pick<TextVersionState, 'id'>;
/** The version that is served when a request names none. */
export type ServedVersion = Pick<TextVersionState, 'id' | 'parentId' | 'status'>;

/** The size of texts, known without reading them. */
export interface TextWeight {
  readonly bytes: number;
  /** A lower bound for the number of their placeholders. */
  readonly placeholders: number;
}

/** A version without its text. */
export interface VersionHead extends TextWeight, Pick<TextVersionState, 'id' | 'parentId' | 'versionTag' | 'status' | 'languageCode'> {}

/** The versions of one kind of text. "Newest" is by creation, ties by id; ids and tags that do not exist are left out. */
export abstract class TextVersionRepository<Tag extends VersionTag = VersionTag> {
  /**
   * With the translations that it came with. Throws TextVersionTaken when the prompt or asset has one of that tag, VersionTagUsed when
   * it had one with another content that was active, and NotFound when the prompt or asset is gone.
   */
  abstract add(version: TextVersion, translations?: readonly TextTranslation[]): Promise<void>;
  /** Replaces `before`; throws StaleRevision when that is not the stored one, VersionTagUsed as {@link add}. */
  abstract update(before: TextVersion, after: TextVersion): Promise<void>;
  /** With its translations, which it counts; throws StaleRevision, and TextVersionInUse when an environment points at it. */
  abstract remove(version: TextVersion): Promise<Counts>;
  /** Keeps others from changing the version until the transaction ends; throws StaleRevision when it was changed already. */
  abstract lock(version: TextVersion): Promise<void>;
  /** Like {@link lock}, but accepts any revision and returns the current state. Throws TextVersionNotFound if it is gone. */
  abstract hold(version: TextVersion): Promise<TextVersion>;
  abstract findByTag(tenantId: string, parentId: string, versionTag: string): Promise<TextVersion | null>;
  abstract findById(tenantId: string, parentId: string, id: string): Promise<TextVersion | null>;
  abstract newest(tenantId: string, parentId: string): Promise<TextVersion | null>;
  /** As {@link servedVersion} chooses it. */
  abstract newestServed(tenantId: string, parentId: string): Promise<TextVersion | null>;
  /** As {@link newestServed}, for many prompts or assets; in no order. */
  abstract servedOf(tenantId: string, parentIds: readonly string[]): Promise<ServedVersion[]>;
  /** Those of the project that have one of the ids. */
  abstract ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<TextVersion[]>;
  /** In no order. */
  abstract byIds(tenantId: string, ids: readonly string[]): Promise<TextVersion[]>;
  /** Those that exist, in no order and without their texts. */
  abstract tagged(tenantId: string, wanted: readonly TaggedVersion[]): Promise<VersionTag[]>;
  /** Newest first. */
  abstract headsOf(tenantId: string, ids: readonly string[]): Promise<VersionHead[]>;
  /** The texts, by the version's id. */
  abstract texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** Language of the oldest version. */
  abstract firstLanguage(tenantId: string, parentId: string): Promise<string | null>;
  /** Invalid where all versions with their translations are longer than one response may be; reads no text. */
  abstract requireShort(tenantId: string, parentId: string): Promise<void>;
  /** Newest first, however long: what a response shows is judged by requireShort before, exports have a limit of their own. */
  abstract list(tenantId: string, parentId: string): Promise<TextVersion[]>;
  abstract page(tenantId: string, parentId: string, query: ListQuery): Promise<Page<TextVersion>>;
  /** Tags of those versions of these prompts or assets that are active, in no order. */
  abstract activeTags(tenantId: string, parentIds: readonly string[]): Promise<TaggedVersion[]>;
  /**
   * The tags of all that a list shows, or of the given prompts or assets in it, newest first, without the texts. `scopeId`: id of the
   * project of prompts, or of the prompt of assets.
   */
  abstract tagsOf(tenantId: string, scopeId: string, parentIds: readonly string[] | null): Promise<Tag[]>;
}
