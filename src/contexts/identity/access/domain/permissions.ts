import type { Grant, Grants } from '#shared/grants';

/** The permissions that the aggregates of all contexts declare in their modules. */
export class Permissions {
  /** Permission → the roles and keys that have it. */
  readonly grants: Grants;

  /** Throws when two modules declare the same permission. */
  constructor(declared: readonly Grants[]) {
    const names = declared.flatMap((each) => Object.keys(each));
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) throw new Error(`two modules declare the permission '${twice}'`);
    this.grants = Object.assign({}, ...declared) as Grants;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.grants, name);
  }

  /** Undefined when no module declares the permission. */
  grantOf(name: string): Grant | undefined {
    return this.has(name) ? this.grants[name] : undefined;
  }

  /** Throws when no module declares the permission. */
  require(name: string): Grant {
    const grant = this.grantOf(name);
    if (!grant) throw new Error(`permission '${name}' is unknown: it must be one of the \`permissions\` in the module of its aggregate`);
    return grant;
  }

  /** Whether routes with this permission accept a key that names no permission. */
  opensToPlainKeys(name: string): boolean {
    return this.grantOf(name)?.byKey === true;
  }

  /** Whether the permissions that a key names contain or imply this one. */
  isNamedIn(names: readonly string[], name: string): boolean {
    return names.includes(name) || names.includes(this.grantOf(name)?.impliedBy ?? name);
  }
}
