import type { Logger } from './logger';

/** Injection token of the logger: the type of bunyan's is an interface, which leaves nothing at run time. */
export const LoggerToken = Symbol.for('japm.Logger') as symbol & { readonly __type?: Logger };
