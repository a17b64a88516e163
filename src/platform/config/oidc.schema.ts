import { z } from 'zod';
import { PLATFORM_TENANT_ID, ROLES } from '#shared/actor';
import { where } from './where';

const role = z.enum(ROLES);
const isAdministrator = (each: string | null): boolean => each === 'admin' || each === 'tenant_admin';
const LOOPBACK = /^(localhost|127(?:\.\d+){3}|\[::1\])$/u;

const url = z.url({ protocol: /^https?$/u, error: 'must be an http or https URL' });
const withoutSlash = url.transform((text) => text.replace(/\/+$/u, ''));

const provider = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/u, 'must be 1 to 32 of a-z, 0-9 and -'),
    issuer: url.max(255),
    clientId: z.string().min(1),
    // It is empty for a public client.
    clientSecret: z.string().default(''),
    tenant: z.union([z.uuid().toLowerCase(), z.literal('default-tenant')]),
    emailDomains: z
      .array(
        z
          .string()
          .toLowerCase()
          .regex(/^[^\s@.]+(?:\.[^\s@.]+)+$/u, 'must be a domain such as acme.com'),
      )
      .min(1, 'name at least one domain'),
    scopes: z
      .string()
      .regex(/^(?:\S+ )*openid(?: \S+)*$/u, 'must contain openid')
      .default('openid email profile'),
    roleClaim: z.string().min(1).default('groups'),
    roles: z.array(z.strictObject({ value: z.string().min(1), role })).default([]),
    defaultRole: role.nullable().default('user'),
    createUsers: z.boolean().default(true),
    linkAdministrators: z.boolean().default(false),
  })
  .superRefine(
    ({ issuer, linkAdministrators, roles, defaultRole }, context) => {
      const fail = (path: string, message: string): void => {
        context.addIssue({ code: 'custom', path: [path], message });
      };
      if (isPlainHttp(issuer) && (!LOOPBACK.test(new URL(issuer).hostname) || process.env.NODE_ENV === 'production')) {
        fail('issuer', 'must be https; http is for this machine only and never in production');
      }
      if (!linkAdministrators && isAdministrator(defaultRole))
        fail('defaultRole', 'makes administrators, which requires linkAdministrators');
      if (!linkAdministrators && roles.some((each) => isAdministrator(each.role)))
        fail('roles', 'make administrators, which requires linkAdministrators');
    },
    where(
      z.object({
        issuer: z.string(),
        linkAdministrators: z.boolean(),
        roles: z.array(z.object({ role: z.string() })),
        defaultRole: z.string().nullable(),
      }),
    ),
  );

function isPlainHttp(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'http:';
}

/**
 * A stranger could register with somebody's address and wait until that person is linked to the account. A registration creates the
 * account in the platform tenant.
 */
export function refuseLinksToRegistered(
  {
    auth,
    oidc,
  }: { readonly auth: { readonly register: boolean }; readonly oidc: { readonly providers: readonly { readonly tenant: string }[] } },
  context: z.RefinementCtx,
): void {
  if (!auth.register || !oidc.providers.some(({ tenant }) => tenant === 'default-tenant' || tenant === PLATFORM_TENANT_ID)) return;
  context.addIssue({
    code: 'custom',
    path: ['auth', 'register'],
    message: 'must be false where the platform tenant has an OpenID provider',
  });
}

/** The settings that {@link refuseLinksToRegistered} reads. */
export const LINKS_TO_REGISTERED = where(
  z.object({ auth: z.object({ register: z.boolean() }), oidc: z.object({ providers: z.array(z.object({ tenant: z.string() })) }) }),
);

/** The section `oidc`: the OpenID providers of the installation. */
export const oidcSchema = z
  .strictObject({
    publicUrl: z.union([z.literal(''), withoutSlash]),
    requestTimeoutSeconds: z.coerce.number().int().positive(),
    pendingSeconds: z.coerce.number().int().positive().max(3600),
    providers: z.array(provider),
  })
  .superRefine(
    ({ publicUrl, providers }, context) => {
      if (providers.length > 0 && publicUrl === '')
        context.addIssue({ code: 'custom', path: ['publicUrl'], message: 'is needed where there are providers' });
      const ids = providers.map((each) => each.id);
      if (new Set(ids).size < ids.length) context.addIssue({ code: 'custom', path: ['providers'], message: 'two have the same id' });
    },
    where(z.object({ publicUrl: z.string(), providers: z.array(z.object({ id: z.string() })) })),
  );
