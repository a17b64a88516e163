import { createHash } from 'node:crypto';
import { canonicalBytes } from '#shared/canonical-json';
import { Validation } from '#shared/validation';
import { Listing, NOT_LISTED, type ListingState } from '../../marketplace/domain/listing';
import type { StatedText } from '../../prompt/domain/locale-status';
import { LANGUAGE_CODE_LENGTH } from '../../prompt/domain/translation';
import { AssetTranslation, guardedAssetTranslations, type NewAssetTranslation } from './asset-translation';
import { AssetVersionArchived, AssetVersionListed, AssetVersionNotListed, AssetVersionPublished } from './asset-version-errors';
import { requireFewOpenings } from '../../template/domain/placeholder-count';

/** `draft` is not served while an active one is there; `archived` is not served at all. */
export type AssetVersionStatus = 'draft' | 'active' | 'archived';

export interface AssetVersionContent {
  readonly value: string;
  /** 2 to 10 characters, e.g. `en-US`. */
  readonly languageCode: string;
}

export interface AssetVersionState extends AssetVersionContent, ListingState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  readonly assetId: string;
  /** 1 to 50 characters, unique in the asset; never `latest`. */
  readonly versionTag: string;
  /** SHA-256 (hex) over the canonical JSON of value and language. */
  readonly contentHash: string;
  readonly changeMessage: string | null;
  readonly status: AssetVersionStatus;
  /** When it became active for the first time. */
  readonly activatedAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewAssetVersion extends AssetVersionContent {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  readonly assetId: string;
  readonly versionTag: string;
  readonly changeMessage: string | null;
  readonly translations: readonly NewAssetTranslation[];
  /** One per translation, in their order. */
  readonly translationIds: readonly string[];
  /** What the caller's body calls its fields: the first version comes with the asset. */
  readonly fields: AssetVersionFields;
  readonly now: Date;
}

/** How the fields of a version are called where they come from. */
export interface AssetVersionFields {
  readonly value: string;
  readonly changeMessage: string;
  readonly translations: string;
  /** Whether an empty value is an error. */
  readonly valueRequired: boolean;
}

/** What is absent stays. */
export type AssetVersionPatch = Partial<Pick<AssetVersionState, 'value' | 'languageCode' | 'changeMessage'>>;

export const VERSION_BODY: AssetVersionFields = {
  value: 'value',
  changeMessage: 'changeMessage',
  translations: 'translations',
  valueRequired: false,
};
export const ASSET_VERSION_FIELDS = [
  'versionTag',
  'value',
  'languageCode',
  'contentHash',
  'changeMessage',
  'status',
  'marketplaceStatus',
] as const;

const INVALID = 'prompts.asset_version_invalid';
const MAX_TAG_LENGTH = 50;

/** A state of an asset's text. */
export class AssetVersion {
  private constructor(readonly state: AssetVersionState) {}

  /** A draft, and the translations that it comes with. Throws Invalid with every fault. */
  static create({ translations, translationIds, fields, now, ...input }: NewAssetVersion): {
    version: AssetVersion;
    translations: AssetTranslation[];
  } {
    const validation = new Validation(INVALID);
    const versionTag = validation.addressed('/versionTag', input.versionTag.toWellFormed(), { max: MAX_TAG_LENGTH });
    if (versionTag.toLowerCase() === 'latest')
      validation.fail('/versionTag', `versionTag must not be '${versionTag}': it names the newest`);
    requireFewOpenings(`/${fields.value}`, input.value);
    const content = guardedContent(validation, input, fields);
    const changeMessage = input.changeMessage === null ? null : validation.text(`/${fields.changeMessage}`, input.changeMessage);
    const guarded = guardedAssetTranslations(validation, fields.translations, translations);
    validation.done();
    const { id, tenantId, projectId, promptId, assetId } = input;
    const contentHash = hashOf(content);
    const version = new AssetVersion({
      id,
      tenantId,
      projectId,
      promptId,
      assetId,
      versionTag,
      ...content,
      contentHash,
      changeMessage,
      status: 'draft',
      activatedAt: null,
      ...NOT_LISTED,
      revision: 1,
      createdAt: now,
      updatedAt: now,
    });
    const made = guarded.map((each, index) =>
      AssetTranslation.of({
        id: translationIds[index] ?? id,
        tenantId,
        versionId: id,
        ...each,
        sourceHash: each.sourceHash ?? contentHash,
        now,
      }),
    );
    return { version, translations: made };
  }

