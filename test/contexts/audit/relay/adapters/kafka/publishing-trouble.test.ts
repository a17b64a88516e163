import {
  KafkaJSAggregateError,
  KafkaJSBrokerNotFound,
  KafkaJSConnectionError,
  KafkaJSError,
  KafkaJSLockTimeout,
  KafkaJSNonRetriableError,
  KafkaJSNumberOfRetriesExceeded,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
  KafkaJSSASLAuthenticationError,
  KafkaJSTopicMetadataNotLoaded,
} from 'kafkajs';
import { publishingTrouble } from '#contexts/audit/relay/adapters/kafka/publishing-trouble';
import { TopicMisconfigured } from '#contexts/audit/relay/application/topic-misconfigured';

const gaveUp = (cause: Error): Error => new KafkaJSNumberOfRetriesExceeded(cause, { retryCount: 3, retryTime: 1 });
// As kafkajs makes them; its types do not know these arguments.
const made = (type: unknown, ...args: readonly unknown[]): Error => new (type as new (...args: readonly unknown[]) => Error)(...args);
const nonRetriable = (cause: Error): Error => made(KafkaJSNonRetriableError, cause, { cause });
const refused = new KafkaJSConnectionError('Connection error: connect ECONNREFUSED 127.0.0.1:9', {
  broker: '127.0.0.1:9',
  code: 'ECONNREFUSED',
});
const AWAY = 'the broker does not answer';

describe('the trouble with publishing', () => {
  it.each<[string, Error]>([
    ['a connection that is refused', refused],
    ['a connection that closed', new KafkaJSConnectionError('Closed connection', {})],
    ['a request that nobody answered', new KafkaJSRequestTimeoutError('Request Produce timed out', {} as never)],
    ['a broker that is in no metadata', made(KafkaJSBrokerNotFound, 'Broker 1 not found in the cached metadata')],
    ['metadata that went with the connection', made(KafkaJSTopicMetadataNotLoaded, 'Topic metadata not loaded', { topic: 'x' })],
    ['a line that does not move', made(KafkaJSLockTimeout, 'Timeout while acquiring lock')],
    ['many attempts', gaveUp(refused)],
    ['many attempts within many attempts', gaveUp(gaveUp(refused))],
    ['an end of attempts inside of another loop', nonRetriable(gaveUp(refused))],
    ['several brokers', new KafkaJSAggregateError('all failed', [refused, refused])],
  ])('is an absent broker for %s', (_what, error) => {
    expect(publishingTrouble(error)).toBe(AWAY);
  });

  it.each(['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_WRONG_VERSION_NUMBER'])(
    'is TLS for %s',
    (code) => {
      const error = new KafkaJSConnectionError('Connection error: x', { broker: 'b:1', code });
      expect(publishingTrouble(gaveUp(error))).toBe(`TLS with the broker fails: ${code} (JAPM_KAFKA_TLS, …_CA, …_CERTIFICATE)`);
    },
  );

  it('is the credentials where the broker refuses them', () => {
    expect(publishingTrouble(made(KafkaJSSASLAuthenticationError, 'SASL PLAIN authentication failed'))).toMatch(/JAPM_KAFKA_SASL_/u);
  });

  it('is what the broker says, however it is wrapped', () => {
    const tooLarge = new KafkaJSProtocolError({ type: 'MESSAGE_TOO_LARGE', message: 'too large', retriable: false } as never);
    expect(publishingTrouble(tooLarge)).toBe('the broker refuses: MESSAGE_TOO_LARGE');
    expect(publishingTrouble(nonRetriable(gaveUp(tooLarge)))).toBe('the broker refuses: MESSAGE_TOO_LARGE');
    expect(publishingTrouble(new TopicMisconfigured('topic x has 3 partitions'))).toBe('topic x has 3 partitions');
  });

  it('stays in the log of the process for anything else', () => {
    const endless = new Error('x');
    endless.cause = endless;
    for (const error of [new Error('x'), new KafkaJSError('x'), 'x', null, endless])
      expect(publishingTrouble(error)).toBe('publishing fails for a reason that the process logs');
  });
});
