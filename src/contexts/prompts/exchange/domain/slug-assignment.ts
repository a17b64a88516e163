import { createHash } from 'node:crypto';
import { hasLetterOrDigit, LONGEST_GIVEN_SLUG, slugOf } from '#shared/slug';

export interface AssignedSlug {
  readonly slug: string;
  /** `title`: as the title says; `hash`: it has nothing a slug keeps; `suffix`: an earlier row has that one. */
  readonly from: 'title' | 'hash' | 'suffix';
}

/**
 * Gives each row of a file its slug, in file order, so that the same file always gets the same slugs whatever the server holds:
 * that is what lets a rerun find its prompts again. A slug with a suffix has at most 100 characters: the rest of the title's is cut.
 */
export class SlugAssignment {
  private readonly taken = new Set<string>();
  /** Where to go on looking for a free suffix: many equal titles must not cost a search from 2 each. */
  private readonly nextSuffix = new Map<string, number>();

  assign(title: string): AssignedSlug {
    const { slug, from } = plainSlug(title);
    if (this.taken.has(slug)) return { slug: this.takeWithSuffix(slug), from: 'suffix' };
    this.taken.add(slug);
    return { slug, from };
  }

  private takeWithSuffix(base: string): string {
    for (let number = this.nextSuffix.get(base) ?? 2; ; number++) {
      const suffix = `-${String(number)}`;
      const slug = base.slice(0, LONGEST_GIVEN_SLUG - suffix.length) + suffix;
      if (this.taken.has(slug)) continue;
      this.taken.add(slug);
      this.nextSuffix.set(base, number + 1);
      return slug;
    }
  }
}

function plainSlug(title: string): AssignedSlug {
  const slug = slugOf(title);
  if (hasLetterOrDigit(slug)) return { slug, from: 'title' };
  return { slug: `prompt-${sha256(title.trim()).slice(0, 12)}`, from: 'hash' };
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
