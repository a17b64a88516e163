// Matches what looks like an IPv6 address. An address without a colon is an IPv4 address; one with a colon and a dot contains one.
const IPV6 = /^[\da-f:]*:[\da-f:]*(?:%.*)?$/iu;

/** The network of an address. For IPv6 it is the first four groups, because one caller usually has the 64 bits behind them. */
export function networkOf(ip: string): string {
  if (!IPV6.test(ip)) return ip;
  const [head = '', tail] = ip.split('%', 1)[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}

/** Whether only this machine reaches the address. A name other than `localhost` may stand for any address. */
export const isLoopback = (host: string): boolean =>
  /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/u.test(host) || host === '::1' || host === 'localhost';
