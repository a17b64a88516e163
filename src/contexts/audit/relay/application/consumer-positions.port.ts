/** How far each consumer has read the log itself, where there is no Kafka to keep its offsets. */
export abstract class ConsumerPositions {
  /** 0 for a consumer that has not read anything. */
  abstract read(name: string): Promise<number>;
  abstract move(name: string, position: number): Promise<void>;
}
