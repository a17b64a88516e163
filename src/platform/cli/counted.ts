/** `1 change`, `1,493 changes`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${numeral(count)} ${count === 1 ? one : many}`;

/** As people read it: `1,493`. */
export const numeral = (count: number): string => count.toLocaleString('en-US');
