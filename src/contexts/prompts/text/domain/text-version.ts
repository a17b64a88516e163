import { createHash } from 'node:crypto';
import { canonicalBytes } from '#shared/canonical-json';
import { Listing, type ListingState } from '../../marketplace/domain/listing';
import { requireFewOpenings } from '../../template/domain/placeholder-count';
import { requireFewPlaceholders } from '../../template/domain/placeholder-limits';
import type { NewVariable, VariableDeclaration } from '../../template/domain/variable';
import { contractOf } from '../../template/domain/variable-contract';
import { Validation } from '#shared/validation';
import {
  OwnPublication,
  TextVersionArchived,
  TextVersionListed,
  TextVersionNotDraft,
  TextVersionNotListed,
  TextVersionNotPending,
  TextVersionPublished,
} from './text-errors';
import type { TextContent, TextKind } from './text-kind';
import { guardedContent } from './text-content';

/** A `draft` may be edited; an `active` version is served; an `archived` one is not used until it is restored. */
export type VersionStatus = 'draft' | 'active' | 'archived';

export interface TextVersionState extends TextContent, ListingState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  /** The prompt or asset that owns the version. */
  readonly parentId: string;
  /** Unique in the prompt or asset; never `latest`. */
  readonly versionTag: string;
  /** The SHA-256 (hex) of the canonical JSON of {@link TextKind.hashed}. */
  readonly contentHash: string;
  /** Whether its author declared any variables. An activation that adds those of the text does not change it. */
  readonly variablesDeclared: boolean;
  /** The AI model that it is written for. */
  readonly aiModelId: string | null;
  readonly changeMessage: string | null;
  readonly status: VersionStatus;
  /** The time of its first activation. */
  readonly activatedAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Absent members keep their value. */
export interface TextVersionPatch {
  readonly text?: string;
  readonly languageCode?: string;
  readonly variables?: readonly NewVariable[];
  readonly literals?: readonly string[];
  readonly aiModelId?: string | null;
  readonly changeMessage?: string | null;
}

/** The maximum length of the reason for a rejection, in characters. */
const MAX_REASON_LENGTH = 500;

/** One state of the text of a prompt or an asset. */
export class TextVersion {
  #sourceHash: string | undefined;

  private constructor(
    readonly kind: TextKind,
    readonly state: TextVersionState,
  ) {}

  static restore(kind: TextKind, state: TextVersionState): TextVersion {
    return new TextVersion(kind, state);
  }

  /** Creates a version from fields that were checked before. */
  static of(kind: TextKind, state: Omit<TextVersionState, 'contentHash'>): TextVersion {
    return new TextVersion(kind, { ...state, contentHash: hashOf(kind, state) });
  }

  /**
   * The version after the patch; the same object if nothing differs. A new content withdraws a pending request. Throws TextVersionNotDraft
   * and TextVersionPublished if the content must not change.
   */
  edit(patch: TextVersionPatch, now: Date): TextVersion {
    const { kind, state } = this;
    if (patch.text !== undefined && patch.text !== state.text) requireFewOpenings(`/${kind.field}`, patch.text);
    const validation = new Validation(`${kind.codes.version}_invalid`);
    const { text = state.text, languageCode = state.languageCode, variables = state.variables, literals = state.literals } = patch;
    const content = guardedContent(validation, { text, languageCode, variables, literals }, kind.body);
    const wanted = patch.changeMessage === undefined ? state.changeMessage : patch.changeMessage;
    const changeMessage = wanted === null ? null : validation.text('/changeMessage', wanted);
    const aiModelId = patch.aiModelId === undefined ? state.aiModelId : patch.aiModelId;
    const contentHash = hashOf(kind, content);
    if (kind.hasContract && contentHash !== state.contentHash) requireFewPlaceholders(validation, content);
    validation.done();
    const edited = contentHash !== state.contentHash || aiModelId !== state.aiModelId;
    if (!edited && changeMessage === state.changeMessage) return this;
    if (!edited) return this.#next({ changeMessage }, now);
    this.#requireEditable();
    const listing = Listing.of(state).contentChanged().state;
    const variablesDeclared = content.variables.length > 0;
    return this.#next({ ...content, contentHash, variablesDeclared, aiModelId, changeMessage, ...listing }, now);
  }

  /**
   * The active version, which is served instead of drafts. Undeclared variables of the text become declared. The same object if it is
   * active already. Throws TextVersionArchived, and Invalid if its text has too many placeholders.
   */
  activate(now: Date): TextVersion {
    const { kind, state } = this;
    if (state.status === 'archived') throw new TextVersionArchived(kind, state.versionTag);
    if (state.status === 'active') return this;
    const activated = { status: 'active', activatedAt: state.activatedAt ?? now } as const;
    if (!kind.hasContract) return this.#next(activated, now);
    requireFewOpenings(`/${kind.field}`, state.text);
    const validation = new Validation(`${kind.codes.version}_invalid`);
    requireFewPlaceholders(validation, state);
    validation.done();
    const variables = contractOf(state);
    return this.#next({ variables, contentHash: hashOf(kind, { ...state, variables }), ...activated }, now);
  }

