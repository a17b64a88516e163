import {
  KafkaJSBrokerNotFound,
  KafkaJSConnectionError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
} from 'kafkajs';
import { TopicMisconfigured } from '../../application/topic-misconfigured';

const AWAY = [KafkaJSConnectionError, KafkaJSRequestTimeoutError, KafkaJSBrokerNotFound];

/** Why publishing stands still, in words for health. Names no host. */
export function publishingTrouble(error: unknown): string {
  if (error instanceof TopicMisconfigured) return error.message;
  const cause = rootOf(error);
  if (AWAY.some((each) => cause instanceof each)) return 'the broker does not answer';
  if (cause instanceof KafkaJSProtocolError) return `the broker refuses: ${cause.type}`;
  return 'publishing fails for a reason that the process logs';
}

/** kafkajs wraps the reason when it gives up trying again. */
function rootOf(error: unknown): unknown {
  return error instanceof KafkaJSNumberOfRetriesExceeded && error.cause ? error.cause : error;
}
