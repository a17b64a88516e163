import { verifierKeyOf, type NoteSigner, type NoteVerifier } from '../domain/signed-note';

/** The log's name and public key: what those who verify know of it. */
export class LogIdentity {
  constructor(private readonly owner: Pick<NoteVerifier, 'name' | 'publicKey'>) {}

  /** What a verifier is given: `name+<hash>+<base64 key>`. */
  get verifierKey(): string {
    return verifierKeyOf(this.owner);
  }
}

/** The log's name and private key, which the relay has and no other role. */
export class LogSigner implements NoteSigner {
  constructor(
    readonly name: string,
    readonly privateKey: NoteSigner['privateKey'],
  ) {}
}
