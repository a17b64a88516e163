import type { Logger } from './logger';

/** The injection token of the logger, because bunyan's type is an interface and does not exist at run time. */
export const LoggerToken = Symbol.for('japm.Logger') as symbol & { readonly __type?: Logger };
