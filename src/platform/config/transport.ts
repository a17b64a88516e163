import type { Config } from './config.schema';

/** Certificates as the options of `tls.connect`. */
export function trustOf({ ca, certificate, key }: Pick<Config['kafka']['tls'], 'ca' | 'certificate' | 'key'>): {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
} {
  return { ...(ca !== '' && { ca }), ...(certificate !== '' && { cert: certificate, key }) };
}
