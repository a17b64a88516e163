import { isIP, type LookupFunction } from 'node:net';
import { lookup } from 'node:dns';
import ipaddr from 'ipaddr.js';

/** A host has an address that models must not be called at. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(`the host ${host} has a private address`);
  }
}

/** Whether the address belongs to the public internet: neither private, loopback nor link-local, nor an IPv6 form of such an IPv4 address. */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address.split('%', 1);
  // `process` reads ::ffff:a.b.c.d as a.b.c.d.
  return isIP(bare) !== 0 && ipaddr.process(bare).range() === 'unicast';
}

/** Throws AddressRefused for a URL whose host is such an address itself; nothing would look it up. */
export function requirePublicHost(url: URL, privateHosts: readonly string[]): void {
  const host = url.hostname.replace(/^\[(?<address>.*)\]$/u, '$<address>');
  if (isIP(host) !== 0 && !privateHosts.includes(url.hostname) && !isPublicAddress(host)) throw new AddressRefused(url.hostname);
}

/**
 * Looks addresses up as Node does, and refuses a host with an address that is not public. The connection uses the addresses that were
 * checked, so that a second answer of the name server changes nothing.
 */
export const publicLookup =
  (privateHosts: readonly string[]): LookupFunction =>
  (host, options, done) => {
    lookup(host, options, (error, address, family) => {
      const found = Array.isArray(address) ? address.map((each) => each.address) : [address];
      const refused = !error && !privateHosts.includes(host) && !found.every(isPublicAddress);
      done(refused ? new AddressRefused(host) : error, address, family);
    });
  };
