import type * as StringWidth from 'string-width';

/** The width of texts in a terminal. The first text that is not ASCII loads it. */
export const stringWidth = (): typeof StringWidth.default => (require('string-width') as typeof StringWidth).default;
