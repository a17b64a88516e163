import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { Invalid } from '#shared/errors';

const FENCE = '---\n';

/** YAML that reads back as what it was; members in the order that they have. */
export const yamlOf = (value: object): string => dump(value, { schema: CORE_SCHEMA, lineWidth: -1, noRefs: true });

/** Throws Invalid where it is no YAML. */
export function fromYaml(yaml: string): unknown {
  try {
    return load(yaml, { schema: CORE_SCHEMA });
  } catch (error) {
    throw new Invalid('exchange.file_invalid', [{ pointer: '', message: error instanceof Error ? error.message : String(error) }]);
  }
}

/** A file of YAML between two lines `---`, then the text and one line feed, which makes it end as files do. */
export const markdownOf = (head: object, text: string): string => `${FENCE}${yamlOf(head)}${FENCE}${text}\n`;

/** The text is what follows the second line `---`, to the byte, without the last line feed. */
export function fromMarkdown(file: string): { head: unknown; text: string } {
  const end = file.startsWith(FENCE) ? file.indexOf(`\n${FENCE}`, FENCE.length - 1) : -1;
  if (end < 0) throw new Invalid('exchange.file_invalid', [{ pointer: '', message: 'does not begin with YAML between two lines ---' }]);
  const text = file.slice(end + 1 + FENCE.length);
  return { head: fromYaml(file.slice(FENCE.length, end + 1)), text: text.endsWith('\n') ? text.slice(0, -1) : text };
}
