import { DomainError, NotFound } from '#shared/errors';
import { Validation } from '#shared/validation';
import { namesOf } from '../../text/domain/environment-names';
import { isReference } from '../../template/domain/placeholder-name';

export interface AssetState {
  readonly id: string;
  readonly tenantId: string;
  readonly projectId: string;
  readonly promptId: string;
  /** The name in `{{asset:key}}` of the prompt's texts. It is unique in the prompt and never changes. */
  readonly key: string;
  readonly name: string;
  readonly category: string | null;
  /** A disabled asset counts as missing when the prompt is resolved. */
  readonly enabled: boolean;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewAsset = Pick<AssetState, 'id' | 'tenantId' | 'projectId' | 'promptId' | 'key' | 'name' | 'category'> & {
  readonly now: Date;
};

/** Absent members keep their value. */
export type AssetPatch = Partial<Pick<AssetState, 'name' | 'category' | 'enabled'>>;

export const ASSET_FIELDS = ['key', 'name', 'category', 'enabled'] as const;

/** A text that the texts of a prompt share. Its versions have the content. */
export class Asset {
  private constructor(readonly state: AssetState) {}

  static create({ now, ...input }: NewAsset): Asset {
    const validation = new Validation('prompts.asset_invalid');
    const key = validation.addressed('/key', input.key.toWellFormed());
    if (key !== '' && (key.includes(':') || !isReference(key)))
      validation.fail('/key', 'key must not hold colons, braces or line breaks: {{asset:key}} could not name it');
    const named = guarded(validation, input);
    validation.done();
    return new Asset({ ...input, ...named, key, enabled: true, revision: 1, createdAt: now, updatedAt: now });
  }

  static restore(state: AssetState): Asset {
    return new Asset(state);
  }

  /** The asset after the patch; the same object if nothing differs. */
  change(patch: AssetPatch, now: Date): Asset {
    const validation = new Validation('prompts.asset_invalid', this.state);
    const { name = this.state.name, category = this.state.category, enabled = this.state.enabled } = patch;
    const wanted = { ...guarded(validation, { name, category }), enabled };
    validation.done();
    const { state } = this;
    if (wanted.name === state.name && wanted.category === state.category && enabled === state.enabled) return this;
    return new Asset({ ...state, ...wanted, revision: state.revision + 1, updatedAt: now });
  }
}

function guarded(validation: Validation, input: Pick<AssetState, 'name' | 'category'>): Pick<AssetState, 'name' | 'category'> {
  return {
    name: validation.name('/name', input.name.toWellFormed()),
    category: input.category === null ? null : validation.line('/category', input.category),
  };
}

export class AssetNotFound extends NotFound {
  constructor(key: string | null) {
    super('Asset', key);
  }
}

export class AssetTaken extends DomainError {
  constructor(key: string) {
    super('conflict', 'prompts.asset_taken', `Asset '${key}' already exists for this prompt`);
  }
}

export class AssetInUse extends DomainError {
  /** `environments`: the names that the caller may know. */
  constructor(key: string, environments: readonly string[] = []) {
    super('conflict', 'prompts.asset_in_use', `Asset '${key}' has a version that is active in ${namesOf(environments)}`);
  }
}
