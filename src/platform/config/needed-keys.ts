/** The secrets of an installation, and the public half of the log's key. Each process has those that its roles use, and no others. */
const KEYS = {
  jwtKeys: { at: ['auth', 'jwtKeys'], role: 'api' },
  logKey: { at: ['audit', 'logKey'], role: 'relay' },
  logPublicKey: { at: ['audit', 'logPublicKey'], role: 'api' },
  serverSecret: { at: ['auth', 'serverSecret'], role: 'api' },
} as const;

export type KeyName = keyof typeof KEYS;
export const KEY_NAMES = Object.keys(KEYS) as readonly KeyName[];
export type GivenKeys = Readonly<Record<KeyName, string>>;

/** The setting of each; with `_FILE` behind it, the path of a file that holds it. */
export const KEY_VARIABLES = {
  jwtKeys: 'JAPM_JWT_KEYS',
  logKey: 'JAPM_LOG_KEY',
  logPublicKey: 'JAPM_LOG_PUBLIC_KEY',
  serverSecret: 'JAPM_SERVER_SECRET',
} as const satisfies Record<KeyName, string>;

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Of settings that may be of any shape; what is no text is the schema's affair. */
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

/** What the roles of settings, parsed or not, cannot do without. */
export function neededKeys(settings: object): readonly KeyName[] {
  const roles = rolesOf(settings);
  const used = KEY_NAMES.filter((name) => roles.includes(KEYS[name].role));
  // The public half follows from the private one.
  return used.includes('logKey') ? used.filter((name) => name !== 'logPublicKey') : used;
}

/**
 * The settings with the keys that their roles use: of `secretOf` (the variable, or its file) where it has them. The others are
 * left out, and their files are not read.
 */
export function withKeys(settings: Record<string, unknown>, secretOf: (variable: string) => string | undefined): Record<string, unknown> {
  const keys = new Map<KeyName, string>();
  const take = (name: KeyName): void => void keys.set(name, secretOf(KEY_VARIABLES[name]) ?? givenKey(settings, name));
  const roles = rolesOf(settings);
  for (const name of KEY_NAMES) if (roles.includes(KEYS[name].role)) take(name);
  // An API that is given nothing else derives the public half.
  if (keys.get('logPublicKey') === '') take('logKey');
  return KEY_NAMES.reduce<Record<string, unknown>>((all, name) => {
    const [section, key] = KEYS[name].at;
    const values = all[section];
    if (typeof values !== 'object' || values === null) return all;
    return { ...all, [section]: { ...values, [key]: keys.get(name) ?? '' } };
  }, settings);
}
