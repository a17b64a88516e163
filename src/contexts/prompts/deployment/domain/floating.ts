import { referencesIn, type TextReference } from '../../reference-index/domain/text-reference';
import type { EntityType } from './deployment-item';

/** The parts of what an environment serves of a version that can still change although the version's own text cannot. */
export interface Floating {
  /** The languages of its translations, which may be changed at any time. */
  readonly translations: readonly string[];
  /** The references of its texts without a version: `asset:sign`, `prompt:greeting`, `prompt:shop/greeting`. */
  readonly references: readonly string[];
}

interface Texts {
  readonly text: string;
  readonly literals: readonly string[];
  readonly translations: readonly { readonly languageCode: string; readonly text: string }[];
}

/** The maximum number of references that are named. */
const MAX_REFERENCES = 100;

export function floatingOf(entityType: EntityType, { text, literals, translations }: Texts): Floating {
  const shown = [text, ...translations.map((each) => each.text)].flatMap((each) => referencesIn(each, literals));
  // Inside an asset, references to assets are literal text.
  const found = shown.filter(({ kind, tag }) => tag === null && !(kind === 'asset' && entityType === 'PROMPT_ASSET_VERSION'));
  return {
    translations: translations.map(({ languageCode }) => languageCode).toSorted(),
    references: [...new Set(found.map(nameOf))].toSorted().slice(0, MAX_REFERENCES),
  };
}

const nameOf = ({ kind, project, target }: TextReference): string => `${kind}:${project === '' ? '' : `${project}/`}${target}`;
