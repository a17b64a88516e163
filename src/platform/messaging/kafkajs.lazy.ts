import type * as KafkaJs from 'kafkajs';

/** The Kafka client. The first call loads it, so that a process without brokers never does. */
export const kafkajs = (): typeof KafkaJs => require('kafkajs') as typeof KafkaJs;
