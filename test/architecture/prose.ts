import type { SourceFile } from './source-tree';

interface Rule {
  readonly found: RegExp;
  /** What to write instead. */
  readonly advice: string;
}

/** The mechanical part of ops/guides/writing.md. */
const RULES: readonly Rule[] = [
  { found: /\b(?:himself|herself|his|hers?|him)\b/iu, advice: 'a person is they' },
  { found: /\b(?:is|are|was|were|be) said\b/iu, advice: 'name the subject that says it' },
  { found: /\btrails?\b/iu, advice: 'it is the audit log' },
  { found: /\bcatalogues?\b/iu, advice: 'write catalog' },
  { found: /\bwho(?:m|so)?ever\b/iu, advice: 'name the subject: a caller, a client, a user' },
  // A sentence that begins with "Who" and is no question.
  { found: /(?:^|[.:;] )Who [a-z][^.?]*(?:\.|$)/u, advice: 'begin with the subject: clients that …' },
];

/** One sentence for each line of prose that breaks a rule. */
export function badProse(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    proseOf(path, text).flatMap(({ line, words }) =>
      RULES.flatMap(({ found, advice }) => {
        const hit = found.exec(words)?.[0];
        return hit === undefined ? [] : [`${path}:${line}: "${hit.trim()}": ${advice}`];
      }),
    ),
  );
}

interface ProseLine {
  readonly line: number;
  readonly words: string;
}

/** Comments of code, comments of configuration, and Markdown outside of code blocks; code in backticks is not prose. */
function proseOf(path: string, text: string): ProseLine[] {
  const lines = text.split('\n').map((each, index) => ({ line: index + 1, words: each }));
  const prose = path.endsWith('.md') ? outsideOfCode(lines) : lines.flatMap((each) => commentIn(path, each));
  return prose.map(({ line, words }) => ({ line, words: words.replaceAll(/`[^`]*`/gu, '').trim() }));
}

function outsideOfCode(lines: readonly ProseLine[]): ProseLine[] {
  let isCode = false;
  return lines.filter(({ words }) => {
    if (words.startsWith('```')) isCode = !isCode;
    return !isCode;
  });
}

function commentIn(path: string, { line, words }: ProseLine): ProseLine[] {
  const pattern = path.endsWith('.ts') ? /(?:^\s*\/?\*\*?|(?:^|\s)\/\/)(?<comment>\s.*?)(?:\*\/)?$/u : /(?:^|\s)#(?<comment>\s.*)$/u;
  const comment = pattern.exec(words)?.groups?.comment;
  return comment === undefined || /^\s*@example/u.test(comment) ? [] : [{ line, words: comment }];
}
