/** Address of the first administrator when none is configured; clients ask for a real one while it stands. */
export const DEFAULT_ADMIN_EMAIL = 'test@example.com';
