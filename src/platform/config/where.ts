import type { z } from 'zod';

/**
 * When a check of several fields runs: where they have the shape that it needs. Left to itself, zod leaves it out where any other
 * field is faulty; but all problems are reported at once.
 */
export const where = (shape: z.ZodType): { when: (payload: { readonly value: unknown }) => boolean } => ({
  when: ({ value }) => shape.safeParse(value).success,
});
