import { promptReference } from '../../template/domain/reference';
import { parseTemplate } from '../../template/domain/template';

export interface CopiedText {
  readonly text: string;
  /** The slugs of the projects of the prompts to which the text refers. */
  readonly projects: ReadonlySet<string>;
}

/**
 * Converts the text for another project: `{{prompt:id}}` becomes `{{prompt:project/id}}` with the project of the source. Null leaves it
 * unchanged, for a copy within the same project. All other text is unchanged, character by character.
 */
export function copiedText(text: string, literals: readonly string[], source: string, isMoved: boolean): CopiedText {
  const asText = new Set(literals);
  const projects = new Set<string>();
  const parts = parseTemplate(text, literals).map((segment) => {
    if (segment.kind === 'text') return segment.text;
    if (segment.kind !== 'prompt') return segment.source;
    const { project } = promptReference(segment.reference);
    projects.add(project ?? source);
    return project === null && isMoved ? qualified(segment.reference, source, asText) : segment.source;
  });
  return { text: parts.join(''), projects };
}

/** A body that equals one of the literals would be literal text. Blanks after the colon have no meaning and make a different body. */
function qualified(reference: string, project: string, literals: ReadonlySet<string>): string {
  let body = `prompt:${project}/${reference}`;
  while (literals.has(body)) body = body.replace('prompt:', 'prompt: ');
  return `{{${body}}}`;
}
