import type { z } from 'zod';

/**
 * Runs a check of several fields when these have the necessary shape. By default zod skips it when any other
 * field is invalid, but the start reports all problems at once.
 */
export const where = (shape: z.ZodType): { when: (payload: { readonly value: unknown }) => boolean } => ({
  when: ({ value }) => shape.safeParse(value).success,
});
