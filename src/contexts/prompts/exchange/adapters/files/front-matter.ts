import { dump, load, type LoadListener, YAMLException } from 'js-yaml';
import { KEEP_DIGITS } from '#shared/json-numbers';
import { ChangedNumber, EXACT_SCHEMA } from './exact-yaml';
import { FileFault, type YamlDocument } from './file-fault';

const FENCE = '---\n';

/** Writes YAML that reads back as the same value, with its members in the same order. */
export const yamlOf = (value: object): string => dump(value, { schema: EXACT_SCHEMA, lineWidth: -1, noRefs: true });

/**
 * Parses YAML. `above` is the number of lines before it in the file. Throws FileFault if the text is not YAML, contains a number that a
 * double would change, or contains an anchor: with anchors a short file can stand for more data than fits in memory, or contain itself.
 */
export function fromYaml(yaml: string, above = 0): YamlDocument {
  let last = 0;
  const listener: LoadListener = (_event, { anchor, line }) => {
    last = line;
    if (typeof anchor === 'string') throw new FileFault(`has an anchor &${anchor}; write out what it stands for`, line + 1 + above);
  };
  try {
    return { document: load(yaml, { schema: EXACT_SCHEMA, listener }), yaml, above };
  } catch (error) {
    if (error instanceof ChangedNumber) throw new FileFault(`has the number ${error.literal}: it ${KEEP_DIGITS}`, last + 1 + above);
    if (!(error instanceof YAMLException)) throw error;
    throw new FileFault(error.reason, error.mark === undefined ? null : error.mark.line + 1 + above);
  }
}

/** Writes YAML between two lines `---`, then the text, then one line feed, with which text files usually end. */
export const markdownOf = (head: object, text: string): string => `${FENCE}${yamlOf(head)}${FENCE}${text}\n`;

/** The text is everything after the second line `---`, byte by byte, without the last line feed. */
export function fromMarkdown(file: string): { readonly head: YamlDocument; readonly text: string } {
  const end = file.startsWith(FENCE) ? file.indexOf(`\n${FENCE}`, FENCE.length - 1) : -1;
  if (end < 0) throw new FileFault(noFrontMatter(file), 1);
  const text = file.slice(end + 1 + FENCE.length);
  return { head: fromYaml(file.slice(FENCE.length, end + 1), 1), text: text.endsWith('\n') ? text.slice(0, -1) : text };
}

function noFrontMatter(file: string): string {
  if (file.startsWith('\uFEFF')) return 'begins with a byte order mark; save it as UTF-8 without one';
  if (file.startsWith('---\r\n')) return 'has CRLF line ends; they would be part of the text, save it with LF';
  return 'does not begin with YAML between two lines ---';
}
