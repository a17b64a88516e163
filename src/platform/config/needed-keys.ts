/** The secrets of an installation and the public half of the log's key. A process has only those that its roles use. */
const KEYS = {
  jwtKeys: { at: ['auth', 'jwtKeys'], role: 'api' },
  logKey: { at: ['audit', 'logKey'], role: 'relay' },
  logPublicKey: { at: ['audit', 'logPublicKey'], role: 'api' },
  serverSecret: { at: ['auth', 'serverSecret'], role: 'api' },
} as const;

export type KeyName = keyof typeof KEYS;
export const KEY_NAMES = Object.keys(KEYS) as readonly KeyName[];
export type GivenKeys = Readonly<Record<KeyName, string>>;

/** The variable of each key. With `_FILE` appended, it has the path of a file with the key. */
export const KEY_VARIABLES = {
  jwtKeys: 'JAPM_JWT_KEYS',
  logKey: 'JAPM_LOG_KEY',
  logPublicKey: 'JAPM_LOG_PUBLIC_KEY',
  serverSecret: 'JAPM_SERVER_SECRET',
} as const satisfies Record<KeyName, string>;

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Reads a key from settings of any shape. The schema reports values that are not text. */
function givenKey(settings: object, name: KeyName): string {
  const [section, key] = KEYS[name].at;
  const value = (settings as Sections)[section]?.[key];
  return typeof value === 'string' ? value : '';
}

export const givenKeys = (settings: object): GivenKeys =>
  Object.fromEntries(KEY_NAMES.map((name) => [name, givenKey(settings, name)])) as GivenKeys;

function rolesOf(settings: object): readonly unknown[] {
  const { roles } = settings as { readonly roles?: unknown };
  if (Array.isArray(roles)) return roles;
  return typeof roles === 'string' ? roles.split(',').map((each) => each.trim()) : [];
}

/** The keys that the roles in settings, parsed or not, require. */
export function neededKeys(settings: object): readonly KeyName[] {
  const roles = rolesOf(settings);
  const used = KEY_NAMES.filter((name) => roles.includes(KEYS[name].role));
  // The public half can be derived from the private one.
  return used.includes('logKey') ? used.filter((name) => name !== 'logPublicKey') : used;
}

/**
 * The settings with the keys that their roles use; `secretOf` (the variable, or its file) takes precedence. Other keys are
 * removed, and their files are not read.
 */
export function withKeys(settings: Record<string, unknown>, secretOf: (variable: string) => string | undefined): Record<string, unknown> {
  const keys = new Map<KeyName, string>();
  const take = (name: KeyName): void => void keys.set(name, secretOf(KEY_VARIABLES[name]) ?? givenKey(settings, name));
  const roles = rolesOf(settings);
  for (const name of KEY_NAMES) if (roles.includes(KEYS[name].role)) take(name);
  // An API without a public half derives it.
  if (keys.get('logPublicKey') === '') take('logKey');
  return KEY_NAMES.reduce<Record<string, unknown>>((all, name) => {
    const [section, key] = KEYS[name].at;
    const values = all[section];
    if (typeof values !== 'object' || values === null) return all;
    return { ...all, [section]: { ...values, [key]: keys.get(name) ?? '' } };
  }, settings);
}