  /** The variables that a release of the version requires: those in the text of a draft count as declared. */
  contract(): readonly VariableDeclaration[] {
    return this.kind.hasContract && this.state.activatedAt === null ? contractOf(this.state) : this.state.variables;
  }

  /** The hash of its content after a release. The variables that an activation adds to a draft do not change it. */
  releasedHash(): string {
    const { kind, state } = this;
    if (!kind.hasContract || state.activatedAt !== null) return state.contentHash;
    return hashOf(kind, { ...state, variables: this.contract() });
  }

  /** The hash with which translations remember their source text. */
  sourceHash(): string {
    const { kind, state } = this;
    if (!kind.hashedSource) return state.contentHash;
    // A long text is hashed once, however many translations are compared with it.
    return (this.#sourceHash ??= sha256(kind.hashedSource(state)));
  }

  /** The same object if it is archived already. */
  archive(now: Date): TextVersion {
    return this.state.status === 'archived' ? this : this.#next({ status: 'archived' }, now);
  }

  /** Active if it ever was, else draft; the same object if it is not archived. */
  unarchive(now: Date): TextVersion {
    const { status, activatedAt } = this.state;
    return status === 'archived' ? this.#next({ status: activatedAt ? 'active' : 'draft' }, now) : this;
  }

  /** The same object, or TextVersionListed, if it is published or waits for approval. */
  requestPublish(requiresApproval: boolean, by: string, now: Date): TextVersion {
    const { kind, state } = this;
    const after = this.#listed((listing) => listing.requestPublish(requiresApproval, by, now), now);
    if (after === this && kind.repeatedListing === 'refused') throw new TextVersionListed(kind, state.versionTag, state.marketplaceStatus);
    return after;
  }

  /** Approves the request of another user. The same object if it is published already. Throws OwnPublication and TextVersionNotPending. */
  approvePublish(by: string, now: Date): TextVersion {
    if (this.state.marketplaceStatus === 'PUBLISHED') return this;
    this.#requireReviewBy(by);
    return this.#listed((listing) => listing.approve(by, now), now);
  }

  /** Rejects the request of another user. The same object if it is rejected with this reason. Throws like {@link approvePublish}. */
  rejectPublish(by: string, reason: string, now: Date): TextVersion {
    const validation = new Validation('prompts.publication_invalid');
    const given = validation.lines('/reason', reason, { max: MAX_REASON_LENGTH });
    validation.done();
    const { marketplaceStatus, marketplaceRejectionReason } = this.state;
    if (marketplaceStatus === 'REJECTED' && marketplaceRejectionReason === given) return this;
    this.#requireReviewBy(by);
    return this.#listed((listing) => listing.reject(by, given), now);
  }

  /** Removes it from the marketplace or withdraws its request. The same object, or TextVersionNotListed, if there is nothing to withdraw. */
  unpublish(now: Date): TextVersion {
    const { kind, state } = this;
    const { marketplaceStatus } = state;
    if (kind.repeatedListing === 'refused' && marketplaceStatus !== 'PUBLISHED' && marketplaceStatus !== 'PENDING_APPROVAL')
      throw new TextVersionNotListed(kind, state.versionTag, marketplaceStatus);
    return this.#listed((listing) => listing.unpublish(), now);
  }

  /**
   * A change of a translation by this user withdraws a pending request. Where publications need an approval, a published version needs it
   * again. The same object in any other state.
   */
  translated(requiresApproval: boolean, by: string, now: Date): TextVersion {
    return this.#listed((listing) => listing.translated(requiresApproval, by, now), now);
  }

  #listed(change: (listing: Listing) => Listing, now: Date): TextVersion {
    const before = Listing.of(this.state);
    const after = change(before);
    return after === before ? this : this.#next(after.state, now);
  }

  #requireReviewBy(by: string): void {
    const { kind, state } = this;
    if (state.marketplaceStatus !== 'PENDING_APPROVAL') throw new TextVersionNotPending(kind, state.versionTag, state.marketplaceStatus);
    if (state.marketplaceRequesterId === by) throw new OwnPublication(state.versionTag);
  }

  #requireEditable(): void {
    const { kind, state } = this;
    if (kind.editable === 'drafts' && state.status !== 'draft') throw new TextVersionNotDraft(kind, state.versionTag, state.status);
    if (state.marketplaceStatus === 'PUBLISHED') throw new TextVersionPublished(kind, state.versionTag);
  }

  #next(changed: Partial<TextVersionState>, now: Date): TextVersion {
    return new TextVersion(this.kind, { ...this.state, ...changed, revision: this.state.revision + 1, updatedAt: now });
  }
}

const hashOf = (kind: TextKind, content: TextContent): string => sha256(kind.hashed(content));

const sha256 = (hashed: object): string => createHash('sha256').update(canonicalBytes(hashed)).digest('hex');
