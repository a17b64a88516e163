/** `1 change`, `1,493 changes`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${numeral(count)} ${count === 1 ? one : many}`;

/** Formats a number for people: `1,493`. */
export const numeral = (count: number): string => count.toLocaleString('en-US');
