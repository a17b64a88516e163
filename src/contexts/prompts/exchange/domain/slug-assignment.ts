import { createHash } from 'node:crypto';
import { hasLetterOrDigit, MAX_GIVEN_SLUG_LENGTH, slugOf } from '#shared/slug';

export interface AssignedSlug {
  readonly slug: string;
  /**
   * `given`: the row gives the slug; `title`: it follows from the title; `hash`: the title has no character that a slug keeps; `suffix`:
   * another prompt has the slug of the title.
   */
  readonly from: 'given' | 'title' | 'hash' | 'suffix';
  /** Whether an earlier row has the same title. */
  readonly repeated: boolean;
}

/**
 * Returns the slug of each row by its title; null for a row without a title. `known` has the name of each prompt of the server by its slug.
 * A row belongs to the prompt whose name is its title, in whatever order the file has its rows. A row without such a prompt gets a slug of
 * its own: the slug of its title or, if another prompt has that one, the next free number.
 */
export function assignSlugs(titles: readonly (string | null)[], known: ReadonlyMap<string, string>): (AssignedSlug | null)[] {
  const names = titles.map((title) => title?.trim() ?? null);
  const slugs = slugsOf(names, known);
  const seen = new Set<string>();
  return names.map((name, at) => {
    const slug = slugs[at] ?? null;
    if (name === null || slug === null) return null;
    const repeated = seen.has(name);
    seen.add(name);
    const plain = plainSlug(name);
    return { slug, from: slug === plain.slug ? plain.from : 'suffix', repeated };
  });
}

function slugsOf(names: readonly (string | null)[], known: ReadonlyMap<string, string>): (string | null)[] {
  const inFile = new Set(names);
  const others = [...known].filter(([, name]) => !inFile.has(name)).map(([slug]) => slug);
  // Rows get the slugs that they would get on a server with none of the file's prompts, so that rows with equal titles find their prompts
  // again.
  const first = new FreeSlugs(others);
  const wanted = names.map((name) => (name === null ? null : first.take(plainSlug(name).slug)));
  const slugs = wanted.map((slug, at) => (slug !== null && known.get(slug) === names[at] ? slug : null));
  const left = unclaimed(known, new Set(slugs));
  names.forEach((name, at) => {
    if (name !== null) slugs[at] ??= left.get(name)?.shift() ?? null;
  });
  const free = new FreeSlugs([...known.keys()]);
  return names.map((name, at) => slugs[at] ?? (name === null ? null : free.take(wanted[at] ?? '', plainSlug(name).slug)));
}

/** The prompts that no row has yet, by name; the one without a number comes first. */
function unclaimed(known: ReadonlyMap<string, string>, claimed: ReadonlySet<string | null>): Map<string, string[]> {
  const slugs = new Map<string, string[]>();
  const byNumber = [...known].toSorted(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  for (const [slug, name] of byNumber) {
    if (claimed.has(slug)) continue;
    const those = slugs.get(name);
    if (those) those.push(slug);
    else slugs.set(name, [slug]);
  }
  return slugs;
}

/** Gives every slug once. A slug with a number has at most 100 characters: the rest of the title's slug is cut off. */
class FreeSlugs {
  private readonly taken: Set<string>;
  /** Where the search for a free number continues: with many equal titles, a search that begins at 2 each time would be slow. */
  private readonly nextNumber = new Map<string, number>();

  constructor(taken: readonly string[]) {
    this.taken = new Set(taken);
  }

  /** Returns `slug` if it is free, else `base` with the next free number. */
  take(slug: string, base = slug): string {
    if (!this.taken.has(slug)) {
      this.taken.add(slug);
      return slug;
    }
    for (let number = this.nextNumber.get(base) ?? 2; ; number++) {
      const suffix = `-${String(number)}`;
      const numberedSlug = base.slice(0, MAX_GIVEN_SLUG_LENGTH - suffix.length) + suffix;
      if (this.taken.has(numberedSlug)) continue;
      this.taken.add(numberedSlug);
      this.nextNumber.set(base, number + 1);
      return numberedSlug;
    }
  }
}

function plainSlug(title: string): { readonly slug: string; readonly from: 'title' | 'hash' } {
  const slug = slugOf(title);
  if (hasLetterOrDigit(slug)) return { slug, from: 'title' };
  return { slug: `prompt-${sha256(title.trim()).slice(0, 12)}`, from: 'hash' };
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
