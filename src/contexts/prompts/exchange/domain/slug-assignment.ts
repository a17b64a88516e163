import { createHash } from 'node:crypto';
import { slugOf } from '#shared/slug';

/** What the server takes as a slug. */
const LONGEST_SLUG = 100;

export interface AssignedSlug {
  readonly slug: string;
  /** `title`: as the title says; `cut`: its first 100; `hash`: it has nothing a slug keeps; `suffix`: an earlier row has that one. */
  readonly from: 'title' | 'cut' | 'hash' | 'suffix';
}

/**
 * Gives each row of a file its slug, in file order, so that the same file always gets the same slugs whatever the server holds:
 * that is what lets a rerun find its prompts again. Slugs are cut to 100 characters, before a suffix and with it.
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
      const slug = base.slice(0, LONGEST_SLUG - suffix.length) + suffix;
      if (this.taken.has(slug)) continue;
      this.taken.add(slug);
      this.nextSuffix.set(base, number + 1);
      return slug;
    }
  }
}

function plainSlug(title: string): AssignedSlug {
  const whole = slugOf(title);
  const slug = whole.slice(0, LONGEST_SLUG);
  if (!/[a-z0-9]/u.test(slug)) return { slug: `prompt-${sha256(title.trim()).slice(0, 12)}`, from: 'hash' };
  return { slug, from: slug === whole ? 'title' : 'cut' };
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
