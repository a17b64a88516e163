import { fieldOf, type Validation } from './validation';

/** The maximum length of a slug that a client gives. A slug made from a name may be as long as the name. */
export const MAX_GIVEN_SLUG_LENGTH = 100;

/**
 * Slug of a name (wire contract, 1.2): lower case, edges trimmed, runs of white space become `-`, all but `a-z 0-9 _ -`
 * is dropped, runs of `-` collapse. May be empty, or without a letter or digit, and is then the id of nothing new.
 */
export function slugOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/\s+/gu, '-')
    .replace(/[^a-z0-9_-]/gu, '')
    .replace(/-+/gu, '-');
}

/** False for `-` and `_`, which earlier releases made from names in other scripts, so that many names had the same slug. */
export const hasLetterOrDigit = (slug: string): boolean => /[a-z0-9]/u.test(slug);

export interface SlugChoice {
  readonly name: string;
  /** Null means the slug of the name. */
  readonly slug: string | null;
  /** True allows a slug without a letter or digit, as earlier releases made them. */
  readonly isLegacy?: boolean;
}

/** The slug of a new resource. `reserved` has the words of the API's paths. */
export function chosenSlug(validation: Validation, { name, slug, isLegacy = false }: SlugChoice, reserved: ReadonlySet<string>): string {
  const pointer = slug === null ? '/name' : '/slug';
  const chosen = slug ?? slugOf(name);
  if (slug === null) {
    if (!hasLetterOrDigit(chosen) && name.trim() !== '')
      validation.fail(pointer, 'name must contain a letter or digit of a-z 0-9, or a slug must be given');
  } else if (!/^[a-z0-9_-]+$/u.test(slug) || slug.length > MAX_GIVEN_SLUG_LENGTH || !(isLegacy || hasLetterOrDigit(slug)))
    validation.fail(pointer, `slug must have 1 to ${MAX_GIVEN_SLUG_LENGTH} characters of a-z 0-9 _ - and contain a letter or digit`);
  if (reserved.has(chosen)) validation.fail(pointer, `${fieldOf(pointer)} must not make the slug '${chosen}': paths of the API use it`);
  return chosen;
}
