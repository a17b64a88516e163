import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { DomainError } from '#shared/errors';
import { sha256 } from './merkle';

/** A note (or verifier key) is malformed, or another key signed it. */
export class BadNote extends DomainError {
  constructor(message: string) {
    super('invalid', 'audit.bad_note', message);
  }
}

/** A trusted signer. {@link parseVerifierKey} makes it from the published text of a key. */
export interface NoteVerifier {
  readonly name: string;
  /** The first 4 bytes of SHA-256(name, newline, 0x01, key). */
  readonly keyHash: Buffer;
  readonly publicKey: KeyObject;
}

export interface NoteSigner {
  readonly name: string;
  /** The Ed25519 key. */
  readonly privateKey: KeyObject;
}

/** A party with a known private or public key. */
export type KeyOwner = NoteSigner | Pick<NoteVerifier, 'name' | 'publicKey'>;

const ED25519 = Buffer.of(0x01);
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const HASH_PREFIX_BYTES = 4;
const MAX_SIGNATURES = 100;
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410: what stands before the 32 bytes of an Ed25519 key
const NAME = /^[^\s+]+$/u;
const FORBIDDEN = /[^\P{Cc}\n]/u;
const SIGNATURE_LINE = /^— ([^\s+]+) (\S+)$/u;

/** The verifier key (C2SP signed-note): `name+<key hash, 8 hex digits>+<base64 of 0x01 and the key>`. */
export function verifierKeyOf(owner: KeyOwner): string {
  const key = rawKey(owner);
  return `${owner.name}+${keyHash(owner.name, key).toString('hex')}+${Buffer.concat([ED25519, key]).toString('base64')}`;
}

/** Parses a verifier key. Throws {@link BadNote} unless it is a well-formed Ed25519 key with the right hash. */
export function parseVerifierKey(text: string): NoteVerifier {
  const [name = '', hash = '', ...rest] = text.trim().split('+');
  const bytes = fromBase64(rest.join('+')); // base64 has '+' as a digit
  if (!NAME.test(name) || bytes?.length !== 1 + KEY_BYTES || bytes[0] !== ED25519[0]) throw new BadNote('not an Ed25519 verifier key');
  const key = bytes.subarray(1);
  const expected = keyHash(name, key);
  if (hash !== expected.toString('hex')) throw new BadNote(`the hash of verifier key '${name}' does not match its key`);
  return { name, keyHash: expected, publicKey: createPublicKey({ key: Buffer.concat([SPKI_PREFIX, key]), format: 'der', type: 'spki' }) };
}

/** The signed note (C2SP signed-note) of a text, which must end with a newline and contain no other control character. */
export function signNote(text: string, signer: NoteSigner): string {
  if (!NAME.test(signer.name)) throw new BadNote('the name of a signing key is not empty and has neither blanks nor +');
  checkText(text);
  const signature = Buffer.concat([keyHash(signer.name, rawKey(signer)), sign(null, Buffer.from(text, 'utf8'), signer.privateKey)]);
  return `${text}\n— ${signer.name} ${signature.toString('base64')}\n`;
}

/** Returns the text of a note that `verifier` signed. It ignores signatures by other keys. Throws {@link BadNote}. */
export function openNote(note: string, verifier: NoteVerifier): string {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new BadNote('the note has no signatures');
  const text = note.slice(0, split + 1);
  checkText(text);
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new BadNote('the note has too many signatures');
  const ours = lines.map(parseSignature).filter((each) => each.name === verifier.name && each.keyHash.equals(verifier.keyHash));
  if (ours.length === 0) throw new BadNote(`the note is not signed by '${verifier.name}'`);
  const bytes = Buffer.from(text, 'utf8');
  const good = ours.every((each) => each.signature.length === SIGNATURE_BYTES && verify(null, bytes, verifier.publicKey, each.signature));
  if (!good) throw new BadNote(`the signature of '${verifier.name}' is wrong`);
  return text;
}

function parseSignature(line: string): { name: string; keyHash: Buffer; signature: Buffer } {
  const [, name = '', base64 = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = fromBase64(base64);
  if (bytes === undefined || bytes.length <= HASH_PREFIX_BYTES) throw new BadNote('the note has a malformed signature line');
  return { name, keyHash: bytes.subarray(0, HASH_PREFIX_BYTES), signature: bytes.subarray(HASH_PREFIX_BYTES) };
}

function checkText(text: string): void {
  if (!text.endsWith('\n')) throw new BadNote('the text of a note ends with a newline');
  if (FORBIDDEN.test(text)) throw new BadNote('the text of a note has no control characters but newlines');
}

const keyHash = (name: string, key: Buffer): Buffer =>
  sha256(Buffer.from(`${name}\n`, 'utf8'), ED25519, key).subarray(0, HASH_PREFIX_BYTES);

function rawKey(owner: KeyOwner): Buffer {
  const publicKey = 'publicKey' in owner ? owner.publicKey : createPublicKey(owner.privateKey);
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new BadNote('a note is signed with an Ed25519 key');
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
}

/** Decodes strictly: it accepts only the standard encoding with padding. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
