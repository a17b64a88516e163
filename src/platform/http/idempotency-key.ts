/** The format of an Idempotency-Key: visible ASCII characters. The OpenAPI document has the same. */
export const KEY_FORM = { minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' } as const;

const FORM = new RegExp(KEY_FORM.pattern, 'u');

export const isIdempotencyKey = (key: string): boolean => key.length <= KEY_FORM.maxLength && FORM.test(key);
