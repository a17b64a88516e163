/** A declared variable. People may have declared what a source cannot say: other types, other defaults than texts. */
export interface CatalogVariable {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly default?: unknown;
}

/** What a version says: two versions with equal content are the same to an import. */
export interface VersionContent {
  readonly text: string;
  readonly variables: readonly CatalogVariable[];
  readonly literals: readonly string[];
  readonly languageCode: string;
}

export interface CatalogVersion extends VersionContent {
  readonly tag: string;
  readonly status: 'draft' | 'active' | 'archived';
}

export interface CatalogPrompt {
  readonly name: string;
  /** Newest first. */
  readonly versions: readonly CatalogVersion[];
}

/**
 * The prompts of one project on a server. Failures are DomainErrors: `conflict` when a slug or tag is taken, `unavailable`,
 * `rate_limited`, `unauthenticated` and `forbidden` when going on makes no sense, other kinds for one refused prompt.
 */
export abstract class PromptCatalog {
  /** Creates the project when it is missing; `name` is what it is called then, its slug is what it is found by. */
  abstract openProject(name: string): Promise<void>;
  /** Of all its prompts, by slug. */
  abstract names(): Promise<ReadonlyMap<string, string>>;
  abstract read(slug: string): Promise<CatalogPrompt>;
  /** With version 1.0.0, active: all of it or nothing. What the server warns of; null: nothing. */
  abstract createPrompt(slug: string, name: string, content: VersionContent, changeMessage: string): Promise<string | null>;
  /** A draft. What the server warns of; null: nothing. */
  abstract createVersion(slug: string, tag: string, content: VersionContent, changeMessage: string): Promise<string | null>;
  abstract activate(slug: string, tag: string): Promise<void>;
}
