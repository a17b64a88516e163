/** The durable cursor of the publisher. */
export abstract class PublicationStore {
  abstract publishedSeq(): Promise<number>;
  /** Moves the cursor. Returns false, without a change, when `epoch` is past. */
  abstract advance(epoch: number, seq: number): Promise<boolean>;
}
