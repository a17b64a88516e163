/** The address of the first administrator when none is configured. Clients ask the user to replace it. */
export const DEFAULT_ADMIN_EMAIL = 'test@example.com';
