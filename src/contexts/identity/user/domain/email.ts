import type { Validation } from '#shared/validation';

// RFC 5321, 4.5.3.1: 64 octets before the @, 254 in all. No attempt at the whole grammar: only a message proves an address.
const SHAPE = /^[^\s@\p{C}]{1,64}@[^\s@.\p{C}]+(?:\.[^\s@.\p{C}]+)+$/u;
const LONGEST = 254;

/** The form in which addresses are compared: NFKC, lower case. */
export const emailKeyOf = (email: string): string => email.trim().normalize('NFKC').toLowerCase();

/** The address with its edges trimmed. */
export function guardEmail(validation: Validation, pointer: string, value: string): string {
  const email = value.trim();
  if (!SHAPE.test(email) || email.length > LONGEST || emailKeyOf(email).length > LONGEST)
    validation.fail(pointer, 'email must be an email');
  return email;
}
