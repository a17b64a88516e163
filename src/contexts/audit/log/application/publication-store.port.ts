/** The durable cursor of the publisher. */
export abstract class PublicationStore {
  abstract publishedSeq(): Promise<number>;
  /** False when `epoch` is over: nothing was moved. */
  abstract advance(epoch: number, seq: number): Promise<boolean>;
}
