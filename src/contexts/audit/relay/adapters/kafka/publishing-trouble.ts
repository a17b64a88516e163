import { kafkajs } from '#platform/messaging/kafkajs.lazy';
import { TopicMisconfigured } from '../../application/topic-misconfigured';

/** Whether the error shows a broker that does not respond. */
function isAway(error: unknown): boolean {
  const { KafkaJSConnectionError, KafkaJSRequestTimeoutError, KafkaJSBrokerNotFound, KafkaJSMetadataNotLoaded, KafkaJSTimeout } = kafkajs();
  // kafkajs throws the last two when a broker went away during a request: it dropped the metadata, and its queue does not move.
  const types = [KafkaJSConnectionError, KafkaJSRequestTimeoutError, KafkaJSBrokerNotFound, KafkaJSMetadataNotLoaded, KafkaJSTimeout];
  return types.some((each) => error instanceof each);
}

/** The maximum depth of causes, which is more than kafkajs nests. */
const DEEPEST = 10;

/** The reason for which publishing has stopped, in words for health. It names no host. */
export function publishingTrouble(error: unknown): string {
  const { KafkaJSProtocolError, KafkaJSSASLAuthenticationError } = kafkajs();
  const causes = causesOf(error);
  const misconfigured = causes.find((each) => each instanceof TopicMisconfigured);
  if (misconfigured) return misconfigured.message;
  const refusal = causes.find((each) => each instanceof KafkaJSProtocolError);
  if (refusal) return `the broker refuses: ${refusal.type}`;
  if (causes.some((cause) => cause instanceof KafkaJSSASLAuthenticationError))
    return 'the broker refuses the credentials (JAPM_KAFKA_SASL_MECHANISM, …_USERNAME, …_PASSWORD)';
  const certificate = causes.map(tlsCodeOf).find((code) => code !== undefined);
  if (certificate !== undefined) return `TLS with the broker fails: ${certificate} (JAPM_KAFKA_TLS, …_CA, …_CERTIFICATE)`;
  if (causes.some(isAway)) return 'the broker does not answer';
  return 'publishing fails for a reason that the process logs';
}

/** Node's or OpenSSL's code of a connection that could not be secured. */
function tlsCodeOf(error: unknown): string | undefined {
  const code = error instanceof kafkajs().KafkaJSConnectionError ? (error as { readonly code?: string }).code : undefined;
  return code !== undefined && /CERT|SIGNATURE|ISSUER|SSL|TLS|EPROTO/u.test(code) ? code : undefined;
}

/** The error and its causes: kafkajs wraps the reason once for each retry loop that gives up. */
function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let left = [error]; left.length > 0 && causes.length < DEEPEST; left = left.flatMap(within)) causes.push(...left);
  return causes;
}

function within(error: unknown): unknown[] {
  if (error instanceof kafkajs().KafkaJSAggregateError) return error.errors;
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause === undefined || cause === error ? [] : [cause];
}
