import { verifierKeyOf, type NoteSigner, type NoteVerifier } from '../domain/signed-note';

/** The log's name and public key, which verifiers know. */
export class LogIdentity {
  constructor(private readonly owner: Pick<NoteVerifier, 'name' | 'publicKey'>) {}

  /** The verifier key: `name+<hash>+<base64 key>`. */
  get verifierKey(): string {
    return verifierKeyOf(this.owner);
  }
}

/** The log's name and private key, which only the relay has. */
export class LogSigner implements NoteSigner {
  constructor(
    readonly name: string,
    readonly privateKey: NoteSigner['privateKey'],
  ) {}
}
