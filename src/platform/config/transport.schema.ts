import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { isLoopback } from '#shared/network';
import { where } from './where';

// Environment files cannot hold line breaks.
const pem = z.string().transform((text) => text.replaceAll('\\n', '\n').trim());

const tls = {
  enabled: z.boolean(),
  /** The certificates of trusted authorities. Empty means those of Node. */
  ca: pem,
  /** The certificate of the client, which needs `key`. */
  certificate: pem,
  key: pem,
};

export const kafkaTls = z.strictObject(tls).superRefine(refuseUnusable('JAPM_KAFKA_TLS'));

export const kafkaSasl = z
  .strictObject({
    mechanism: z.enum(['', 'plain', 'scram-sha-256', 'scram-sha-512']),
    username: z.string(),
    password: z.string(),
  })
  .superRefine(({ mechanism, username, password }, context) => {
    if (mechanism !== '' && (username === '' || password === ''))
      context.addIssue('needs JAPM_KAFKA_SASL_USERNAME and JAPM_KAFKA_SASL_PASSWORD (or JAPM_KAFKA_SASL_PASSWORD_FILE)');
    if (mechanism === '' && (username !== '' || password !== ''))
      context.addIssue('has a user name or a password, but no mechanism: set JAPM_KAFKA_SASL_MECHANISM');
  });

export const databaseTls = z
  .strictObject({ ...tls, verify: z.enum(['full', 'ca', 'none']) })
  .superRefine(refuseUnusable('JAPM_DATABASE_TLS'));

interface TlsSettings {
  readonly enabled: boolean;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

function refuseUnusable(variable: string): (settings: TlsSettings, context: z.RefinementCtx) => void {
  return ({ enabled, ca, certificate, key }, context) => {
    if (!enabled && (ca !== '' || certificate !== '' || key !== ''))
      context.addIssue(`has certificates, but is not on: set ${variable}=true`);
    if ((certificate === '') !== (key === ''))
      context.addIssue(`${variable}_CERTIFICATE and ${variable}_KEY belong together: give both or none`);
    if (!isPem(ca)) context.addIssue(`${variable}_CA is no certificate in PEM form`);
    if (!isPem(certificate)) context.addIssue(`${variable}_CERTIFICATE is no certificate in PEM form`);
    else if (certificate !== '' && key !== '' && !isKeyOf(certificate, key))
      context.addIssue(`${variable}_KEY is not the private key (PEM, without a passphrase) of the certificate`);
  };
}

function isPem(text: string): boolean {
  try {
    return text === '' || new X509Certificate(text).serialNumber !== '';
  } catch {
    return false;
  }
}

function isKeyOf(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

const transport = z.object({
  kafka: z.object({
    brokers: z.array(z.string()),
    tls: z.object({ enabled: z.boolean() }),
    sasl: z.object({ mechanism: z.string() }),
  }),
  database: z.object({ url: z.string(), tls: z.object({ enabled: z.boolean(), verify: z.string() }) }),
});

/** The settings that {@link refuseUnsafeTransport} reads. */
export const TRANSPORT = where(transport);

/** Checks rules over several sections. */
export function refuseUnsafeTransport({ kafka, database }: z.output<typeof transport>, context: z.RefinementCtx): void {
  const open = kafka.brokers.filter((each) => !isLoopback(each.replace(/:\d+$/u, '').replace(/^\[(.*)\]$/u, '$1')));
  if (kafka.sasl.mechanism !== '' && !kafka.tls.enabled && open.length > 0) {
    const message = `SASL without TLS would show the credentials to the network on the way to ${open.join(', ')}: set JAPM_KAFKA_TLS=true`;
    context.addIssue({ code: 'custom', path: ['kafka', 'sasl'], message });
  }
  if (!database.tls.enabled) return;
  const at = ['database', 'tls'];
  if (!database.url.startsWith('mysql:'))
    context.addIssue({ code: 'custom', path: at, message: 'is for MySQL: JAPM_DATABASE_URL names no MySQL server' });
  else if (database.tls.verify === 'full' && isIP(hostOf(database.url)) > 0) {
    const message = 'the driver cannot compare an address with a certificate: name the host, or set JAPM_DATABASE_TLS_VERIFY=ca';
    context.addIssue({ code: 'custom', path: at, message });
  }
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/u, '$1') : '');
