export interface SignInAccount {
  readonly state: { readonly id: string; readonly tenantId: string };
}

/** The accounts that can sign in. */
export abstract class SignInAccounts {
  /** Over all tenants, by the folded address: signing in does not name a tenant. */
  abstract findByEmailKey(emailKey: string): Promise<SignInAccount | null>;
}
