import type { TranslatedText } from '../../prompt/domain/version-diff';
import type { BreakingVariable } from '../../prompt/domain/breaking-variables';
import type { Target } from '../../reference/application/find-dependents';
import type { LanguageStatus } from '../../text/domain/language-status';

/** The content of a version. */
export interface VersionText {
  readonly id: string;
  readonly versionTag: string;
  readonly text: string;
  /** The bodies of the placeholders that are literal text. */
  readonly literals: readonly string[];
  readonly translations: readonly TranslatedText[];
}

/** The change of a prompt or an asset in the environment that an item makes. */
export interface ItemChange {
  /** Null: the environment has no version of it. */
  readonly from: VersionText | null;
  readonly to: VersionText;
  /** The reason why the environment would refuse it now. */
  readonly fault: string | null;
  /** The required languages that are missing or stale. */
  readonly languages: readonly LanguageStatus[];
  /** Compared with the version of the environment. */
  readonly breaking: readonly BreakingVariable[];
  readonly target: Target;
}
