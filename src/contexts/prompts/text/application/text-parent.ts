import type { TextKind } from '../domain/text-kind';
import type { TextTranslation } from '../domain/text-translation';
import type { TextVersion } from '../domain/text-version';

export interface ProjectRef {
  readonly id: string;
  readonly slug: string;
}

/** The names in a path that identify a prompt or an asset. */
export interface TextAddress {
  /** The slug of the project. */
  readonly project: string;
  /** The slug of the prompt. */
  readonly prompt: string;
  /** The key of an asset; absent for the prompt itself. */
  readonly assetKey?: string;
}

export interface VersionAddress extends TextAddress {
  readonly versionTag: string;
}

export interface TranslationAddress extends VersionAddress {
  /** The exact code. */
  readonly languageCode: string;
}

/** The prompt or asset that owns versions. */
export interface TextParent {
  readonly kind: TextKind;
  readonly project: ProjectRef;
  readonly tenantId: string;
  readonly promptId: string;
  readonly promptSlug: string;
  /** The id of the prompt or the asset. */
  readonly id: string;
  /** Null for a prompt. */
  readonly assetKey: string | null;
}

/** `order-mail`, `order-mail/signature`. */
export const nameOf = ({ promptSlug, assetKey }: TextParent): string => (assetKey === null ? promptSlug : `${promptSlug}/${assetKey}`);

export interface LocatedVersion {
  readonly parent: TextParent;
  readonly version: TextVersion;
}

export interface LocatedTranslation extends LocatedVersion {
  readonly translation: TextTranslation;
}
