import type { TranslatedText } from '../../prompt/domain/version-diff';
import type { BreakingVariable } from '../../prompt/domain/breaking-variables';
import type { Target } from '../../reference/application/find-dependents';
import type { LanguageStatus } from '../../text/domain/language-status';

/** What a version says. */
export interface VersionText {
  readonly id: string;
  readonly versionTag: string;
  readonly text: string;
  /** Bodies of placeholders that are text. */
  readonly literals: readonly string[];
  readonly translations: readonly TranslatedText[];
}

/** From what the environment has of a prompt or an asset to what an item brings. */
export interface ItemChange {
  /** Null: nothing. */
  readonly from: VersionText | null;
  readonly to: VersionText;
  /** Why the environment would not take it, as it stands now. */
  readonly fault: string | null;
  /** Required ones that are missing or stale. */
  readonly languages: readonly LanguageStatus[];
  /** Of what the environment has. */
  readonly breaking: readonly BreakingVariable[];
  readonly target: Target;
}
