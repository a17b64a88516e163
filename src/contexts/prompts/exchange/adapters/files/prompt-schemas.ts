import { z } from 'zod';

const TEXT_HEAD = {
  tag: z.string(),
  status: z.enum(['draft', 'active', 'archived']),
  activated: z.boolean().optional(),
  language: z.string(),
  changeMessage: z.string().optional(),
  translations: z.array(z.strictObject({ language: z.string(), stale: z.boolean().optional(), text: z.string() })).optional(),
};
const VARIABLE = z.strictObject({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  default: z.unknown().optional(),
  description: z.string().optional(),
  example: z.unknown().optional(),
});

/** The front matter of a prompt's version. */
export const VERSION_HEAD = z.strictObject({
  ...TEXT_HEAD,
  variables: z.array(VARIABLE).optional(),
  literals: z.array(z.string()).optional(),
});
/** The front matter of an asset's version. */
export const ASSET_VERSION_HEAD = z.strictObject(TEXT_HEAD);
export type TextHead = z.infer<typeof ASSET_VERSION_HEAD>;

/** The content of `prompt.yaml`. */
export const PROMPT = z.strictObject({
  slug: z.string(),
  name: z.string(),
  description: z.string().optional(),
  type: z.string(),
  tags: z.array(z.string()).optional(),
  versions: z.array(z.string()),
  assets: z.array(z.string()).optional(),
});
/** The content of `asset.yaml`. */
export const ASSET = z.strictObject({
  key: z.string(),
  name: z.string(),
  category: z.string().optional(),
  enabled: z.boolean(),
  versions: z.array(z.string()),
});
