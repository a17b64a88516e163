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

/** `draft` may still be edited; `active` is what is served; `archived` is out of use until it is restored. */
export type VersionStatus = 'draft' | 'active' | 'archived';

export interface TextVersionState extends TextContent, ListingState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  /** Of what the version is one: the prompt itself, or the asset. */
  readonly parentId: string;
  /** Unique in the prompt or asset; never `latest`. */
  readonly versionTag: string;
  /** SHA-256 (hex) over the canonical JSON of what {@link TextKind.hashed} gives. */
  readonly contentHash: string;
  /** Whether its author declared any of the variables, which is remembered when an activation adds those of the text. */
  readonly variablesDeclared: boolean;
  /** The model it is meant for. */
  readonly aiModelId: string | null;
  readonly changeMessage: string | null;
  readonly status: VersionStatus;
  /** When it became active for the first time. */
  readonly activatedAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What is absent stays. */
export interface TextVersionPatch {
  readonly text?: string;
  readonly languageCode?: string;
  readonly variables?: readonly NewVariable[];
  readonly literals?: readonly string[];
  readonly aiModelId?: string | null;
  readonly changeMessage?: string | null;
}

/** Of a rejection, in characters. */
const MAX_REASON_LENGTH = 500;

/** A state of the text of a prompt or an asset. */
export class TextVersion {
  #sourceHash: string | undefined;

  private constructor(
    readonly kind: TextKind,
    readonly state: TextVersionState,
  ) {}

  static restore(kind: TextKind, state: TextVersionState): TextVersion {
    return new TextVersion(kind, state);
  }

  /** Of fields that are guarded already. */
  static of(kind: TextKind, state: Omit<TextVersionState, 'contentHash'>): TextVersion {
    return new TextVersion(kind, { ...state, contentHash: hashOf(kind, state) });
  }

  /**
   * The version after the patch; the same object when nothing differs. Another content takes back a pending request. Throws
   * TextVersionNotDraft and TextVersionPublished where the content stays.
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
   * From now on it is served before every draft. Variables of the text that nobody declared are fixed with it. The same object when
   * it is active already. Throws TextVersionArchived, and Invalid when its text has too many placeholders.
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

  /** The variables that a release of it takes: those of a draft's text count as declared. */
  contract(): readonly VariableDeclaration[] {
    return this.kind.hasContract && this.state.activatedAt === null ? contractOf(this.state) : this.state.variables;
  }

  /** Hash of what it says when it is released: the variables that an activation adds to a draft change nothing of it. */
  releasedHash(): string {
    const { kind, state } = this;
    if (!kind.hasContract || state.activatedAt !== null) return state.contentHash;
    return hashOf(kind, { ...state, variables: this.contract() });
  }

  /** Hash by which translations know the text that they were made from. */
  sourceHash(): string {
    const { kind, state } = this;
    if (!kind.hashedSource) return state.contentHash;
    // A long text is hashed once, however many translations are compared with it.
    return (this.#sourceHash ??= sha256(kind.hashedSource(state)));
  }

  /** The same object when it is archived already. */
  archive(now: Date): TextVersion {
    return this.state.status === 'archived' ? this : this.#next({ status: 'archived' }, now);
  }

  /** Active again if it ever was, else a draft; the same object when it is not archived. */
  unarchive(now: Date): TextVersion {
    const { status, activatedAt } = this.state;
    return status === 'archived' ? this.#next({ status: activatedAt ? 'active' : 'draft' }, now) : this;
  }

  /** The same object, or TextVersionListed, when it is published or waits for approval. */
  requestPublish(requiresApproval: boolean, by: string, now: Date): TextVersion {
    const { kind, state } = this;
    const after = this.#listed((listing) => listing.requestPublish(requiresApproval, by, now), now);
    if (after === this && kind.repeatedListing === 'refused') throw new TextVersionListed(kind, state.versionTag, state.marketplaceStatus);
    return after;
  }

  /** Publishes it as another user requested. The same object when it is published already; OwnPublication or TextVersionNotPending else. */
  approvePublish(by: string, now: Date): TextVersion {
    if (this.state.marketplaceStatus === 'PUBLISHED') return this;
    this.#requireReviewBy(by);
    return this.#listed((listing) => listing.approve(by, now), now);
  }

  /** Refuses the request of another user. The same object when it is rejected for this reason; else as {@link approvePublish}. */
  rejectPublish(by: string, reason: string, now: Date): TextVersion {
    const validation = new Validation('prompts.publication_invalid');
    const given = validation.lines('/reason', reason, { max: MAX_REASON_LENGTH });
    validation.done();
    const { marketplaceStatus, marketplaceRejectionReason } = this.state;
    if (marketplaceStatus === 'REJECTED' && marketplaceRejectionReason === given) return this;
    this.#requireReviewBy(by);
    return this.#listed((listing) => listing.reject(by, given), now);
  }

  /** Off the marketplace, or its request back. The same object, or TextVersionNotListed, when there is nothing to take back. */
  unpublish(now: Date): TextVersion {
    const { kind, state } = this;
    const { marketplaceStatus } = state;
    if (kind.repeatedListing === 'refused' && marketplaceStatus !== 'PUBLISHED' && marketplaceStatus !== 'PENDING_APPROVAL')
      throw new TextVersionNotListed(kind, state.versionTag, marketplaceStatus);
    return this.#listed((listing) => listing.unpublish(), now);
  }

  /**
   * What it says in another language was changed by this user: a request that waits is taken back, and where publications need an approval,
   * a published version needs it again. The same object in any other state.
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
