import type { AuditRule } from '#shared/audit';
import type { VariableDeclaration } from '../../template/domain/variable';

/** The content of a version. Versions of assets have no variables and no literals of their own. */
export interface TextContent {
  readonly text: string;
  /** 2 to 10 characters, for example `en-US`. */
  readonly languageCode: string;
  readonly variables: readonly VariableDeclaration[];
  /** The bodies of the `{{…}}` that are literal text: they are never replaced and never required. */
  readonly literals: readonly string[];
}

/** The names of the fields of a new version in a body, for the pointers of its faults. */
export interface TextBody {
  readonly text: string;
  readonly changeMessage: string;
  readonly translations: string;
  /** Whether an empty text is an error. */
  readonly textRequired: boolean;
}

type VersionAction =
  | 'create'
  | 'update'
  | 'activate'
  | 'archive'
  | 'restore'
  | 'request_publish'
  | 'approve_publish'
  | 'reject_publish'
  | 'unpublish'
  | 'delete'
  | 'read'
  | 'list';
type TranslationAction = 'create' | 'update' | 'confirm' | 'delete' | 'read' | 'list';

/** The differences between kinds of versioned texts. Everything else about versions and translations is the same for all kinds. */
export interface TextKind {
  readonly name: 'prompt' | 'asset';
  /** The names of a version, a translation and the content of a version in messages. */
  readonly words: { readonly version: string; readonly translation: string; readonly content: string };
  /** The beginning of the codes of errors: `prompts.` and the noun. */
  readonly codes: { readonly version: string; readonly translation: string };
  /** The name of the text in bodies and in the audit log. */
  readonly field: string;
  /** The body of a new version, and that of a new prompt or asset with its first version. */
  readonly body: TextBody;
  readonly firstBody: TextBody;
  readonly audit: {
    readonly version: Readonly<Record<VersionAction, AuditRule>>;
    readonly translation: Readonly<Record<TranslationAction, AuditRule>>;
  };
  /** The properties that the audit log shows; `field` stands for the text. */
  readonly auditedFields: { readonly version: readonly string[]; readonly translation: readonly string[] };
  readonly permissions: {
    readonly read: string;
    readonly write: string;
    readonly activate: string;
    readonly publish: string;
    readonly review: string;
    readonly readTranslations: string;
    readonly writeTranslations: string;
  };
  /** `free`: any name except `latest`. */
  readonly tag: 'semver' | 'free';
  /** The condition for changes of the content: only in a draft, or in any version that no environment points at. */
  readonly editable: 'drafts' | 'unless pointed at';
  /** Whether a version declares variables, which its activation completes from the text, and counts its placeholders. */
  readonly hasContract: boolean;
  /** Whether a new version may take over the translations of an earlier one. */
  readonly takesOverTranslations: boolean;
  /** The responses to publishing a version that is listed already, and to withdrawing one that is not listed. */
  readonly repeatedListing: 'unchanged' | 'refused';
  /** What responses show beside a version: whether environments point at it, or its translations. */
  readonly shownWith: 'pointers' | 'translations';
  /**
   * The content that the hash of a version covers. Hashes are stored and compared, so that a kind must never change this for existing
   * content.
   */
  hashed(content: TextContent): object;
  /** The content covered by the hash with which a translation remembers its source text; null: the version's own hash. */
  readonly hashedSource: ((content: TextContent) => object) | null;
}
