import { createHash } from 'node:crypto';
import { canonicalBytes } from '#shared/canonical-json';
import { isVersionTag } from '#shared/semver';
import { Validation } from '#shared/validation';
import { Listing, NOT_LISTED, type ListingState } from '../../marketplace/domain/listing';
import { requireFewOpenings } from '../../template/domain/placeholder-count';
import { contractOf } from '../../template/domain/variable-contract';
import { guardedLiterals, requireFewPlaceholders } from '../../template/domain/placeholder-limits';
import { guardedTranslations, LANGUAGE_CODE_LENGTH, type NewTranslation, type TranslationState } from './translation';
import { declareVariables, type NewVariable, type VariableDeclaration } from '../../template/domain/variable';
import { VersionArchived, VersionNotDraft, VersionPublished } from './version-errors';

/** `draft` may still be edited; `active` is what is served; `archived` is out of use until it is restored. */
export type VersionStatus = 'draft' | 'active' | 'archived';

/** What a caller may edit while the version is a draft. */
export interface VersionContent {
  readonly promptText: string;
  /** 2 to 10 characters, e.g. `en-US`. */
  readonly languageCode: string;
  readonly variables: readonly VariableDeclaration[];
  /** Bodies of `{{…}}` that are text: never replaced, never required. */
  readonly literals: readonly string[];
}

export interface VersionState extends VersionContent, ListingState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  /** Semantic version, unique in the prompt. */
  readonly versionTag: string;
  /** SHA-256 (hex) over the canonical JSON of text, language, variables and literals. */
  readonly contentHash: string;
  /** Whether its author declared any of the variables, which is remembered when an activation adds those of the text. */
  readonly variablesDeclared: boolean;
  /** The model it is meant for. */
  readonly aiModelId: string | null;
  readonly changeMessage: string | null;
  readonly status: VersionStatus;
  readonly activatedAt: Date | null;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewVersion {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  readonly versionTag: string;
  readonly promptText: string;
  readonly languageCode: string;
  readonly changeMessage: string | null;
  readonly variables: readonly NewVariable[];
  readonly literals: readonly string[];
  readonly aiModelId?: string | null;
  readonly translations: readonly NewTranslation[];
  /** One per translation, in their order. */
  readonly translationIds: readonly string[];
  /** Whether an empty text is an error. */
  readonly textRequired: boolean;
  readonly now: Date;
}

export interface VersionPatch {
  readonly promptText?: string;
  readonly languageCode?: string;
  readonly variables?: readonly NewVariable[];
  readonly literals?: readonly string[];
  readonly aiModelId?: string | null;
  readonly changeMessage?: string | null;
}

export const VERSION_FIELDS = [
  'versionTag',
  'promptText',
  'languageCode',
  'variables',
  'literals',
  'contentHash',
  'aiModelId',
  'changeMessage',
  'status',
  'marketplaceStatus',
] as const;

/** A published state of a prompt's text. `translations` holds what it was created with. */
export class Version {
  private constructor(
    readonly state: VersionState,
    readonly translations: readonly TranslationState[] = [],
  ) {}

  /** A draft with its translations. Throws Invalid with every fault. */
  static create({ translations, translationIds, textRequired, now, ...input }: NewVersion): Version {
    const validation = new Validation('prompts.version_invalid');
    const { tenantId, id: versionId } = input;
    const versionTag = input.versionTag.trim();
    if (!isVersionTag(versionTag))
      validation.fail('/versionTag', 'versionTag must be a semantic version such as 1.0.0, at most 50 characters long');
    requireFewOpenings('/promptText', input.promptText);
    const content = guardedContent(validation, input, textRequired);
    requireFewPlaceholders(validation, content);
    const changeMessage = input.changeMessage === null ? null : validation.text('/changeMessage', input.changeMessage);
    const guarded = guardedTranslations(validation, translations, content);
    validation.done();
    const times = { revision: 1, createdAt: now, updatedAt: now };
    const { id, projectId, promptId } = input;
    return new Version(
      {
        id,
        tenantId,
        projectId,
        promptId,
        versionTag,
        ...content,
        contentHash: hashOf(content),
        variablesDeclared: content.variables.length > 0,
        aiModelId: input.aiModelId ?? null,
        changeMessage,
        status: 'draft',
        activatedAt: null,
        ...NOT_LISTED,
        ...times,
      },
      guarded.map((each, index) => ({ id: translationIds[index] ?? versionId, tenantId, versionId, ...each, ...times })),
    );
  }

  static restore(state: VersionState): Version {
    return new Version(state);
  }

