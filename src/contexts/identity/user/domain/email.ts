import type { Validation } from '#shared/validation';

// RFC 5321, 4.5.3.1, allows 64 octets before the @ and 254 in total. The check does not cover the whole grammar: only a message proves an address.
const SHAPE = /^[^\s@\p{C}]{1,64}@[^\s@.\p{C}]+(?:\.[^\s@.\p{C}]+)+$/u;
const MAX_LENGTH = 254;

/**
 * The form for comparing addresses: NFKC in lower case. It is empty, as no address is, for a text that is too long to be an address,
 * because folding a megabyte would block the process for most of a second.
 */
export function emailKeyOf(email: string): string {
  const trimmed = email.trim();
  return trimmed.length > MAX_LENGTH ? '' : trimmed.normalize('NFKC').toLowerCase();
}

/** Checks an address and trims it. */
export function guardEmail(validation: Validation, pointer: string, value: string): string {
  const email = value.trim();
  if (email.length > MAX_LENGTH || !SHAPE.test(email) || emailKeyOf(email).length > MAX_LENGTH)
    validation.fail(pointer, 'email must be an email');
  return email;
}
