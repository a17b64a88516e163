export interface SignInAccount {
  readonly state: { readonly id: string; readonly tenantId: string };
}

/** The accounts that can sign in. */
export abstract class SignInAccounts {
  /** Searches all tenants by the folded address, because a sign-in does not name a tenant. */
  abstract findByEmailKey(emailKey: string): Promise<SignInAccount | null>;
}
