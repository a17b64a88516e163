import { z } from 'zod';
import type { StoredTag } from '../../domain/stored-prompt';
import { FileFault, invalidFiles, parsedFile, repeated, tried } from './file-fault';
import { fromYaml, yamlOf } from './front-matter';

export const TAGS_FILE = 'tags.yaml';
const TAGS = z.strictObject({ tags: z.array(z.strictObject({ name: z.string(), description: z.string().optional() })) });

/** Writes the tags by name, in the order given. */
export const tagsFile = (tags: readonly StoredTag[]): string =>
  yamlOf({ tags: tags.map(({ name, description }) => ({ name, ...(description === null ? {} : { description }) })) });

/** Throws Invalid with everything that is wrong with the file. */
export function tagsOf(yaml: string): StoredTag[] {
  const faults: string[] = [];
  const read = tried(TAGS_FILE, faults, () => {
    const { tags } = parsedFile(TAGS, fromYaml(yaml));
    const twice = repeated(tags.map(({ name }) => name));
    if (twice !== undefined) throw new FileFault(`has tag '${twice}' twice`);
    return tags;
  });
  if (read === null) throw invalidFiles(faults);
  return read.map(({ name, description }) => ({ name, description: description ?? null }));
}
