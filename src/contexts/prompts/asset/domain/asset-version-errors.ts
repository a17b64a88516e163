import { DomainError, NotFound } from '#shared/errors';

export class AssetVersionNotFound extends NotFound {
  constructor(tag: string) {
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
  constructor(tag: string) {
    super('conflict', 'prompts.asset_version_in_use', `Version '${tag}' is active in an environment`);
  }
}