  static restore(state: AssetVersionState): AssetVersion {
    return new AssetVersion(state);
  }

  /** The version after the patch; the same object when nothing differs. Value and language stay while it is published; another value takes back a pending request. */
  edit(patch: AssetVersionPatch, now: Date): AssetVersion {
    const validation = new Validation(INVALID);
    const { value = this.state.value, languageCode = this.state.languageCode, changeMessage: wanted = this.state.changeMessage } = patch;
    if (value !== this.state.value) requireFewOpenings('/value', value);
    const content = guardedContent(validation, { value, languageCode }, VERSION_BODY);
    const changeMessage = wanted === null ? null : validation.text('/changeMessage', wanted);
    validation.done();
    const contentHash = hashOf(content);
    if (contentHash === this.state.contentHash && changeMessage === this.state.changeMessage) return this;
    if (contentHash === this.state.contentHash) return this.#next({ changeMessage }, now);
    if (this.state.marketplaceStatus === 'PUBLISHED') throw new AssetVersionPublished(this.state.versionTag);
    return this.#next({ ...content, contentHash, changeMessage, ...Listing.of(this.state).contentChanged().state }, now);
  }

  /** The same object when it is active already. */
  activate(now: Date): AssetVersion {
    if (this.state.status === 'archived') throw new AssetVersionArchived(this.state.versionTag);
    if (this.state.status === 'active') return this;
    return this.#next({ status: 'active', activatedAt: this.state.activatedAt ?? now }, now);
  }

  /** The same object when it is archived already. */
  archive(now: Date): AssetVersion {
    return this.state.status === 'archived' ? this : this.#next({ status: 'archived' }, now);
  }

  /** Back to what it was before it was archived; the same object when it is not archived. */
  unarchive(now: Date): AssetVersion {
    if (this.state.status !== 'archived') return this;
    return this.#next({ status: this.state.activatedAt === null ? 'draft' : 'active' }, now);
  }

  /** Throws AssetVersionListed when it is published or waits for approval. */
  requestPublish(requiresApproval: boolean, by: string, now: Date): AssetVersion {
    const before = Listing.of(this.state);
    const after = before.requestPublish(requiresApproval, by, now);
    if (after === before) throw new AssetVersionListed(this.state.versionTag, this.state.marketplaceStatus);
    return this.#next(after.state, now);
  }

  /** Throws AssetVersionNotListed when it is neither published nor waits for approval. */
  unpublish(now: Date): AssetVersion {
    const { versionTag, marketplaceStatus } = this.state;
    if (marketplaceStatus !== 'PUBLISHED' && marketplaceStatus !== 'PENDING_APPROVAL')
      throw new AssetVersionNotListed(versionTag, marketplaceStatus);
    return this.#next(Listing.of(this.state).unpublish().state, now);
  }

  /** As of a version of a prompt. */
  translated(now: Date): AssetVersion {
    const before = Listing.of(this.state);
    const after = before.contentChanged();
    return after === before ? this : this.#next(after.state, now);
  }

  #next(changed: Partial<AssetVersionState>, now: Date): AssetVersion {
    return new AssetVersion({ ...this.state, ...changed, revision: this.state.revision + 1, updatedAt: now });
  }
}

function guardedContent(validation: Validation, input: AssetVersionContent, fields: AssetVersionFields): AssetVersionContent {
  return {
    value: validation.text(`/${fields.value}`, input.value, { min: fields.valueRequired ? 1 : 0 }),
    languageCode: validation.name('/languageCode', input.languageCode, LANGUAGE_CODE_LENGTH),
  };
}

const hashOf = ({ value, languageCode: language }: AssetVersionContent): string =>
  createHash('sha256').update(canonicalBytes({ value, language })).digest('hex');

export const ownAssetText = ({ languageCode, contentHash, updatedAt }: AssetVersionState): StatedText => ({
  languageCode,
  sourceHash: contentHash,
  updatedAt,
});
