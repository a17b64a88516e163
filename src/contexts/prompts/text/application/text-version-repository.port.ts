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

/** Stores the versions of one kind of text. "Newest" is by creation, then by id. Ids and tags that do not exist are left out of results. */
export abstract class TextVersionRepository<Tag extends VersionTag = VersionTag> {
  /**
   * Adds a version with its first translations. Throws TextVersionTaken if the prompt or asset has a version with that tag, VersionTagUsed
   * if an earlier active version with that tag had another content, and NotFound if the prompt or asset is gone.
   */
  abstract add(version: TextVersion, translations?: readonly TextTranslation[]): Promise<void>;
  /** Replaces `before`. Throws StaleRevision if that is not the stored one, and VersionTagUsed like {@link add}. */
  abstract update(before: TextVersion, after: TextVersion): Promise<void>;
  /**
   * Removes it with its translations, and returns their numbers. Throws StaleRevision, and TextVersionInUse if an environment points at it.
   */
  abstract remove(version: TextVersion): Promise<Counts>;
  /** Locks the version until the transaction ends. Throws StaleRevision if it was changed already. */
  abstract lock(version: TextVersion): Promise<void>;
  /** Like {@link lock}, but accepts any revision and returns the current state. Throws TextVersionNotFound if it is gone. */
  abstract hold(version: TextVersion): Promise<TextVersion>;
  abstract findByTag(tenantId: string, parentId: string, versionTag: string): Promise<TextVersion | null>;
  abstract findById(tenantId: string, parentId: string, id: string): Promise<TextVersion | null>;
  abstract newest(tenantId: string, parentId: string): Promise<TextVersion | null>;
  /** The version that {@link servedVersion} chooses. */
  abstract newestServed(tenantId: string, parentId: string): Promise<TextVersion | null>;
  /** Like {@link newestServed}, for many prompts or assets, in no order. */
  abstract servedOf(tenantId: string, parentIds: readonly string[]): Promise<ServedVersion[]>;
  /** The versions of the project that have one of the ids. */
  abstract ofIds(tenantId: string, projectId: string, ids: readonly string[]): Promise<TextVersion[]>;
  /** In no order. */
  abstract byIds(tenantId: string, ids: readonly string[]): Promise<TextVersion[]>;
  /** The existing ones, in no order and without their texts. */
  abstract tagged(tenantId: string, wanted: readonly TaggedVersion[]): Promise<VersionTag[]>;
  /** Newest first. */
  abstract headsOf(tenantId: string, ids: readonly string[]): Promise<VersionHead[]>;
  /** The texts by the ids of the versions. */
  abstract texts(tenantId: string, ids: readonly string[]): Promise<Map<string, string>>;
  /** The language of the oldest version. */
  abstract firstLanguage(tenantId: string, parentId: string): Promise<string | null>;
  /** Throws Invalid if all versions with their translations are longer than one response may be. It reads no text. */
  abstract requireShort(tenantId: string, parentId: string): Promise<void>;
  /** Newest first, whatever their length: requireShort checks the length for a response before, and exports have a limit of their own. */
  abstract list(tenantId: string, parentId: string): Promise<TextVersion[]>;
  abstract page(tenantId: string, parentId: string, query: ListQuery): Promise<Page<TextVersion>>;
  /** The tags of the active versions of these prompts or assets, in no order. */
  abstract activeTags(tenantId: string, parentIds: readonly string[]): Promise<TaggedVersion[]>;
  /**
   * The tags of everything that a list shows, or of the given prompts or assets in it, newest first, without the texts. `scopeId` is the id
   * of the project for prompts, and of the prompt for assets.
   */
  abstract tagsOf(tenantId: string, scopeId: string, parentIds: readonly string[] | null): Promise<Tag[]>;
  /** The versions as they stood at that time. Their texts may be gone: then reading one throws TextNotKept. */
  abstract at(time: Date): TextVersionReader;
}

/** What a resolve reads of versions: as they are, or as they stood at a time. */
export type TextVersionReader = Pick<
  TextVersionRepository,
  'findByTag' | 'findById' | 'newestServed' | 'servedOf' | 'tagged' | 'headsOf' | 'byIds' | 'texts'
>;
