import type { ApiDocument } from './types';

/** The sections of the document in the order in which somebody new needs them; all others follow by name. */
const ORDER = [
  'Auth',
  'Sessions',
  'API keys',
  'Projects',
  'Project members',
  'Prompts',
  'Prompt versions',
  'Prompt translations',
  'Assets',
  'Asset versions',
  'Asset translations',
  'Environments',
  'Environment pointers',
  'Deployments',
  'Release rules',
  'Serving',
  'System prompts',
  'Model execution',
  'Usage',
  'Marketplace',
  'Audit',
  'Dashboard',
];

const DESCRIBED = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:@(?!Tags)\w+\([^)]*\)\s*)*@Tags\('([^']+)'\)/gu;

/** The comments of controller classes by their tag. Where several controllers share a tag, one of them has the comment. */
export function tagDescriptions(sources: readonly string[]): Map<string, string> {
  const described = new Map<string, string>();
  for (const [, comment = '', tag = ''] of sources.flatMap((source) => [...source.matchAll(DESCRIBED)])) {
    if (described.has(tag)) throw new Error(`Two controllers describe the tag '${tag}': keep the comment of one class`);
    described.set(tag, comment.replaceAll(/\s*\n\s*\*\s?/gu, ' ').trim());
  }
  return described;
}

/** The tags of the operations in their order, each with its description. */
export function orderedTags(names: ReadonlySet<string>, descriptions: ReadonlyMap<string, string>): ApiDocument['tags'] {
  const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return [...names]
    .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((name) => {
      const description = descriptions.get(name);
      if (description === undefined) throw new Error(`The tag '${name}' needs a comment before @Route of one of its controllers`);
      return { name, description };
    });
}
