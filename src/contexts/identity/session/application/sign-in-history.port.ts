/** The addresses from which an account has signed in, according to its stored sessions. */
export abstract class SignInHistory {
  /** The addresses of the newest sign-ins since that time, at most MAX_REMEMBERED; none for an account that does not exist. */
  abstract addresses(emailKey: string, since: Date): Promise<readonly string[]>;
}

export const MAX_REMEMBERED = 200;
