/**
 * A boolean of a query as clients of v1 send it: `true` in any letter case is true, anything else false (wire contract, 1.1). Only
 * for the parameters of v1; those that came later are declared as booleans, so that any other value is refused.
 */
export const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';
