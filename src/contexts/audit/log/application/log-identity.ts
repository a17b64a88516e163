import { verifierKeyOf, type NoteSigner } from '../domain/signed-note';

/** The log's name and key pair. */
export class LogIdentity {
  constructor(readonly signer: NoteSigner) {}

  /** What a verifier is given: `name+<hash>+<base64 key>`. */
  get verifierKey(): string {
    return verifierKeyOf(this.signer);
  }
}
