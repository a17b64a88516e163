import type * as TemporalPolyfill from 'temporal-polyfill';

/** `Temporal` of the runtime, or of the polyfill where Node has none. The first call loads it (40 ms), since few requests need a time zone. */
export const temporal = (): typeof TemporalPolyfill.Temporal => (require('temporal-polyfill') as typeof TemporalPolyfill).Temporal;
