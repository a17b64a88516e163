import { DomainError, NotFound } from '#shared/errors';
import { namesOf } from '../../prompt/domain/environment-names';

export class AssetVersionNotFound extends NotFound {
  constructor(tag: string | null) {
    super('Asset version', tag);
  }
}

export class AssetVersionTaken extends DomainError {
  constructor(tag: string) {
    super('conflict', 'prompts.asset_version_taken', `Version '${tag}' already exists for this asset`);
  }
}

export class AssetVersionArchived extends DomainError {
  constructor(tag: string) {
    super('conflict', 'prompts.asset_version_archived', `Version '${tag}' is archived; restore it first`);
  }
}

export class AssetVersionInUse extends DomainError {
  /** `environments`: their names, as far as the caller may know them. */
  constructor(tag: string, environments: readonly string[] = []) {
    super('conflict', 'prompts.asset_version_in_use', `Version '${tag}' is active in ${namesOf(environments)}`);
  }
}

export class AssetVersionPublished extends DomainError {
  constructor(tag: string) {
    super('conflict', 'prompts.asset_version_published', `Version '${tag}' is on the marketplace; value and language do not change there`);
  }
}

/** It is published, or waits for approval, already. */
export class AssetVersionListed extends DomainError {
  constructor(tag: string, status: string) {
    super('conflict', 'prompts.asset_version_listed', `Version '${tag}' cannot be published: it is ${status}`);
  }
}

export class AssetVersionNotListed extends DomainError {
  constructor(tag: string, status: string) {
    super('conflict', 'prompts.asset_version_not_listed', `Version '${tag}' cannot be taken off the marketplace: it is ${status}`);
  }
}
