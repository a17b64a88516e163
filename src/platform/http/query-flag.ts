/**
 * Reads a boolean of a query as v1 clients send it: `true` in any letter case is true, anything else is false (wire contract, 1.1). Use it
 * only for parameters of v1. Later ones are declared as booleans, so that other values are refused.
 */
export const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';
