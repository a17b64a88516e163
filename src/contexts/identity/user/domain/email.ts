import type { Validation } from '#shared/validation';

// RFC 5321, 4.5.3.1: 64 octets before the @, 254 in all. No attempt at the whole grammar: only a message proves an address.
const SHAPE = /^[^\s@\p{C}]{1,64}@[^\s@.\p{C}]+(?:\.[^\s@.\p{C}]+)+$/u;
const MAX_LENGTH = 254;

/**
 * The form in which addresses are compared: NFKC, lower case. Empty, which nobody's is, for what is too long to be an address:
 * folding a megabyte takes most of a second, in which the process does nothing else.
 */
export function emailKeyOf(email: string): string {
  const trimmed = email.trim();
  return trimmed.length > MAX_LENGTH ? '' : trimmed.normalize('NFKC').toLowerCase();
}

/** The address with its edges trimmed. */
export function guardEmail(validation: Validation, pointer: string, value: string): string {
  const email = value.trim();
  if (email.length > MAX_LENGTH || !SHAPE.test(email) || emailKeyOf(email).length > MAX_LENGTH)
    validation.fail(pointer, 'email must be an email');
  return email;
}
