/** A boolean of a query: `true` in any letter case is true, anything else false. */
export const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true';