  /** The version after the patch, the same object when nothing differs. The content changes only in a draft, and takes back a pending request. */
  edit(patch: VersionPatch, now: Date): Version {
    if (patch.promptText !== undefined && patch.promptText !== this.state.promptText) requireFewOpenings('/promptText', patch.promptText);
    const validation = new Validation('prompts.version_invalid');
    const content = guardedContent(
      validation,
      {
        promptText: patch.promptText ?? this.state.promptText,
        languageCode: patch.languageCode ?? this.state.languageCode,
        variables: patch.variables ?? this.state.variables,
        literals: patch.literals ?? this.state.literals,
      },
      false,
    );
    const wanted = patch.changeMessage === undefined ? this.state.changeMessage : patch.changeMessage;
    const changeMessage = wanted === null ? null : validation.text('/changeMessage', wanted);
    const aiModelId = patch.aiModelId === undefined ? this.state.aiModelId : patch.aiModelId;
    const contentHash = hashOf(content);
    if (contentHash !== this.state.contentHash) requireFewPlaceholders(validation, content);
    validation.done();
    const edited = contentHash !== this.state.contentHash || aiModelId !== this.state.aiModelId;
    if (!edited && changeMessage === this.state.changeMessage) return this;
    if (!edited) return this.#next({ changeMessage }, now);
    this.#requireEditable();
    const listing = Listing.of(this.state).contentChanged().state;
    const variablesDeclared = content.variables.length > 0;
    return this.#next({ ...content, contentHash, variablesDeclared, aiModelId, changeMessage, ...listing }, now);
  }

  /**
   * Fixes the content, with the variables of the text that nobody declared. The same object when it is active already. Throws
   * Invalid when its text has too many placeholders.
   */
  activate(now: Date): Version {
    if (this.state.status === 'archived') throw new VersionArchived(this.state.versionTag);
    if (this.state.status === 'active') return this;
    requireFewOpenings('/promptText', this.state.promptText);
    const validation = new Validation('prompts.version_invalid');
    requireFewPlaceholders(validation, this.state);
    validation.done();
    const content = { ...this.state, variables: contractOf(this.state) };
    return this.#next({ variables: content.variables, contentHash: hashOf(content), status: 'active', activatedAt: now }, now);
  }

  /** The variables that a release of it takes: those of a draft's text count as declared. */
  contract(): readonly VariableDeclaration[] {
    return this.state.activatedAt === null ? contractOf(this.state) : this.state.variables;
  }

  /** Hash of what it says when it is released: the variables that an activation adds to a draft change nothing of it. */
  releasedHash(): string {
    return this.state.activatedAt === null ? hashOf({ ...this.state, variables: this.contract() }) : this.state.contentHash;
  }

  /** The same object when it is archived already. */
  archive(now: Date): Version {
    return this.state.status === 'archived' ? this : this.#next({ status: 'archived' }, now);
  }

  /** Active again if it ever was, else a draft; the same object when it is not archived. */
  unarchive(now: Date): Version {
    const { status, activatedAt } = this.state;
    return status === 'archived' ? this.#next({ status: activatedAt ? 'active' : 'draft' }, now) : this;
  }

  /** The same object when it is published or waits for approval. */
  requestPublish(requiresApproval: boolean, by: string, now: Date): Version {
    return this.#listed((listing) => listing.requestPublish(requiresApproval, by, now), now);
  }

  /** The same object when it is not on the marketplace. */
  unpublish(now: Date): Version {
    return this.#listed((listing) => listing.unpublish(), now);
  }

  /** What it says in another language changed: a request that waits is taken back. The same object in any other state. */
  translated(now: Date): Version {
    return this.#listed((listing) => listing.contentChanged(), now);
  }

  #listed(change: (listing: Listing) => Listing, now: Date): Version {
    const before = Listing.of(this.state);
    const after = change(before);
    return after === before ? this : this.#next(after.state, now);
  }

  #requireEditable(): void {
    const { versionTag, status, marketplaceStatus } = this.state;
    if (status !== 'draft') throw new VersionNotDraft(versionTag, status);
    if (marketplaceStatus === 'PUBLISHED') throw new VersionPublished(versionTag);
  }

  #next(changed: Partial<VersionState>, now: Date): Version {
    return new Version({ ...this.state, ...changed, revision: this.state.revision + 1, updatedAt: now }, this.translations);
  }
}

type RawContent = Pick<NewVersion, 'promptText' | 'languageCode' | 'variables' | 'literals'>;

function guardedContent(validation: Validation, input: RawContent, textRequired: boolean): VersionContent {
  return {
    promptText: validation.text('/promptText', input.promptText, { min: textRequired ? 1 : 0 }),
    languageCode: validation.name('/languageCode', input.languageCode, LANGUAGE_CODE_LENGTH),
    variables: declareVariables(validation, input.variables),
    literals: guardedLiterals(validation, input.literals),
  };
}

function hashOf({ promptText: text, languageCode: language, variables, literals }: VersionContent): string {
  return createHash('sha256').update(canonicalBytes({ text, language, variables, literals })).digest('hex');
}
