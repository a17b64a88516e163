import type { Inlined } from './inlining';
import { LanguageMissing } from './resolution-errors';

/** Throws LanguageMissing when a text of another language replaces one that does not exist in the requested language. */
export function requireLanguages({ prompts, assets }: Inlined): void {
  const texts = [
    ...prompts.map(({ fragment }) => ({ name: fragment.prompt, language: fragment.language })),
    ...assets.map(({ asset }) => ({ name: `asset:${asset.key}`, language: asset.language })),
  ];
  const fallen = texts.filter(({ language }) => language.fallback);
  const [first] = fallen;
  if (first) throw new LanguageMissing(first.language.requested ?? '', [...new Set(fallen.map((each) => each.name))]);
}
