/** The position of each consumer in the log, when there is no Kafka with its offsets. */
export abstract class ConsumerPositions {
  /** The position; 0 for a consumer that has read nothing. */
  abstract read(name: string): Promise<number>;
  abstract move(name: string, position: number): Promise<void>;
}
