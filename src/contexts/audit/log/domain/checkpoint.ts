import { HASH_BYTES } from './merkle';
import { BadNote, fromBase64, type NoteSigner, type NoteVerifier, openNote, signNote } from './signed-note';

/** The statement to which the log commits (C2SP tlog-checkpoint): `size` events whose tree has this root. */
export interface Checkpoint {
  /** The permanent name of the log, which is also the name of its key. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
}

/** The text of the note: origin, size in decimal and root in base64, each on a line. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size.toString()}\n${root.toString('base64')}\n`;
  parseCheckpoint(text);
  return text;
}

/** Parses the text and ignores extension lines. Throws {@link BadNote} with the reason. */
export function parseCheckpoint(text: string): Checkpoint {
  if (!text.endsWith('\n')) throw new BadNote('a checkpoint ends with a newline');
  const [origin = '', size = '', root = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') throw new BadNote('a checkpoint begins with the origin of its log');
  if (!/^(0|[1-9][0-9]*)$/.test(size) || !Number.isSafeInteger(Number(size))) throw new BadNote(`'${size}' is not the size of a log`);
  const hash = fromBase64(root);
  if (hash?.length !== HASH_BYTES) throw new BadNote('the root of a checkpoint is 32 bytes in base64');
  if (extensions.includes('')) throw new BadNote('a checkpoint has no empty lines');
  return { origin, size: Number(size), root: hash };
}

/** The checkpoint as a signed note. Its origin is the signer's name. */
export const signCheckpoint = ({ size, root }: Omit<Checkpoint, 'origin'>, signer: NoteSigner): string =>
  signNote(formatCheckpoint({ origin: signer.name, size, root }), signer);

/** Returns the checkpoint in a note that the log's key signed for this log. Throws {@link BadNote}. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, verifier));
  if (checkpoint.origin !== verifier.name)
    throw new BadNote(`the checkpoint is of the log '${checkpoint.origin}', not of '${verifier.name}'`);
  return checkpoint;
}
