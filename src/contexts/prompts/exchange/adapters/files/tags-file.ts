import { z } from 'zod';
import { Invalid } from '#shared/errors';
import type { StoredTag } from '../../domain/stored-prompt';
import { fromYaml, yamlOf } from './front-matter';

export const TAGS_FILE = 'tags.yaml';
const TAGS = z.strictObject({ tags: z.array(z.strictObject({ name: z.string(), description: z.string().optional() })) });

/** By name, as they are given. */
export const tagsFile = (tags: readonly StoredTag[]): string =>
  yamlOf({ tags: tags.map(({ name, description }) => ({ name, ...(description === null ? {} : { description }) })) });

/** Throws Invalid with what is wrong with the file. */
export function tagsOf(yaml: string): StoredTag[] {
  const { tags } = parsed(yaml);
  const names = tags.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw wrong(`has tag '${twice}' twice`);
  return tags.map(({ name, description }) => ({ name, description: description ?? null }));
}

function parsed(yaml: string): z.infer<typeof TAGS> {
  let value: unknown;
  try {
    value = fromYaml(yaml);
  } catch (error) {
    throw error instanceof Invalid ? wrong(error.message) : error;
  }
  const result = TAGS.safeParse(value);
  if (!result.success) throw wrong(z.prettifyError(result.error).replaceAll('\n', ' '));
  return result.data;
}

const wrong = (message: string): Invalid => new Invalid('exchange.tags_invalid', [{ pointer: '', message: `${TAGS_FILE}: ${message}` }]);
